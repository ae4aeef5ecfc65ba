import { boundsOfPoints, inflate, unionBounds } from '../../geometry/box.ts';
import {
  distanceToPolyline,
  middleOfPolyline,
  polylineTouchesPolygon,
} from '../../geometry/polyline.ts';
import { POINT_STRIDE } from '../../ink/outline.ts';
import { pointsOfTriples } from '../connector/route.ts';
import { strokedBounds } from '../outlined/outlined-geometry.ts';
import type { ShapeElement, ShapeGeometry } from '../shape.ts';
import { labelArea, type TextArea } from '../text/text-area.ts';

/** A label takes at most this part of a line's length, and in any case so many board units. */
const LABEL_PART = 0.7;
const LABEL_WIDTH = 120;

/** The points of a line or arrow; the diagonal of its box where it has none. */
export function linePoints(element: ShapeElement): ArrayLike<number> {
  if (element.points.length >= 2 * POINT_STRIDE) return element.points;
  const { x, y, width, height } = element.box;
  return [x, y, 0.5, x + width, y + height, 0.5];
}

/** The points of a line that a person sets: its ends, and the corners that it has been given. */
export function lineControls(element: ShapeElement): ArrayLike<number> {
  return element.controls ?? linePoints(element);
}

/** A label half way along the line. */
export function lineTextArea(element: ShapeElement): TextArea {
  const { middle, length } = middleOfPolyline(linePoints(element), POINT_STRIDE);
  return labelArea(middle, Math.max(length * LABEL_PART, LABEL_WIDTH));
}

export const lineGeometry: ShapeGeometry = {
  inkBounds: (element) => {
    const bounds = strokedBounds(element);
    // A curve through several points may swing out of their box.
    if (element.route !== 'curved' || !element.controls) return bounds;
    const flat = boundsOfPoints(pointsOfTriples(element.points));
    return flat ? (unionBounds([bounds, inflate(flat, element.size / 2 + 1)]) ?? bounds) : bounds;
  },
  hit: (element, point, tolerance) =>
    distanceToPolyline(point, linePoints(element), POINT_STRIDE) <= tolerance + element.size / 2,
  touches: (element, polygon) => polylineTouchesPolygon(linePoints(element), POINT_STRIDE, polygon),
};
