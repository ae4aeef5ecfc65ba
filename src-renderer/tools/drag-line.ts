import type { Modifiers } from '../canvas/pointer.ts';
import { toDegrees, toRadians } from '../geometry/angle.ts';
import type { Point } from '../geometry/point.ts';

/** Shift keeps lines and rotations to multiples of this. */
export const ANGLE_STEP_DEGREES = 15;

/** The nearest multiple of the step. */
export function snapDegrees(degrees: number): number {
  return Math.round(degrees / ANGLE_STEP_DEGREES) * ANGLE_STEP_DEGREES;
}

/** The point nearest to `to` that lies from `from` in a direction of whole steps. */
export function snapDirection(from: Point, to: Point): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const angle = toRadians(snapDegrees(toDegrees(Math.atan2(dy, dx))));
  const along = dx * Math.cos(angle) + dy * Math.sin(angle);
  return { x: from.x + along * Math.cos(angle), y: from.y + along * Math.sin(angle) };
}

/** The ends of the line that a drag makes. Shift keeps to steps of 15°, Alt grows it from its middle. */
export function dragLine(from: Point, to: Point, modifiers: Modifiers): readonly [Point, Point] {
  const end = modifiers.shift ? snapDirection(from, to) : to;
  const start = modifiers.alt ? { x: 2 * from.x - end.x, y: 2 * from.y - end.y } : from;
  return [start, end];
}
