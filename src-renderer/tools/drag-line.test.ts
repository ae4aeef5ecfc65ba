import { describe, expect, it } from 'vitest';
import { NO_MODIFIERS } from '../canvas/pointer.ts';
import { dragLine, snapDegrees } from './drag-line.ts';

const from = { x: 10, y: 10 };

describe('the line of a drag', () => {
  it('runs from where the pointer went down to where it is', () => {
    expect(dragLine(from, { x: 50, y: 20 }, NO_MODIFIERS)).toEqual([from, { x: 50, y: 20 }]);
  });

  it('keeps to steps of 15° with Shift, as long as the pointer went in that direction', () => {
    const [, level] = dragLine(from, { x: 110, y: 20 }, { ...NO_MODIFIERS, shift: true });
    expect(level.x).toBeCloseTo(110);
    expect(level.y).toBeCloseTo(10);
    const [, diagonal] = dragLine(from, { x: 60, y: 68 }, { ...NO_MODIFIERS, shift: true });
    expect(diagonal.x - from.x).toBeCloseTo(diagonal.y - from.y);
  });

  it('grows from its middle with Alt', () => {
    const [start, end] = dragLine(from, { x: 30, y: 15 }, { ...NO_MODIFIERS, alt: true });
    expect([start, end]).toEqual([
      { x: -10, y: 5 },
      { x: 30, y: 15 },
    ]);
  });

  it.each([
    [7, 0],
    [8, 15],
    [-98, -105],
  ])('%d° are nearest to %d°', (degrees, snapped) => {
    expect(snapDegrees(degrees)).toBe(snapped);
  });
});
