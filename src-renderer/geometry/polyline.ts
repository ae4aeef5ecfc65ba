import type { Point } from './point.ts';

/**
 * Flat lists of coordinates: x and y of each point, then `stride - 2` further numbers (a pressure,
 * say) that geometry does not look at.
 */
export type FlatPoints = ArrayLike<number>;

function squaredDistanceToSegment(
  p: Point,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax;
  const dy = by - ay;
  const squaredLength = dx * dx + dy * dy;
  const along = squaredLength === 0 ? 0 : ((p.x - ax) * dx + (p.y - ay) * dy) / squaredLength;
  const t = Math.min(1, Math.max(0, along));
  return (ax + dx * t - p.x) ** 2 + (ay + dy * t - p.y) ** 2;
}

/** Distance from a point to a polyline; infinite for one without points. */
export function distanceToPolyline(point: Point, points: FlatPoints, stride: number): number {
  if (points.length < stride) return Number.POSITIVE_INFINITY;
  let ax = points[0] ?? 0;
  let ay = points[1] ?? 0;
  let best = (ax - point.x) ** 2 + (ay - point.y) ** 2;
  for (let i = stride; i + 1 < points.length; i += stride) {
    const bx = points[i] ?? 0;
    const by = points[i + 1] ?? 0;
    best = Math.min(best, squaredDistanceToSegment(point, ax, ay, bx, by));
    ax = bx;
    ay = by;
  }
  return Math.sqrt(best);
}

/** Whether a polygon (its last corner joins the first) contains a point, by the even-odd rule. */
export function polygonContains(polygon: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  let previous = polygon[polygon.length - 1];
  for (const corner of polygon) {
    if (previous && corner.y > y !== previous.y > y) {
      const crossing =
        ((previous.x - corner.x) * (y - corner.y)) / (previous.y - corner.y) + corner.x;
      if (x < crossing) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** The same of a flat list of corners, the first of which may come again at the end. */
export function polygonContainsFlat(
  corners: FlatPoints,
  stride: number,
  x: number,
  y: number,
): boolean {
  let inside = false;
  let fromX = corners[corners.length - stride] ?? 0;
  let fromY = corners[corners.length - stride + 1] ?? 0;
  for (let i = 0; i + 1 < corners.length; i += stride) {
    const toX = corners[i] ?? 0;
    const toY = corners[i + 1] ?? 0;
    if (toY > y !== fromY > y) {
      if (x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX) inside = !inside;
    }
    fromX = toX;
    fromY = toY;
  }
  return inside;
}

function side(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}

function segmentsCross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  c: Point,
  d: Point,
): boolean {
  return (
    side(ax, ay, bx, by, c.x, c.y) !== side(ax, ay, bx, by, d.x, d.y) &&
    side(c.x, c.y, d.x, d.y, ax, ay) !== side(c.x, c.y, d.x, d.y, bx, by)
  );
}

/** Whether any part of a polyline lies in a polygon or crosses its edge. */
export function polylineTouchesPolygon(
  points: FlatPoints,
  stride: number,
  polygon: readonly Point[],
): boolean {
  let ax = 0;
  let ay = 0;
  for (let i = 0; i + 1 < points.length; i += stride) {
    const bx = points[i] ?? 0;
    const by = points[i + 1] ?? 0;
    if (polygonContains(polygon, bx, by)) return true;
    if (i > 0) {
      let previous = polygon[polygon.length - 1];
      for (const corner of polygon) {
        if (previous && segmentsCross(ax, ay, bx, by, previous, corner)) return true;
        previous = corner;
      }
    }
    ax = bx;
    ay = by;
  }
  return false;
}

/** Whether the area inside a closed outline and a polygon overlap. */
export function areaTouchesPolygon(
  outline: FlatPoints,
  stride: number,
  polygon: readonly Point[],
): boolean {
  if (polylineTouchesPolygon(outline, stride, polygon)) return true;
  const corners: Point[] = [];
  for (let i = 0; i + 1 < outline.length; i += stride) {
    corners.push({ x: outline[i] ?? 0, y: outline[i + 1] ?? 0 });
  }
  const inner = polygon[0];
  return inner !== undefined && polygonContains(corners, inner.x, inner.y);
}

/** The point half way along a polyline, and its length. */
export function middleOfPolyline(
  points: FlatPoints,
  stride: number,
): { readonly middle: Point; readonly length: number } {
  const at = (i: number): Point => ({ x: points[i] ?? 0, y: points[i + 1] ?? 0 });
  const between = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);
  let length = 0;
  for (let i = stride; i < points.length; i += stride) length += between(at(i - stride), at(i));
  let left = length / 2;
  for (let i = stride; i < points.length; i += stride) {
    const a = at(i - stride);
    const b = at(i);
    const part = between(a, b);
    if (part >= left && part > 0) {
      const along = left / part;
      return { middle: { x: a.x + (b.x - a.x) * along, y: a.y + (b.y - a.y) * along }, length };
    }
    left -= part;
  }
  return { middle: at(0), length };
}
