/** A pair of coordinates; which space they belong to is told by the branded types below. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point in board units: the document's own space, independent of camera and screen. */
export type BoardPoint = Point & { readonly __space?: 'board' };

/** A point in CSS pixels from the canvas's top-left corner. */
export type ScreenPoint = Point & { readonly __space?: 'screen' };

export function boardPoint(x: number, y: number): BoardPoint {
  return { x, y };
}

export function screenPoint(x: number, y: number): ScreenPoint {
  return { x, y };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The point that lies `t` of the way from a (0) to b (1). */
export function lerpPoint(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

export function midpoint(a: Point, b: Point): Point {
  return lerpPoint(a, b, 0.5);
}
