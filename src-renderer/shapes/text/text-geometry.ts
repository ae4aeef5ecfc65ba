import { boundsOfBox, inflate, unionBounds } from '../../geometry/box.ts';
import { areaTouchesPolygon } from '../../geometry/polyline.ts';
import { boxOutline, signedDistanceToBox } from '../rectangle/rectangle-geometry.ts';
import type { ShapeGeometry } from '../shape.ts';
import { estimateTextSize } from './text-layout.ts';

export const textGeometry: ShapeGeometry = {
  // Text may be wider than its box (another font, an edit without measuring): paint all of it.
  inkBounds: (element) => {
    const { x, y } = element.box;
    const estimated = estimateTextSize(element.text, element.size);
    const box = boundsOfBox(element.box);
    const text = boundsOfBox({ x, y, ...estimated });
    return inflate(unionBounds([box, text]) ?? box, element.size / 2);
  },
  hit: (element, point, tolerance) => signedDistanceToBox(point, element.box, 0) <= tolerance,
  touches: (element, polygon) => areaTouchesPolygon(boxOutline(element.box), 2, polygon),
};
