import { rotatePoint } from './angle.ts';
import type { Point } from './point.ts';

/** An unrotated rectangle; width and height are never negative. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The same rectangle by its corners: the shape that rbush indexes. */
export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The box spanned by two opposite corners, in whichever order they come. */
export function boxFromCorners(a: Point, b: Point): Box {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/** The smallest box around the points; undefined when there are none. */
export function boxFromPoints(points: Iterable<Point>): Box | undefined {
  const bounds = boundsOfPoints(points);
  return bounds && boxOfBounds(bounds);
}

/** The smallest bounds around the points; undefined when there are none. */
export function boundsOfPoints(points: Iterable<Point>): Bounds | undefined {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return minX <= maxX && minY <= maxY ? { minX, minY, maxX, maxY } : undefined;
}

export function boundsOfBox(box: Box): Bounds {
  return { minX: box.x, minY: box.y, maxX: box.x + box.width, maxY: box.y + box.height };
}

export function boxOfBounds(bounds: Bounds): Box {
  return {
    x: bounds.minX,
    y: bounds.minY,
    width: bounds.maxX - bounds.minX,
    height: bounds.maxY - bounds.minY,
  };
}

export function centreOfBox(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The four corners after turning the box clockwise about its centre: top-left first, clockwise. */
export function rotatedCorners(box: Box, degrees: number): [Point, Point, Point, Point] {
  const centre = centreOfBox(box);
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  return [
    rotatePoint({ x: box.x, y: box.y }, centre, degrees),
    rotatePoint({ x: right, y: box.y }, centre, degrees),
    rotatePoint({ x: right, y: bottom }, centre, degrees),
    rotatePoint({ x: box.x, y: bottom }, centre, degrees),
  ];
}

/** The unrotated bounds that hold the box after turning it clockwise about its centre. */
export function rotatedBounds(box: Box, degrees: number): Bounds {
  if (degrees === 0) return boundsOfBox(box);
  return boundsOfPoints(rotatedCorners(box, degrees)) ?? boundsOfBox(box);
}

export function inflate(bounds: Bounds, by: number): Bounds {
  return {
    minX: bounds.minX - by,
    minY: bounds.minY - by,
    maxX: bounds.maxX + by,
    maxY: bounds.maxY + by,
  };
}

export function inflateBox(box: Box, by: number): Box {
  return boxOfBounds(inflate(boundsOfBox(box), by));
}

export function translateBox(box: Box, dx: number, dy: number): Box {
  return { x: box.x + dx, y: box.y + dy, width: box.width, height: box.height };
}

/** Whether the two share a point; touching edges count. */
export function intersects(a: Bounds, b: Bounds): boolean {
  return a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
}

/** Whether `inner` lies wholly in `outer`; shared edges count. */
/** What two rectangles have in common; `null` where that is nothing. */
export function intersection(a: Bounds, b: Bounds): Bounds | null {
  if (!intersects(a, b)) return null;
  return {
    minX: Math.max(a.minX, b.minX),
    minY: Math.max(a.minY, b.minY),
    maxX: Math.min(a.maxX, b.maxX),
    maxY: Math.min(a.maxY, b.maxY),
  };
}

export function containsBounds(outer: Bounds, inner: Bounds): boolean {
  return (
    outer.minX <= inner.minX &&
    outer.minY <= inner.minY &&
    outer.maxX >= inner.maxX &&
    outer.maxY >= inner.maxY
  );
}

/** Whether the point lies in the bounds; the edge counts. */
export function containsPoint(bounds: Bounds, point: Point): boolean {
  return (
    point.x >= bounds.minX &&
    point.x <= bounds.maxX &&
    point.y >= bounds.minY &&
    point.y <= bounds.maxY
  );
}

/** Whether the point lies in the box after that is turned clockwise about its centre. */
export function rotatedBoxContains(box: Box, degrees: number, point: Point): boolean {
  return containsPoint(boundsOfBox(box), rotatePoint(point, centreOfBox(box), -degrees));
}

/** The bounds around all of them; undefined when there are none. */
export function unionBounds(all: Iterable<Bounds>): Bounds | undefined {
  let union: Bounds | undefined;
  for (const bounds of all) {
    union = union
      ? {
          minX: Math.min(union.minX, bounds.minX),
          minY: Math.min(union.minY, bounds.minY),
          maxX: Math.max(union.maxX, bounds.maxX),
          maxY: Math.max(union.maxY, bounds.maxY),
        }
      : bounds;
  }
  return union;
}

export function equalBoxes(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
