import { type Box, boundsOfBox, centreOfBox, inflate } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { areaTouchesPolygon, polylineTouchesPolygon } from '../../geometry/polyline.ts';
import type { ShapeElement, ShapeGeometry } from '../shape.ts';
import { LABEL_PADDING, labelArea, type TextArea } from '../text/text-area.ts';
import { cornerRadius } from './rectangle-painter.ts';

/**
 * Distance to a rounded box's outline, negative inside
 * (the usual signed distance of a rounded box, https://iquilezles.org/articles/distfunctions2d/).
 */
export function signedDistanceToBox(point: Point, box: Box, radius: number): number {
  const dx = Math.abs(point.x - (box.x + box.width / 2)) - box.width / 2 + radius;
  const dy = Math.abs(point.y - (box.y + box.height / 2)) - box.height / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** The four corners and the first one again, as x, y pairs. */
export function boxOutline(box: Box): number[] {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  return [box.x, box.y, right, box.y, right, bottom, box.x, bottom, box.x, box.y];
}

/** A label in the middle, with some room to the edges. */
export function rectangleTextArea({ box, size }: ShapeElement): TextArea {
  return labelArea(centreOfBox(box), box.width - size - 2 * LABEL_PADDING);
}

export const rectangleGeometry: ShapeGeometry = {
  inkBounds: (element) => inflate(boundsOfBox(element.box), element.size / 2 + 1),
  hit: (element, point, tolerance, solid) => {
    const distance = signedDistanceToBox(point, element.box, cornerRadius(element.box));
    const reach = tolerance + element.size / 2;
    return element.fill !== 'none' || solid ? distance <= reach : Math.abs(distance) <= reach;
  },
  touches: (element, polygon) => {
    const outline = boxOutline(element.box);
    return element.fill === 'none'
      ? polylineTouchesPolygon(outline, 2, polygon)
      : areaTouchesPolygon(outline, 2, polygon);
  },
};
