import { type Bounds, inflate, intersects } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { PriorityQueue } from './priority-queue.ts';

/** The four ways along which a line with elbows runs. */
export const DIRECTIONS: readonly Point[] = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
];
const opposite = (direction: number): number => (direction + 2) % 4;

/** A place where a line may begin or end, and the direction in which it leads away from there. */
export interface Exit {
  readonly at: Point;
  /** Index in `DIRECTIONS`. */
  readonly direction: number;
}

/** One end of a line with elbows. */
export interface ElbowEnd {
  /** The places to choose among. */
  readonly exits: readonly Exit[];
  /** What the line must not cross; null at a free end. */
  readonly obstacle: Bounds | null;
}

/** A line runs so far straight out of a shape, and keeps so far from it, where there is room. */
const CLEARANCE = 24;
/** One more elbow counts as so much of way. */
const ELBOW_COST = 80;

/** A state of the search: a place of the grid and the direction in which it was reached. */
interface Reached {
  readonly column: number;
  readonly row: number;
  readonly direction: number;
  readonly cost: number;
  readonly before: Reached | null;
  /** The exit that all of it began with. */
  readonly exit: Exit;
}

/**
 * The way with the fewest elbows, and of those the shortest, that crosses neither shape: a search over
 * the few lines on which an elbow can make sense. Where the shapes leave no room, the way is as if they
 * were not there.
 */
export function elbowRoute(start: ElbowEnd, end: ElbowEnd): Point[] {
  const apart = clearanceBetween(start.obstacle, end.obstacle);
  const found = apart === null ? null : search(start, end, apart);
  const route = found ?? search(withoutObstacle(start), withoutObstacle(end), CLEARANCE);
  return route ?? [...start.exits.slice(0, 1), ...end.exits.slice(0, 1)].map(({ at }) => at);
}

const withoutObstacle = (end: ElbowEnd): ElbowEnd => ({ ...end, obstacle: null });

/** How far to keep from both; null when they lie over each other. */
function clearanceBetween(a: Bounds | null, b: Bounds | null): number | null {
  if (!a || !b) return CLEARANCE;
  if (intersects(a, b)) return null;
  const gapX = Math.max(a.minX - b.maxX, b.minX - a.maxX);
  const gapY = Math.max(a.minY - b.maxY, b.minY - a.maxY);
  return Math.min(CLEARANCE, Math.max(gapX, gapY) / 2);
}

function search(start: ElbowEnd, end: ElbowEnd, clearance: number): Point[] | null {
  const obstacles = [start.obstacle, end.obstacle].flatMap((bounds) => (bounds ? [bounds] : []));
  const around = obstacles.map((bounds) => inflate(bounds, clearance));
  // Shapes themselves, less the hair that arithmetic leaves between a stub and the padding.
  const walls = around.map((bounds) => inflate(bounds, -Math.min(0.01, clearance / 2)));
  const starts = start.exits.map((exit) => ({ exit, at: stubOf(exit, start.obstacle, clearance) }));
  const ends = end.exits.map((exit) => ({ exit, at: stubOf(exit, end.obstacle, clearance) }));
  const { xs, ys } = gridOf(
    [...starts, ...ends].map(({ at }) => at),
    around,
  );
  const queue = new PriorityQueue<Reached>();
  const settled = new Set<number>();
  for (const { exit, at } of starts) {
    if (walls.some((wall) => isWithin(wall, at))) continue;
    const [column, row] = [xs.indexOf(at.x), ys.indexOf(at.y)];
    queue.push({ column, row, direction: exit.direction, cost: 0, before: null, exit }, 0);
  }
  for (let now = queue.pop(); now; now = queue.pop()) {
    const key = (now.row * xs.length + now.column) * 4 + now.direction;
    if (settled.has(key)) continue;
    settled.add(key);
    const place = { x: xs[now.column] ?? 0, y: ys[now.row] ?? 0 };
    const arrived = ends.find(
      ({ exit, at }) =>
        at.x === place.x && at.y === place.y && now.direction === opposite(exit.direction),
    );
    if (arrived) return unwind(now, arrived.exit, xs, ys);
    for (let direction = 0; direction < 4; direction += 1) {
      if (direction === opposite(now.direction)) continue;
      const { x, y } = DIRECTIONS[direction] ?? { x: 0, y: 0 };
      if (direction !== now.direction) {
        // A turn on the spot, so that also the last piece may begin with one.
        queue.push({ ...now, direction, cost: now.cost + ELBOW_COST }, now.cost + ELBOW_COST);
        continue;
      }
      const [column, row] = [now.column + x, now.row + y];
      const to = { x: xs[column], y: ys[row] };
      if (to.x === undefined || to.y === undefined) continue;
      const next = { x: to.x, y: to.y };
      if (walls.some((wall) => crosses(wall, place, next))) continue;
      const cost = now.cost + Math.abs(next.x - place.x) + Math.abs(next.y - place.y);
      queue.push({ column, row, direction, cost, before: now, exit: now.exit }, cost);
    }
  }
  return null;
}

/** Straight out of a shape until it is clear of it; a free end may turn on the spot. */
function stubOf({ at, direction }: Exit, obstacle: Bounds | null, clearance: number): Point {
  if (!obstacle) return at;
  const { minX, minY, maxX, maxY } = inflate(obstacle, clearance);
  if (direction === 0) return { x: Math.max(at.x + clearance, maxX), y: at.y };
  if (direction === 1) return { x: at.x, y: Math.max(at.y + clearance, maxY) };
  if (direction === 2) return { x: Math.min(at.x - clearance, minX), y: at.y };
  return { x: at.x, y: Math.min(at.y - clearance, minY) };
}

function unwind(last: Reached, exit: Exit, xs: readonly number[], ys: readonly number[]): Point[] {
  const points: Point[] = [exit.at];
  for (let at: Reached | null = last; at; at = at.before) {
    points.push({ x: xs[at.column] ?? 0, y: ys[at.row] ?? 0 });
  }
  points.push(last.exit.at);
  return withoutStraightCorners(points.reverse());
}

/** The lines of the grid: through the stubs, around the shapes, and half way between. */
function gridOf(
  stubs: readonly Point[],
  around: readonly Bounds[],
): { readonly xs: readonly number[]; readonly ys: readonly number[] } {
  const xs = [...stubs.map(({ x }) => x), ...around.flatMap(({ minX, maxX }) => [minX, maxX])];
  const ys = [...stubs.map(({ y }) => y), ...around.flatMap(({ minY, maxY }) => [minY, maxY])];
  const [a, b] = around;
  if (a && b) {
    xs.push(between(a.minX, a.maxX, b.minX, b.maxX));
    ys.push(between(a.minY, a.maxY, b.minY, b.maxY));
  } else {
    xs.push((Math.min(...xs) + Math.max(...xs)) / 2);
    ys.push((Math.min(...ys) + Math.max(...ys)) / 2);
  }
  return { xs: sorted(xs), ys: sorted(ys) };
}

/** The middle of the gap between two stretches, or of what they have in common. */
function between(aMin: number, aMax: number, bMin: number, bMax: number): number {
  return (Math.max(aMin, bMin) + Math.min(aMax, bMax)) / 2;
}

const sorted = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

function isWithin({ minX, minY, maxX, maxY }: Bounds, { x, y }: Point): boolean {
  return x > minX && x < maxX && y > minY && y < maxY;
}

/** Whether a level or upright piece runs through the inside of a wall. */
function crosses({ minX, minY, maxX, maxY }: Bounds, a: Point, b: Point): boolean {
  return (
    Math.max(a.x, b.x) > minX &&
    Math.min(a.x, b.x) < maxX &&
    Math.max(a.y, b.y) > minY &&
    Math.min(a.y, b.y) < maxY
  );
}

/** Leaves out what lies on the way between its neighbours, and what is there twice. */
function withoutStraightCorners(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last && last.x === point.x && last.y === point.y) continue;
    const isOnTheWay =
      before &&
      last &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (isOnTheWay) kept.pop();
    kept.push(point);
  }
  return kept;
}
