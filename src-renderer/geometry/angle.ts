import type { Point } from './point.ts';

export const FULL_TURN_DEGREES = 360;
const RADIANS_PER_DEGREE = Math.PI / 180;

export function toRadians(degrees: number): number {
  return degrees * RADIANS_PER_DEGREE;
}

export function toDegrees(radians: number): number {
  return radians / RADIANS_PER_DEGREE;
}

/** The same direction as an angle in [0, 360). */
export function normalizeDegrees(degrees: number): number {
  const turned = degrees % FULL_TURN_DEGREES;
  // The last step also turns -0 into 0.
  return (turned < 0 ? turned + FULL_TURN_DEGREES : turned) % FULL_TURN_DEGREES || 0;
}

/** `point` turned clockwise (the y axis points down) about `centre`. */
export function rotatePoint(point: Point, centre: Point, degrees: number): Point {
  if (degrees === 0) return point;
  const radians = toRadians(degrees);
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  const dx = point.x - centre.x;
  const dy = point.y - centre.y;
  return { x: centre.x + dx * cos - dy * sin, y: centre.y + dx * sin + dy * cos };
}
