import { boundsOfBox, inflate } from '../../geometry/box.ts';
import { distanceToPolyline, polylineTouchesPolygon } from '../../geometry/polyline.ts';
import { POINT_STRIDE } from '../../ink/outline.ts';
import type { ShapeElement, ShapeGeometry } from '../shape.ts';

/** The points of a line or arrow; the diagonal of its box where it has none. */
export function linePoints(element: ShapeElement): ArrayLike<number> {
  if (element.points.length >= 2 * POINT_STRIDE) return element.points;
  const { x, y, width, height } = element.box;
  return [x, y, 0.5, x + width, y + height, 0.5];
}

export const lineGeometry: ShapeGeometry = {
  inkBounds: (element) => inflate(boundsOfBox(element.box), element.size / 2 + 1),
  hit: (element, point, tolerance) =>
    distanceToPolyline(point, linePoints(element), POINT_STRIDE) <= tolerance + element.size / 2,
  touches: (element, polygon) => polylineTouchesPolygon(linePoints(element), POINT_STRIDE, polygon),
};
