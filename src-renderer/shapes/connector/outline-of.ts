import { rotatePoint } from '../../geometry/angle.ts';
import { centreOfBox } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { SHAPES } from '../registry.ts';
import type { ShapeElement } from '../shape.ts';

/** Whether lines can hold on to an element: it has an inside, or a box of its own. */
export function canBeHeld({ type }: Pick<ShapeElement, 'type'>): boolean {
  return SHAPES[type].outline !== undefined;
}

/** The outline of an element where it is seen: the corners of straight pieces, the first one again. */
export function outlineOf(element: ShapeElement): Point[] {
  const flat = SHAPES[element.type].outline?.(element) ?? [];
  const centre = centreOfBox(element.box);
  const points: Point[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const point = { x: flat[i] ?? 0, y: flat[i + 1] ?? 0 };
    points.push(element.rotation === 0 ? point : rotatePoint(point, centre, element.rotation));
  }
  return points;
}

/**
 * Where the way from a point within to another one leaves an outline for the last time, as a part of
 * that way; undefined when it does not.
 */
export function lastCrossing(
  outline: readonly Point[],
  from: Point,
  to: Point,
): number | undefined {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let last: number | undefined;
  for (let i = 0; i + 1 < outline.length; i += 1) {
    const [a, b] = [outline[i], outline[i + 1]];
    if (!a || !b) continue;
    const ex = b.x - a.x;
    const ey = b.y - a.y;
    const across = dx * ey - dy * ex;
    if (across === 0) continue;
    const along = ((a.x - from.x) * ey - (a.y - from.y) * ex) / across;
    const onSide = ((a.x - from.x) * dy - (a.y - from.y) * dx) / across;
    if (along < 0 || along > 1 || onSide < 0 || onSide > 1) continue;
    if (last === undefined || along > last) last = along;
  }
  return last;
}

/** The point of an outline that is nearest to another. */
export function nearestOnOutline(outline: readonly Point[], to: Point): Point | undefined {
  let best: Point | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < outline.length; i += 1) {
    const [a, b] = [outline[i], outline[i + 1]];
    if (!a || !b) continue;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const squared = dx * dx + dy * dy;
    const part = squared === 0 ? 0 : ((to.x - a.x) * dx + (to.y - a.y) * dy) / squared;
    const t = Math.min(1, Math.max(0, part));
    const point = { x: a.x + dx * t, y: a.y + dy * t };
    const away = Math.hypot(point.x - to.x, point.y - to.y);
    if (away < bestDistance) [best, bestDistance] = [point, away];
  }
  return best;
}
