import { type Bounds, unionBounds } from './box.ts';
import type { Point } from './point.ts';

/** Where things are brought into line: at a side of what is around all of them, or its middle. */
export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

export type Axis = 'x' | 'y';

/** How far each of the things is to go, in their order. */
export type Moves = readonly Point[];

const STAY: Point = { x: 0, y: 0 };

interface Span {
  readonly min: number;
  readonly max: number;
}

function spanOf(bounds: Bounds, axis: Axis): Span {
  return axis === 'x'
    ? { min: bounds.minX, max: bounds.maxX }
    : { min: bounds.minY, max: bounds.maxY };
}

function along(axis: Axis, distance: number): Point {
  return axis === 'x' ? { x: distance, y: 0 } : { x: 0, y: distance };
}

const LINES: Readonly<Record<Alignment, readonly [Axis, 0 | 0.5 | 1]>> = {
  left: ['x', 0],
  centre: ['x', 0.5],
  right: ['x', 1],
  top: ['y', 0],
  middle: ['y', 0.5],
  bottom: ['y', 1],
};

/** Brings things into line. */
export function alignMoves(how: Alignment, things: readonly Bounds[]): Moves {
  const all = unionBounds(things);
  if (!all) return [];
  const [axis, share] = LINES[how];
  const lineOf = (bounds: Bounds): number => {
    const { min, max } = spanOf(bounds, axis);
    return min + (max - min) * share;
  };
  const line = lineOf(all);
  return things.map((bounds) => along(axis, line - lineOf(bounds)));
}

/** Makes the gaps between things the same, the first and the last one staying where they are. */
export function distributeMoves(axis: Axis, things: readonly Bounds[]): Moves {
  const spans = things.map((bounds) => spanOf(bounds, axis));
  const order = inOrder(spans);
  const first = spans[order[0] ?? 0];
  if (things.length < 3 || !first) return things.map(() => STAY);
  const room = Math.max(...spans.map(({ max }) => max)) - first.min;
  const used = spans.reduce((sum, { min, max }) => sum + max - min, 0);
  return placed(axis, spans, order, (room - used) / (things.length - 1));
}

/** Puts things one after the other with the same gap, beginning where the first one is. */
export function stackMoves(axis: Axis, things: readonly Bounds[], gap?: number): Moves {
  const spans = things.map((bounds) => spanOf(bounds, axis));
  const order = inOrder(spans);
  return placed(axis, spans, order, gap ?? usualGap(spans, order));
}

/** Gap of things that have none between them yet, in board units. */
const DEFAULT_GAP = 16;

/** The middle one of the gaps that are there. */
function usualGap(spans: readonly Span[], order: readonly number[]): number {
  const gaps = order
    .slice(1)
    .map((at, i) => (spans[at]?.min ?? 0) - (spans[order[i] ?? 0]?.max ?? 0))
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b);
  return Math.round(gaps[Math.floor(gaps.length / 2)] ?? DEFAULT_GAP);
}

function inOrder(spans: readonly Span[]): number[] {
  const start = (i: number): Span => spans[i] ?? { min: 0, max: 0 };
  return spans
    .map((_, i) => i)
    .sort((a, b) => start(a).min - start(b).min || start(a).max - start(b).max);
}

function placed(axis: Axis, spans: readonly Span[], order: readonly number[], gap: number): Moves {
  const moves: Point[] = spans.map(() => STAY);
  let at = spans[order[0] ?? 0]?.min ?? 0;
  for (const i of order) {
    const span = spans[i];
    if (!span) continue;
    moves[i] = along(axis, at - span.min);
    at += span.max - span.min + gap;
  }
  return moves;
}

/**
 * Puts things that lie about into rows and columns with the same gaps, in the order in which one
 * reads them.
 * @param rows which things make which row, by their places in `things`
 */
export function tidyMoves(things: readonly Bounds[], rows: readonly (readonly number[])[]): Moves {
  const all = unionBounds(things);
  if (!all) return [];
  const columns = Math.max(...rows.map((row) => row.length));
  if (rows.length === 1) return tidyLine('x', things);
  if (columns === 1) return tidyLine('y', things);
  const gap = Math.min(
    ...rows.map((row) => gapOf('x', things, row)),
    gapOf(
      'y',
      rows.flatMap((row) => unionBounds(row.flatMap((i) => things[i] ?? [])) ?? []),
    ),
  );
  const size = (bounds: Bounds | undefined, axis: Axis): number => {
    if (!bounds) return 0;
    const { min, max } = spanOf(bounds, axis);
    return max - min;
  };
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => size(things[row[column] ?? -1], 'x'))),
  );
  const moves: Point[] = things.map(() => STAY);
  let y = all.minY;
  for (const row of rows) {
    let x = all.minX;
    const height = Math.max(...row.map((i) => size(things[i], 'y')));
    for (const [column, i] of row.entries()) {
      const bounds = things[i];
      if (!bounds) continue;
      // In the middle of its cell, as things of several sizes look in line.
      const left = x + ((widths[column] ?? 0) - size(bounds, 'x')) / 2;
      const top = y + (height - size(bounds, 'y')) / 2;
      moves[i] = { x: left - bounds.minX, y: top - bounds.minY };
      x += (widths[column] ?? 0) + gap;
    }
    y += height + gap;
  }
  return moves;
}

/** One row or column: the same gaps, and the middles in line. */
function tidyLine(axis: Axis, things: readonly Bounds[]): Moves {
  const across = alignMoves(axis === 'x' ? 'middle' : 'centre', things);
  return stackMoves(axis, things).map((move, i) => ({
    x: move.x + (across[i]?.x ?? 0),
    y: move.y + (across[i]?.y ?? 0),
  }));
}

function gapOf(axis: Axis, things: readonly Bounds[], of?: readonly number[]): number {
  const spans = (of ? of.flatMap((i) => things[i] ?? []) : things).map((b) => spanOf(b, axis));
  return spans.length < 2 ? Number.POSITIVE_INFINITY : usualGap(spans, inOrder(spans));
}
