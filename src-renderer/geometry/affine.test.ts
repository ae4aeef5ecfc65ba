import { describe, expect, it } from 'vitest';
import { affineOf, applyAffine, boundsUnder, compose, IDENTITY, invert } from './affine.ts';
import { type Transform, transformPoint } from './transform.ts';

const TRANSFORMS: readonly Transform[] = [
  { kind: 'move', dx: 12, dy: -7 },
  { kind: 'turn', degrees: 33, pivot: { x: 40, y: 9 } },
  { kind: 'scale', rotation: 25, anchor: { x: -3, y: 8 }, scaleX: -2, scaleY: 0.5 },
];

describe('a transform as an affine map', () => {
  it.each(TRANSFORMS)('moves points as the transform does: $kind', (transform) => {
    const map = affineOf(transform);
    const point = { x: 17, y: -5 };
    const expected = transformPoint(point, transform);
    const moved = map && applyAffine(map, point);
    expect(moved?.x).toBeCloseTo(expected.x);
    expect(moved?.y).toBeCloseTo(expected.y);
  });

  it('takes a rectangle to the upright one around it', () => {
    const quarter = affineOf({ kind: 'turn', degrees: 90, pivot: { x: 0, y: 0 } }) ?? IDENTITY;
    const { minX, minY, maxX, maxY } = boundsUnder(quarter, { minX: 0, minY: 0, maxX: 4, maxY: 1 });
    expect([minX, minY, maxX, maxY].map(Math.round)).toEqual([-1, 0, 0, 4]);
  });

  it('comes back by its inverse', () => {
    for (const transform of TRANSFORMS) {
      const map = affineOf(transform) ?? IDENTITY;
      const back = compose(invert(map) ?? IDENTITY, map);
      for (const key of ['a', 'b', 'c', 'd', 'e', 'f'] as const) {
        expect(back[key]).toBeCloseTo(IDENTITY[key]);
      }
    }
  });

  it('is none where each element moves in its own way, and has no inverse when it flattens', () => {
    expect(affineOf({ kind: 'turn', degrees: 9, pivot: null })).toBeNull();
    const flat = affineOf({
      kind: 'scale',
      rotation: 0,
      anchor: { x: 0, y: 0 },
      scaleX: 0,
      scaleY: 1,
    });
    expect(flat && invert(flat)).toBeNull();
  });
});
