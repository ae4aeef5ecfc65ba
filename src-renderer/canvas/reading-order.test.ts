import { describe, expect, it } from 'vitest';
import { inReadingOrder } from './reading-order.ts';

const at = (name: string, x: number, y: number, size = 10) => ({
  name,
  minX: x,
  minY: y,
  maxX: x + size,
  maxY: y + size,
});
const names = (...things: ReturnType<typeof at>[]) =>
  inReadingOrder(things)
    .map(({ name }) => name)
    .join('');

describe('reading order', () => {
  it('goes row by row, each from left to right, whatever was drawn first', () => {
    expect(names(at('d', 50, 40), at('c', 0, 42), at('b', 50, 0), at('a', 0, 3))).toBe('abcd');
  });

  it('takes for one row what lies beside each other, not what begins at one height', () => {
    expect(names(at('c', 80, 4, 4), at('a', 0, 8, 6), at('b', 40, 0, 20))).toBe('abc');
    expect(names(at('a', 30, 0), at('b', 0, 9, 40))).toBe('ab');
  });

  it('is that of any number of things', () => {
    expect(names()).toBe('');
    expect(names(at('a', 5, 5))).toBe('a');
  });
});
