import { describe, expect, it } from 'vitest';
import type { Bounds } from './box.ts';
import { nearestTo, SnapField } from './snap.ts';

const box = (x: number, y: number, width: number, height: number): Bounds => ({
  minX: x,
  minY: y,
  maxX: x + width,
  maxY: y + height,
});

describe('what a box snaps to', () => {
  const field = new SnapField([box(100, 0, 50, 50)]);

  it.each([
    ['left to left', box(103, 200, 8, 20), -3],
    ['right to left', box(78, 200, 20, 20), 2],
    ['left to right', box(147, 200, 20, 20), 3],
    ['right to right', box(134, 200, 20, 20), -4],
    ['middle to middle', box(113, 200, 20, 20), 2],
  ])('%s', (_, moved, pull) => {
    expect(field.pull(moved, 'x', 6)).toBe(pull);
  });

  it('is nothing that is out of reach', () => {
    expect(field.pull(box(300, 0, 20, 20), 'x', 6)).toBeNull();
    expect(new SnapField([]).pull(box(0, 0, 1, 1), 'y', 6)).toBeNull();
  });

  it('is the nearest of several', () => {
    const two = new SnapField([box(100, 0, 50, 50), box(104, 100, 50, 50)]);
    expect(two.pull(box(103, 300, 300, 20), 'x', 6)).toBe(1);
  });

  it('is shown by a line from end to end of what is in line', () => {
    expect(field.guides(box(100, 200, 20, 20), 'x')).toEqual([
      { kind: 'line', axis: 'x', at: 100, from: 0, to: 220 },
    ]);
    expect(field.guides(box(101, 200, 20, 20), 'x')).toEqual([]);
  });
});

describe('gaps', () => {
  it('are made even between two things', () => {
    const field = new SnapField([box(0, 0, 40, 40), box(200, 0, 40, 40)]);
    // 160 between them, 40 of it taken: 60 on both sides.
    expect(field.pull(box(103, 5, 40, 33), 'x', 6)).toBe(-3);
    const guides = field.guides(box(100, 5, 40, 33), 'x').filter(({ kind }) => kind === 'gap');
    expect(guides.map(({ from, to }) => [from, to])).toEqual([
      [40, 100],
      [140, 200],
    ]);
  });

  it.each([
    ['after', box(182, 3, 40, 33), -2],
    ['before', box(-73, 3, 40, 33), -7 + 0],
  ])('are repeated %s a row', (_, moved, pull) => {
    const field = new SnapField([box(0, 0, 40, 40), box(80, 0, 60, 40)]);
    expect(field.pull(moved, 'x', 8)).toBe(pull);
  });

  it('are those of things beside it only', () => {
    const field = new SnapField([box(0, 0, 40, 40), box(200, 500, 40, 40)]);
    expect(field.pull(box(103, 5, 40, 33), 'x', 6)).toBeNull();
  });
});

describe('many things', () => {
  it('are thinned out to the nearest', () => {
    const things = Array.from({ length: 100 }, (_, i) => box(i * 100, 0, 10, 10));
    const near = nearestTo(box(5_000, 0, 10, 10), things, 5);
    expect(near.map(({ minX }) => minX).sort((a, b) => a - b)).toEqual([
      4800, 4900, 5000, 5100, 5200,
    ]);
  });
});
