import type { Bounds } from './box.ts';
import { containsPoint } from './box.ts';
import type { Point } from './point.ts';

/** The shortest distance from `point` to the segment a-b (to a when both ends are one point). */
export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const lengthSquared = dx * dx + dy * dy;
  if (lengthSquared === 0) return Math.hypot(point.x - a.x, point.y - a.y);
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / lengthSquared;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - (a.x + dx * t), point.y - (a.y + dy * t));
}

function cross(o: Point, a: Point, b: Point): number {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

function withinSpan(point: Point, a: Point, b: Point): boolean {
  return (
    point.x >= Math.min(a.x, b.x) &&
    point.x <= Math.max(a.x, b.x) &&
    point.y >= Math.min(a.y, b.y) &&
    point.y <= Math.max(a.y, b.y)
  );
}

/** Whether segments a-b and c-d share a point; touching ends and overlaps count. */
export function segmentsIntersect(a: Point, b: Point, c: Point, d: Point): boolean {
  const abc = Math.sign(cross(a, b, c));
  const abd = Math.sign(cross(a, b, d));
  const cda = Math.sign(cross(c, d, a));
  const cdb = Math.sign(cross(c, d, b));
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && withinSpan(c, a, b)) ||
    (abd === 0 && withinSpan(d, a, b)) ||
    (cda === 0 && withinSpan(a, c, d)) ||
    (cdb === 0 && withinSpan(b, c, d))
  );
}

/** The shortest distance between segments a-b and c-d; 0 when they meet. */
export function distanceBetweenSegments(a: Point, b: Point, c: Point, d: Point): number {
  if (segmentsIntersect(a, b, c, d)) return 0;
  return Math.min(
    distanceToSegment(a, c, d),
    distanceToSegment(b, c, d),
    distanceToSegment(c, a, b),
    distanceToSegment(d, a, b),
  );
}

/** Whether any part of the segment lies in the bounds; the edge counts. */
export function segmentIntersectsBounds(a: Point, b: Point, bounds: Bounds): boolean {
  if (containsPoint(bounds, a) || containsPoint(bounds, b)) return true;
  const topLeft = { x: bounds.minX, y: bounds.minY };
  const topRight = { x: bounds.maxX, y: bounds.minY };
  const bottomRight = { x: bounds.maxX, y: bounds.maxY };
  const bottomLeft = { x: bounds.minX, y: bounds.maxY };
  return (
    segmentsIntersect(a, b, topLeft, topRight) ||
    segmentsIntersect(a, b, topRight, bottomRight) ||
    segmentsIntersect(a, b, bottomRight, bottomLeft) ||
    segmentsIntersect(a, b, bottomLeft, topLeft)
  );
}
