import { inflate } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { POINT_STRIDE } from '../../ink/outline.ts';
import { lineGeometry, linePoints } from '../line/line-geometry.ts';
import { strokedBounds } from '../outlined/outlined-geometry.ts';
import type { ShapeElement, ShapeGeometry } from '../shape.ts';

/** Length of the head's sides: grows with the stroke, and is never lost beside a thin one. */
const HEAD_BASE_LENGTH = 9;
const HEAD_LENGTH_PER_SIZE = 2.4;
/** A head takes at most this part of a short arrow. */
const HEAD_MAX_PART = 0.6;
/** Angle between a side of the head and the shaft, in radians. */
const HEAD_ANGLE = (27 * Math.PI) / 180;

/** Length of the head's sides in board units, for an arrow long enough to carry it. */
export function fullHeadLength(size: number): number {
  return HEAD_BASE_LENGTH + HEAD_LENGTH_PER_SIZE * size;
}

/** Both ends and the tip of the arrow head: from one side over the tip to the other. */
export function arrowHead(element: ShapeElement): readonly [Point, Point, Point] | null {
  const points = linePoints(element);
  const last = points.length - POINT_STRIDE;
  const tip: Point = { x: points[last] ?? 0, y: points[last + 1] ?? 0 };
  // A bent end (two equal points, or a jitter) has no direction: look back until there is one.
  for (let at = last - POINT_STRIDE; at >= 0; at -= POINT_STRIDE) {
    const dx = tip.x - (points[at] ?? 0);
    const dy = tip.y - (points[at + 1] ?? 0);
    const distance = Math.hypot(dx, dy);
    if (distance < 0.01 || (distance < element.size && at > 0)) continue;
    const length = Math.min(fullHeadLength(element.size), distance * HEAD_MAX_PART);
    const angle = Math.atan2(dy, dx);
    const side = (turn: number): Point => ({
      x: tip.x - Math.cos(angle + turn) * length,
      y: tip.y - Math.sin(angle + turn) * length,
    });
    return [side(HEAD_ANGLE), tip, side(-HEAD_ANGLE)];
  }
  return null;
}

export const arrowGeometry: ShapeGeometry = {
  inkBounds: (element) => inflate(strokedBounds(element), fullHeadLength(element.size)),
  hit: lineGeometry.hit,
  touches: lineGeometry.touches,
};
