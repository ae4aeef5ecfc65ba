import { distance, type Point } from '../../geometry/point.ts';

/** Straight pieces of a curve: so many board units each, though never fewer or more than these. */
const PIECE_LENGTH = 8;
const PIECES = { min: 12, max: 96 } as const;
/** How far the ends pull at a curve: a part of its span, though in board units no less or more. */
const PULL_PART = 0.5;
const PULL = { min: 20, max: 240 } as const;

const piecesFor = (length: number): number =>
  Math.min(PIECES.max, Math.max(PIECES.min, Math.ceil(length / PIECE_LENGTH)));

/** A curve that leaves `from` and arrives at `to` along the given unit vectors, which lead outwards. */
export function curveBetween(from: Point, out: Point, to: Point, outOfTo: Point): Point[] {
  const span = distance(from, to);
  const facing = out.x === -outOfTo.x && out.y === -outOfTo.y;
  const along = Math.abs((to.x - from.x) * out.x + (to.y - from.y) * out.y);
  // Facing each other, the ends pull at most half of the way: the curve does not swing out.
  const ahead = (to.x - from.x) * out.x + (to.y - from.y) * out.y > 0;
  const wanted = Math.min(PULL.max, Math.max(PULL.min, span * PULL_PART));
  const pull = facing && ahead ? Math.min(wanted, along / 2) : wanted;
  const a = { x: from.x + out.x * pull, y: from.y + out.y * pull };
  const b = { x: to.x + outOfTo.x * pull, y: to.y + outOfTo.y * pull };
  return cubic(from, a, b, to, piecesFor(span));
}

/** A curve through points (a centripetal enough Catmull-Rom spline for points that a person sets). */
export function curveThrough(points: readonly Point[]): Point[] {
  const curve: Point[] = points.slice(0, 1);
  for (let i = 0; i + 1 < points.length; i += 1) {
    const [from, to] = [points[i], points[i + 1]];
    if (!from || !to) continue;
    const before = points[i - 1] ?? from;
    const after = points[i + 2] ?? to;
    const a = { x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 };
    const b = { x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 };
    curve.push(...cubic(from, a, b, to, piecesFor(distance(from, to))).slice(1));
  }
  return curve;
}

function cubic(from: Point, a: Point, b: Point, to: Point, pieces: number): Point[] {
  return Array.from({ length: pieces + 1 }, (_, i) => {
    const t = i / pieces;
    const u = 1 - t;
    const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    return {
      x: p * from.x + q * a.x + r * b.x + s * to.x,
      y: p * from.y + q * a.y + r * b.y + s * to.y,
    };
  });
}
