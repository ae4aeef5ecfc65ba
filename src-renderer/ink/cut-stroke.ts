import type { Point } from '../geometry/point.ts';
import { POINT_STRIDE } from './packed-points.ts';

/** Of a segment, from 0 at its start to 1 at its end. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What is left of a stroke when a disc of it is taken away, cut exactly at the disc's edge.
 *
 * @param triples x, y, pressure of each point
 * @returns the pieces, none when nothing is left; `null` when the disc does not touch the line
 */
export function cutStroke(
  triples: ArrayLike<number>,
  centre: Point,
  radius: number,
): number[][] | null {
  const count = Math.floor(triples.length / POINT_STRIDE);
  if (count === 1) return isWithin(triples, 0, centre, radius) ? [] : null;
  const pieces: number[][] = [];
  let piece: number[] = count > 0 ? pointAt(triples, 0, 0) : [];
  let isTouched = false;
  for (let i = 0; i + 1 < count; i += 1) {
    const span = spanWithin(triples, i, centre, radius);
    if (!span) {
      piece.push(...pointAt(triples, i, 1));
      continue;
    }
    isTouched = true;
    if (span.from > 0) piece.push(...pointAt(triples, i, span.from));
    if (isLine(piece)) pieces.push(piece);
    piece = [];
    if (span.to < 1) piece = [...pointAt(triples, i, span.to), ...pointAt(triples, i, 1)];
  }
  if (!isTouched) return null;
  if (isLine(piece)) pieces.push(piece);
  return pieces;
}

function isLine(piece: readonly number[]): boolean {
  return piece.length > POINT_STRIDE;
}

/** A point of the segment that begins with point `i`. */
function pointAt(triples: ArrayLike<number>, i: number, along: number): number[] {
  return Array.from({ length: POINT_STRIDE }, (_, axis) => {
    const a = triples[i * POINT_STRIDE + axis] ?? 0;
    const b = triples[(i + 1) * POINT_STRIDE + axis] ?? a;
    return a + (b - a) * along;
  });
}

function isWithin(triples: ArrayLike<number>, i: number, { x, y }: Point, radius: number): boolean {
  const dx = (triples[i * POINT_STRIDE] ?? 0) - x;
  const dy = (triples[i * POINT_STRIDE + 1] ?? 0) - y;
  return dx * dx + dy * dy <= radius * radius;
}

/** The part of the segment from point `i` to the next one that lies in the disc. */
function spanWithin(
  triples: ArrayLike<number>,
  i: number,
  { x, y }: Point,
  radius: number,
): Span | null {
  const at = i * POINT_STRIDE;
  const ax = (triples[at] ?? 0) - x;
  const ay = (triples[at + 1] ?? 0) - y;
  const dx = (triples[at + POINT_STRIDE] ?? 0) - x - ax;
  const dy = (triples[at + POINT_STRIDE + 1] ?? 0) - y - ay;
  const a = dx * dx + dy * dy;
  // Two points at one place.
  if (a === 0) return isWithin(triples, i, { x, y }, radius) ? { from: 0, to: 1 } : null;
  const b = ax * dx + ay * dy;
  const discriminant = b * b - a * (ax * ax + ay * ay - radius * radius);
  if (discriminant <= 0) return null;
  const root = Math.sqrt(discriminant);
  const from = Math.max(0, (-b - root) / a);
  const to = Math.min(1, (-b + root) / a);
  return from < to ? { from, to } : null;
}
