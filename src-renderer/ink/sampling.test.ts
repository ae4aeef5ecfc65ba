import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOfPoints, boxOfBounds } from '../geometry/box.ts';
import { distanceToSegment } from '../geometry/segment.ts';
import { POINT_STRIDE, packPoints, unpackPoints } from './packed-points.ts';
import { InkRecorder, type InkSample, inkPressureOf } from './sampling.ts';

/** How a hand goes on: mostly by little, back and forth, at times far. In screen pixels. */
const step = fc.oneof(
  fc.record({ dx: fc.double({ min: -0.7, max: 0.7 }), dy: fc.double({ min: -0.7, max: 0.7 }) }),
  fc.record({ dx: fc.double({ min: -20, max: 20 }), dy: fc.double({ min: -20, max: 20 }) }),
);

/** Samples of a way that begins somewhere on the board. */
function samplesOf(steps: readonly { dx: number; dy: number }[], zoom: number): InkSample[] {
  let [x, y] = [100 / zoom, -300 / zoom];
  return steps.map(({ dx, dy }) => {
    x += (Number.isNaN(dx) ? 0 : dx) / zoom;
    y += (Number.isNaN(dy) ? 0 : dy) / zoom;
    return { x, y, pressure: 0.5 };
  });
}

/** The distance of a sample from a stroke, in board units. */
function distanceTo(triples: ArrayLike<number>, sample: InkSample): number {
  const at = (i: number): { x: number; y: number } => ({
    x: triples[i] ?? 0,
    y: triples[i + 1] ?? 0,
  });
  let least = Math.hypot(sample.x - at(0).x, sample.y - at(0).y);
  for (let i = POINT_STRIDE; i < triples.length; i += POINT_STRIDE) {
    least = Math.min(least, distanceToSegment(sample, at(i - POINT_STRIDE), at(i)));
  }
  return least;
}

describe('ink sampling', () => {
  it('takes real pressure from pens only, and none when the switch is off', () => {
    expect(inkPressureOf('pen', true)).toBe('real');
    expect(inkPressureOf('mouse', true)).toBe('simulated');
    expect(inkPressureOf('touch', true)).toBe('simulated');
    expect(inkPressureOf('pen', false)).toBe('off');
  });

  it('drops samples that did not move, by screen distance', () => {
    const near = new InkRecorder('simulated', 1);
    expect(near.add({ x: 0, y: 0, pressure: 0 })).toBe(true);
    expect(near.add({ x: 0.3, y: 0.3, pressure: 0 })).toBe(false);
    const zoomedIn = new InkRecorder('simulated', 8);
    zoomedIn.add({ x: 0, y: 0, pressure: 0 });
    expect(zoomedIn.add({ x: 0.3, y: 0.3, pressure: 0 })).toBe(true);
  });

  it('takes a dropped sample back that the stroke would pass by', () => {
    const ink = new InkRecorder('simulated', 1);
    ink.add({ x: 0, y: 0, pressure: 0 });
    expect(ink.add({ x: 0, y: 0.6, pressure: 0 })).toBe(false);
    ink.add({ x: 5, y: 0, pressure: 0 });
    expect(ink.points).toEqual([0, 0, 0.5, 0, 0.6, 0.5, 5, 0, 0.5]);
  });

  it('ends where the pen was seen last', () => {
    const ink = new InkRecorder('simulated', 1);
    ink.add({ x: 0, y: 0, pressure: 0 });
    ink.add({ x: 0.5, y: 0, pressure: 0 });
    ink.finish();
    expect(ink.points).toEqual([0, 0, 0.5, 0.5, 0, 0.5]);
  });

  it('stays within a quarter of a screen pixel of every sample, packed and unpacked, at every zoom', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 2, maxLength: 60 }),
        fc.constantFrom(0.05, 0.3, 1, 2.5, 16),
        (steps, zoom) => {
          const samples = samplesOf(steps, zoom);
          const ink = new InkRecorder('simulated', zoom);
          for (const sample of samples) ink.add(sample);
          ink.finish();
          const places = samples.map(({ x, y }) => ({ x, y }));
          const bounds = boundsOfPoints(places) ?? { minX: 0, minY: 0, maxX: 0, maxY: 0 };
          const box = boxOfBounds(bounds);
          // As fine as the pen tool packs it: at least sixteen steps to a pixel.
          const precision = 16 * 2 ** Math.ceil(Math.log2(Math.max(1, zoom)));
          const options = { precision, hasPressure: false, ownReference: false };
          const unpacked = unpackPoints(packPoints(ink.points, box, options), box, box);
          if (!unpacked.ok) throw new Error(unpacked.message);
          for (const sample of samples) {
            expect(distanceTo(unpacked.points, sample) * zoom).toBeLessThanOrEqual(0.25);
          }
        },
      ),
    );
  });

  it('keeps a pen pressure within 0..1 and a mouse at the neutral value', () => {
    const pen = new InkRecorder('real', 1);
    pen.add({ x: 0, y: 0, pressure: 1.4 });
    pen.add({ x: 5, y: 0, pressure: 0.25 });
    expect(pen.points).toEqual([0, 0, 1, 5, 0, 0.25]);
    const mouse = new InkRecorder('simulated', 1);
    mouse.add({ x: 0, y: 0, pressure: 0 });
    expect(mouse.points).toEqual([0, 0, 0.5]);
  });
});
