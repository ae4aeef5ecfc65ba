import type { Head } from '../../board/registers.ts';
import { inflate } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { POINT_STRIDE } from '../../ink/outline.ts';
import { lineGeometry, linePoints } from '../line/line-geometry.ts';
import { lengthOfFlat } from '../outlined/flatten.ts';
import type { ShapeElement, ShapeGeometry } from '../shape.ts';

/** Length of the head's sides: grows with the stroke, and is never lost beside a thin one. */
const HEAD_BASE_LENGTH = 9;
const HEAD_LENGTH_PER_SIZE = 2.4;
/** A head takes at most this part of a short arrow. */
const HEAD_MAX_PART = 0.6;

/** Length of the head's sides in board units, for an arrow long enough to carry it. */
export function fullHeadLength(size: number): number {
  return HEAD_BASE_LENGTH + HEAD_LENGTH_PER_SIZE * size;
}

/** A head where it is: its tip, the way that it points, and how long its sides are. */
export interface PlacedHead {
  readonly atStart: boolean;
  readonly kind: Exclude<Head, 'none'>;
  readonly tip: Point;
  /** Radians. */
  readonly angle: number;
  /** Board units. */
  readonly length: number;
}

/** The heads of an arrow, that of its start first. An arrow without a length has none. */
export function headsOf(element: ShapeElement): readonly PlacedHead[] {
  const { startHead, endHead } = element;
  if (startHead === 'none' && endHead === 'none') return [];
  const points = linePoints(element);
  const length = Math.min(
    fullHeadLength(element.size),
    lengthOfFlat(points, POINT_STRIDE) * HEAD_MAX_PART,
  );
  const heads: PlacedHead[] = [];
  for (const [kind, fromEnd] of [
    [startHead, false],
    [endHead, true],
  ] as const) {
    const placed = kind === 'none' ? null : placeHead(kind, points, fromEnd, length);
    if (placed) heads.push(placed);
  }
  return heads;
}

function placeHead(
  kind: Exclude<Head, 'none'>,
  points: ArrayLike<number>,
  fromEnd: boolean,
  length: number,
): PlacedHead | null {
  const last = points.length - POINT_STRIDE;
  const step = fromEnd ? -POINT_STRIDE : POINT_STRIDE;
  const at = (i: number): Point => ({ x: points[i] ?? 0, y: points[i + 1] ?? 0 });
  const first = fromEnd ? last : 0;
  const tip = at(first);
  // A bent end (two equal points, a jitter, a curve) points as the line does over the head's length.
  for (let i = first + step; i >= 0 && i <= last; i += step) {
    const { x, y } = at(i);
    const away = Math.hypot(tip.x - x, tip.y - y);
    const isOuter = i + step < 0 || i + step > last;
    if (away < 0.01 || (away < length && !isOuter)) continue;
    return { atStart: !fromEnd, kind, tip, angle: Math.atan2(tip.y - y, tip.x - x), length };
  }
  return null;
}

export const arrowGeometry: ShapeGeometry = {
  inkBounds: (element) => inflate(lineGeometry.inkBounds(element), fullHeadLength(element.size)),
  hit: lineGeometry.hit,
  touches: lineGeometry.touches,
};
