import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceToPolyline } from '../geometry/polyline.ts';
import { cutStroke } from './cut-stroke.ts';
import { POINT_STRIDE } from './packed-points.ts';

const LINE = [0, 0, 0.2, 50, 0, 0.4, 100, 0, 0.6];

describe('cutting a disc out of a stroke', () => {
  it('leaves what is on both sides, up to its edge, with the pressure there', () => {
    const pieces = cutStroke(LINE, { x: 50, y: 0 }, 10);
    expect(pieces?.map((piece) => piece.map((value) => Number(value.toFixed(2))))).toEqual([
      [0, 0, 0.2, 40, 0, 0.36],
      [60, 0, 0.44, 100, 0, 0.6],
    ]);
  });

  it('shortens it at an end, and cuts it within one long segment', () => {
    expect(cutStroke(LINE, { x: 0, y: 0 }, 10)?.map((piece) => piece[0])).toEqual([10]);
    expect(cutStroke(LINE, { x: 25, y: 0 }, 5)?.length).toBe(2);
  });

  it('leaves nothing of what is wholly within', () => {
    expect(cutStroke(LINE, { x: 50, y: 0 }, 51)).toEqual([]);
    expect(cutStroke([3, 4, 0.5], { x: 0, y: 0 }, 5.1)).toEqual([]);
  });

  it('is nothing where it does not touch', () => {
    expect(cutStroke(LINE, { x: 50, y: 11 }, 10)).toBeNull();
    expect(cutStroke([3, 4, 0.5], { x: 0, y: 0 }, 4)).toBeNull();
    expect(cutStroke([], { x: 0, y: 0 }, 4)).toBeNull();
  });

  it('never leaves ink within the disc, and adds none anywhere', () => {
    const coordinate = fc.integer({ min: -50, max: 50 });
    const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(
        points,
        coordinate,
        coordinate,
        fc.integer({ min: 1, max: 40 }),
        (all, x, y, r) => {
          const triples = all.flatMap(([px, py]) => [px, py, 0.5]);
          for (const piece of cutStroke(triples, { x, y }, r) ?? []) {
            expect(distanceToPolyline({ x, y }, piece, POINT_STRIDE)).toBeGreaterThan(r - 1e-6);
            for (let i = 0; i < piece.length; i += POINT_STRIDE) {
              const at = { x: piece[i] ?? 0, y: piece[i + 1] ?? 0 };
              expect(distanceToPolyline(at, triples, POINT_STRIDE)).toBeLessThan(1e-6);
            }
          }
        },
      ),
    );
  });
});
