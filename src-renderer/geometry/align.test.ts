import { describe, expect, it } from 'vitest';
import { alignMoves, distributeMoves, stackMoves, tidyMoves } from './align.ts';
import type { Bounds } from './box.ts';

const box = (x: number, y: number, width: number, height: number): Bounds => ({
  minX: x,
  minY: y,
  maxX: x + width,
  maxY: y + height,
});

describe('bringing things into line', () => {
  const things = [box(0, 0, 10, 10), box(30, 50, 20, 40), box(100, 20, 60, 20)];

  it.each([
    ['left', [0, -30, -100]],
    ['centre', [75, 40, -50]],
    ['right', [150, 110, 0]],
  ] as const)('%s moves only sideways', (how, xs) => {
    expect(alignMoves(how, things)).toEqual(xs.map((x) => ({ x, y: 0 })));
  });

  it.each([
    ['top', [0, -50, -20]],
    ['middle', [40, -25, 15]],
    ['bottom', [80, 0, 50]],
  ] as const)('%s moves only up and down', (how, ys) => {
    expect(alignMoves(how, things)).toEqual(ys.map((y) => ({ x: 0, y })));
  });

  it('has nothing to do with nothing', () => {
    expect(alignMoves('left', [])).toEqual([]);
  });
});

describe('the same gaps', () => {
  it('keeps the first and the last one, in whatever order they are given', () => {
    const things = [box(100, 0, 20, 5), box(0, 0, 10, 5), box(20, 0, 30, 5)];
    // 120 wide, 60 of it taken: 30 between each two.
    expect(distributeMoves('x', things).map(({ x }) => x)).toEqual([0, 0, 20]);
  });

  it('let things overlap evenly that have no room', () => {
    const things = [box(0, 0, 60, 5), box(10, 0, 60, 5), box(60, 0, 60, 5)];
    expect(distributeMoves('x', things).map(({ x }) => x)).toEqual([0, 20, 0]);
  });

  it('needs three things', () => {
    expect(distributeMoves('y', [box(0, 0, 5, 5), box(0, 50, 5, 5)])).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ]);
  });
});

describe('a row', () => {
  it('has the gap that is usual among its things', () => {
    const things = [box(0, 0, 10, 5), box(18, 0, 10, 5), box(36, 0, 10, 5), box(300, 0, 10, 5)];
    expect(stackMoves('x', things).map(({ x }) => x)).toEqual([0, 0, 0, -246]);
  });

  it('takes things apart that lie on top of each other', () => {
    const things = [box(0, 0, 10, 5), box(5, 0, 10, 5)];
    expect(stackMoves('x', things).map(({ x }) => x)).toEqual([0, 21]);
  });
});

describe('tidying up', () => {
  it('makes rows and columns of what lies about', () => {
    const things = [box(0, 0, 40, 40), box(63, 7, 40, 40), box(3, 61, 40, 40), box(58, 55, 40, 40)];
    const moved = tidyMoves(things, [
      [0, 1],
      [2, 3],
    ]).map(({ x, y }, i) => [(things[i]?.minX ?? 0) + x, (things[i]?.minY ?? 0) + y]);
    const [first, second, third, fourth] = moved;
    expect(first).toEqual([0, 0]);
    expect(second?.[1]).toBe(0);
    expect(third?.[0]).toBe(0);
    expect(fourth).toEqual([second?.[0], third?.[1]]);
    // The gap is the same both ways.
    expect((second?.[0] ?? 0) - 40).toBe((third?.[1] ?? 0) - 40);
  });

  it('makes one row of things side by side, with their middles in line', () => {
    const things = [box(0, 0, 10, 10), box(20, 4, 10, 20), box(45, 0, 10, 10)];
    const moves = tidyMoves(things, [[0, 1, 2]]);
    const middles = things.map((t, i) => (t.minY + t.maxY) / 2 + (moves[i]?.y ?? 0));
    expect(new Set(middles).size).toBe(1);
  });
});
