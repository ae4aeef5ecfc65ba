import { describe, expect, it } from 'vitest';
import { hiddenBy } from './gesture.ts';

describe('what the board does not show', () => {
  const lift = (dx: number, ...ids: string[]) => ({
    ids: new Set(ids),
    transform: { kind: 'move', dx, dy: 0 } as const,
    copies: false,
  });

  it('is what anybody has lifted', () => {
    const own = lift(3, 'a');
    expect(hiddenBy(own)).toBe(own.ids);
    expect(hiddenBy(own, [lift(7, 'a'), lift(9, 'b')])).toEqual(new Set(['a', 'b']));
  });

  it('is nothing without a lift, or when copies are what moves', () => {
    expect(hiddenBy(null).size).toBe(0);
    expect(hiddenBy({ ...lift(3, 'a'), copies: true }).size).toBe(0);
  });
});
