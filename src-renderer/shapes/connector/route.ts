import type { Route } from '../../board/registers.ts';
import type { Point } from '../../geometry/point.ts';
import { NEUTRAL_PRESSURE, POINT_STRIDE } from '../../ink/packed-points.ts';
import { curveBetween, curveThrough } from './curve.ts';

/** x, y, pressure triples of points, as elements have them. */
export function triplesOf(points: readonly Point[]): number[] {
  return points.flatMap(({ x, y }) => [x, y, NEUTRAL_PRESSURE]);
}

export function pointsOfTriples(triples: ArrayLike<number>): Point[] {
  const points: Point[] = [];
  for (let i = 0; i + 1 < triples.length; i += POINT_STRIDE) {
    points.push({ x: triples[i] ?? 0, y: triples[i + 1] ?? 0 });
  }
  return points;
}

/** The way of a line that holds on to nothing, as straight pieces. It stays in the box of its points. */
export function freeRoute(points: readonly Point[], route: Route): readonly Point[] {
  const [first, second, ...more] = points;
  if (route === 'straight' || !first || !second) return points;
  if (route === 'elbow') return points.flatMap((to, i) => stepsTo(points[i - 1], to));
  if (more.length > 0) return curveThrough(points);
  const along = mainAxis(first, second);
  return curveBetween(first, along, second, { x: -along.x, y: -along.y });
}

/** The unit vector along the axis in which two points are further apart. */
export function mainAxis(from: Point, to: Point): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return Math.abs(dx) >= Math.abs(dy) ? { x: dx < 0 ? -1 : 1, y: 0 } : { x: 0, y: dy < 0 ? -1 : 1 };
}

/** Level, upright and level again, or the other way round; the last corner is the point itself. */
function stepsTo(from: Point | undefined, to: Point): Point[] {
  if (!from || from.x === to.x || from.y === to.y) return [to];
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return mainAxis(from, to).x === 0
    ? [{ x: from.x, y: middle.y }, { x: to.x, y: middle.y }, to]
    : [{ x: middle.x, y: from.y }, { x: middle.x, y: to.y }, to];
}
