import type { Box } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { hitAtDistance, outlineTouches, strokedBounds } from '../outlined/outlined-geometry.ts';
import type { ShapeGeometry } from '../shape.ts';
import { cornerRadius } from './rectangle-outline.ts';

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

export const rectangleGeometry: ShapeGeometry = {
  inkBounds: strokedBounds,
  hit: (element, point, tolerance, solid) => {
    const radius = cornerRadius(element.box, element.radius);
    return hitAtDistance(
      element,
      signedDistanceToBox(point, element.box, radius),
      tolerance,
      solid,
    );
  },
  touches: (element, polygon) => outlineTouches(element, boxOutline(element.box), polygon),
};
