import { describe, expect, it } from 'vitest';
import { distanceToPolyline, polygonContains } from '../geometry/polyline.ts';
import { type InkPressure, type Outline, POINT_STRIDE, strokeOutline } from './outline.ts';
import { OVERLAP_POINTS, PIECE_POINTS, piecesOf } from './pieces.ts';

const SIZE = 6;
/**
 * Ink may be off by this much where a piece takes over. The speed of the hand is guessed anew at the
 * beginning of each piece, and a guess makes it a little wider there until the hand is lifted.
 */
const TOLERANCE: Readonly<Record<InkPressure, number>> = {
  real: SIZE / 10,
  off: SIZE / 10,
  simulated: SIZE / 4,
};
/** So many vertices are looked at of each outline. */
const LOOKED_AT = 150;

/** A wandering hand, quick and slow, with and against the pen. */
function scribble(count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const radius = 60 + 40 * Math.sin(i / 37);
    return [
      i * 0.8 + radius * Math.cos(i / 23),
      radius * Math.sin(i / 17),
      0.5 + 0.4 * Math.sin(i / 29),
    ];
  }).flat();
}

const someOf = <T>(all: readonly T[]): T[] =>
  all.filter((_, i) => i % Math.ceil(all.length / LOOKED_AT) === 0);
const flat = (outline: Outline): number[] => outline.flatMap(([x, y]) => [x, y]);

describe('the pieces of a long stroke', () => {
  it('are none of a short one', () => {
    expect(piecesOf(2 * PIECE_POINTS - 1)).toEqual({
      pieces: [],
      tail: { from: 0, to: 2 * PIECE_POINTS - 1 },
    });
  });

  it('stay as they are while it grows, overlap, and leave a short tail', () => {
    const before = piecesOf(5_000);
    const after = piecesOf(20_000);
    expect(after.pieces.slice(0, before.pieces.length)).toEqual(before.pieces);
    const all = [...after.pieces, after.tail];
    for (const [i, { from }] of all.entries()) {
      if (i > 0) expect(from).toBe((all[i - 1]?.to ?? 0) - OVERLAP_POINTS);
    }
    expect(after.tail.to).toBe(20_000);
    expect(after.tail.to - after.tail.from).toBeLessThan(2 * PIECE_POINTS + OVERLAP_POINTS);
  });

  it.each(['real', 'simulated', 'off'] as const)(
    'look like the whole, drawn over each other: pressure %s',
    (pressure: InkPressure) => {
      const points = scribble(900);
      const options = { size: SIZE, pressure };
      const whole = strokeOutline(points, options);
      const { pieces, tail } = piecesOf(points.length / POINT_STRIDE);
      const outlines = [...pieces, tail].map(({ from, to }) =>
        strokeOutline(points.slice(from * POINT_STRIDE, to * POINT_STRIDE), options),
      );
      expect(outlines.length).toBeGreaterThan(2);
      const polygons = outlines.map((outline) => outline.map(([x, y]) => ({ x, y })));
      const lines = outlines.map(flat);
      for (const [x, y] of someOf(whole)) {
        const isInked = polygons.some((polygon) => polygonContains(polygon, x, y));
        const off = Math.min(...lines.map((line) => distanceToPolyline({ x, y }, line, 2)));
        expect(isInked ? 0 : off).toBeLessThan(TOLERANCE[pressure]);
      }
      const polygon = whole.map(([x, y]) => ({ x, y }));
      const wholeLine = flat(whole);
      for (const [x, y] of outlines.flatMap(someOf)) {
        const off = polygonContains(polygon, x, y) ? 0 : distanceToPolyline({ x, y }, wholeLine, 2);
        expect(off).toBeLessThan(TOLERANCE[pressure]);
      }
    },
  );
});
