import { boundsOfBox } from '../../geometry/box.ts';
import { areaTouchesPolygon } from '../../geometry/polyline.ts';
import { boxOutline, signedDistanceToBox } from '../rectangle/rectangle-geometry.ts';
import type { ShapeElement, ShapeGeometry, ShapePainter } from '../shape.ts';
import type { TextArea } from './text-area.ts';

/** A text has no ink but its text, which is painted as the label of any other shape is. */
export const paintNoInk: ShapePainter = () => undefined;

/** The area of a text element: its box, which already is as large as the text. */
export function textElementArea({ box, size, wraps }: ShapeElement): TextArea {
  return { size, align: 'start', wrapWidth: wraps ? box.width : null, at: { x: box.x, y: box.y } };
}

export const textGeometry: ShapeGeometry = {
  inkBounds: (element) => boundsOfBox(element.box),
  hit: (element, point, tolerance) => signedDistanceToBox(point, element.box, 0) <= tolerance,
  touches: (element, polygon) => areaTouchesPolygon(boxOutline(element.box), 2, polygon),
};
