import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../geometry/box.ts';
import { isPointPrecision, packPoints, unpackPoints } from './packed-points.ts';

const BOX: Box = { x: 100, y: -50, width: 200, height: 100 };

function roundTrip(triples: readonly number[], options: { precision?: number } = {}): number[] {
  const bytes = packPoints(triples, BOX, { hasPressure: true, ownReference: false, ...options });
  const unpacked = unpackPoints(bytes, BOX, BOX);
  if (!unpacked.ok) throw new Error(unpacked.message);
  return [...unpacked.points];
}

/** A pen stroke as a digitiser gives it: a curve with changing speed and pressure. */
function penStroke(count: number): number[] {
  const triples: number[] = [];
  for (let i = 0; i < count; i++) {
    const t = i / count;
    triples.push(
      100 + 300 * t + 40 * Math.sin(t * 9),
      -50 + 80 * Math.cos(t * 7),
      0.3 + 0.4 * Math.sin(t * 3),
    );
  }
  return triples;
}

describe('packed points', () => {
  it('keep every point within half a grid step, and pressure within half of 1/255', () => {
    const point = fc.tuple(
      fc.double({ min: -5000, max: 5000, noNaN: true }),
      fc.double({ min: -5000, max: 5000, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), (points) => {
        const triples = points.flat();
        const back = roundTrip(triples);
        expect(back).toHaveLength(triples.length);
        for (const [i, value] of back.entries()) {
          const tolerance = i % 3 === 2 ? 0.5 / 255 : 0.5 / 16;
          expect(Math.abs(value - (triples[i] ?? 0))).toBeLessThanOrEqual(tolerance + 0.001);
        }
      }),
    );
  });

  it('take at most five bytes a point on a pen stroke', () => {
    const bytes = packPoints(penStroke(200), BOX, { hasPressure: true, ownReference: false });
    expect(bytes.length / 200).toBeLessThan(5);
  });

  it('spend nothing on a pressure that never changes', () => {
    const constant = penStroke(100).map((value, i) => (i % 3 === 2 ? 0.8 : value));
    const withPressure = packPoints(constant, BOX, { hasPressure: true, ownReference: false });
    const without = packPoints(constant, BOX, { hasPressure: false, ownReference: false });
    expect(withPressure.length - without.length).toBe(1);
    expect(roundTrip(constant)[2]).toBeCloseTo(0.8, 2);
  });

  it('take a finer grid when asked', () => {
    const [x] = roundTrip([100.123, 0, 0.5], { precision: 1024 });
    expect(x).toBeCloseTo(100.123, 3);
    expect([1, 16, 4096].every(isPointPrecision)).toBe(true);
    expect([0, 3, 8192, 0.5, Number.NaN].some(isPointPrecision)).toBe(false);
  });

  it('move and scale with the box', () => {
    const bytes = packPoints([100, -50, 1, 300, 50, 1], BOX, {
      hasPressure: true,
      ownReference: false,
    });
    const moved = unpackPoints(bytes, BOX, { x: 0, y: 0, width: 400, height: 50 });
    expect(moved).toMatchObject({ ok: true, points: new Float32Array([0, 0, 1, 400, 50, 1]) });
  });

  it('carry their own reference box where they replace others', () => {
    const bytes = packPoints([100, -50, 1, 300, 50, 1], BOX, {
      hasPressure: true,
      ownReference: true,
    });
    const unpacked = unpackPoints(bytes, { x: 0, y: 0, width: 1, height: 1 }, BOX);
    expect(unpacked).toMatchObject({
      ok: true,
      points: new Float32Array([100, -50, 1, 300, 50, 1]),
    });
  });

  it('do not scale a side without extent', () => {
    const flat: Box = { x: 0, y: 0, width: 0, height: 10 };
    const bytes = packPoints([0, 0, 1, 0, 10, 1], flat, { hasPressure: true, ownReference: false });
    const unpacked = unpackPoints(bytes, flat, { x: 5, y: 0, width: 50, height: 10 });
    expect(unpacked).toMatchObject({ ok: true, points: new Float32Array([5, 0, 1, 5, 10, 1]) });
  });

  it.each([
    ['nothing', []],
    ['another format', [0x20, 4, 0]],
    ['an unknown pressure mode', [0x13, 4, 0]],
    ['a precision out of range', [0x10, 13, 0]],
    ['more points than bytes', [0x10, 4, 0xff, 0xff, 0xff, 0x7f]],
    ['a point cut off', [0x10, 4, 1, 5]],
    ['bytes left over', [0x10, 4, 1, 5, 5, 5]],
    ['pressure out of range', [0x12, 4, 1, 5, 5, 0xbf, 0x7f]],
  ])('that are %s fail as a tagged result', (_, bytes) => {
    const unpacked = unpackPoints(new Uint8Array(bytes), BOX, BOX);
    expect(unpacked).toMatchObject({ ok: false, code: 'malformed-points' });
  });

  it('never throw and never give what is no finite number, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, lookReal) => {
        if (lookReal && bytes.length > 2)
          bytes.set([0x10 | ((bytes[0] ?? 0) & 15), (bytes[1] ?? 0) % 13]);
        const unpacked = unpackPoints(bytes, BOX, BOX);
        if (unpacked.ok) expect(unpacked.points.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
