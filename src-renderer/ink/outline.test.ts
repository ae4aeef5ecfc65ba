import { describe, expect, it } from 'vitest';
import { strokeOutline, traceDecimated, traceOutline } from './outline.ts';
import type { PathSink } from './path-sink.ts';

const repeat = (value: number, length: number): number[] => Array.from({ length }, () => value);
const line = (pressures: number[]): number[] => pressures.flatMap((p, i) => [i * 10, 0, p]);
const spread = (outline: readonly (readonly [number, number])[]): number => {
  const ys = outline.map(([, y]) => y);
  return Math.max(...ys) - Math.min(...ys);
};

function recorder(): { sink: PathSink; calls: string[] } {
  const calls: string[] = [];
  const log =
    (name: string) =>
    (...values: number[]) => {
      calls.push(`${name} ${values.join(' ')}`);
    };
  const sink: PathSink = {
    moveTo: log('M'),
    lineTo: log('L'),
    quadraticCurveTo: log('Q'),
    bezierCurveTo: log('C'),
    ellipse: log('E'),
    closePath: log('Z'),
  };
  return { sink, calls };
}

describe('the outline of a stroke', () => {
  it('gives a dot a round outline of about its size', () => {
    const outline = strokeOutline([5, 5, 0.5], { size: 8, pressure: 'off' });
    expect(outline.length).toBeGreaterThan(6);
    expect(spread(outline)).toBeGreaterThan(6);
    expect(spread(outline)).toBeLessThan(10);
  });

  it('has no vertices without points', () => {
    expect(strokeOutline([], { size: 8, pressure: 'real' })).toEqual([]);
  });

  it('is wider where a pen presses harder, and not when pressure is off', () => {
    const hard = line(repeat(0.95, 20));
    const light = line(repeat(0.15, 20));
    expect(spread(strokeOutline(hard, { size: 10, pressure: 'real' }))).toBeGreaterThan(
      spread(strokeOutline(light, { size: 10, pressure: 'real' })) * 1.5,
    );
    expect(spread(strokeOutline(hard, { size: 10, pressure: 'off' }))).toBeCloseTo(
      spread(strokeOutline(light, { size: 10, pressure: 'off' })),
    );
  });

  it('reaches the newest point while drawing', () => {
    const outline = strokeOutline(line(repeat(0.5, 12)), { size: 4, pressure: 'off' });
    expect(Math.max(...outline.map(([x]) => x))).toBeGreaterThan(110);
  });

  it('traces one closed curve', () => {
    const { sink, calls } = recorder();
    traceOutline(
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
      sink,
    );
    expect(calls).toEqual(['M 5 5', 'Q 0 0 5 0', 'Q 10 0 10 5', 'Q 10 10 5 5', 'Z ']);
  });

  it('keeps both ends when it is decimated', () => {
    const { sink, calls } = recorder();
    traceDecimated(line(repeat(0.5, 9)), 25, sink);
    expect(calls).toEqual(['M 0 0', 'L 30 0', 'L 60 0', 'L 80 0']);
  });
});
