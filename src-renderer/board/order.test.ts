import fc from 'fast-check';
import { generateKeyBetween } from 'fractional-indexing';
import { describe, expect, it } from 'vitest';
import type { BoardElement } from './element.ts';
import { compareOrdered, isOrderKey, orderKeyBetween, orderKeysBetween } from './order.ts';
import { INITIAL_REGISTERS } from './registers.ts';
import { ZOrder } from './z-order.ts';

describe('order keys', () => {
  it('lie between their neighbours, ascending, however often one inserts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 }), (places) => {
        const keys: string[] = [];
        for (const place of places) {
          const at = place % (keys.length + 1);
          const made = orderKeysBetween(keys[at - 1] ?? null, keys[at] ?? null, 1 + (place % 3));
          keys.splice(at, 0, ...made);
        }
        expect(keys.every(isOrderKey)).toBe(true);
        for (const [i, key] of keys.entries()) {
          const next = keys[i + 1];
          if (next !== undefined) expect(key < next).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['on top', 'a5', null],
    ['on an empty board', null, null],
    ['between two', 'a5', 'a6'],
    ['between two that are very near', 'a5', 'a5V1'],
  ])('differ when two people insert at one place at once: %s', (_, below, above) => {
    const keys = new Set<string>();
    for (let i = 0; i < 200; i++) keys.add(orderKeyBetween(below, above));
    expect(keys.size).toBeGreaterThan(190);
  });

  it('are compared by code unit, and ties go by id', () => {
    expect(compareOrdered({ id: 'x', index: 'Zz' }, { id: 'x', index: 'a0' })).toBeLessThan(0);
    expect(compareOrdered({ id: 'a', index: 'a0' }, { id: 'b', index: 'a0' })).toBeLessThan(0);
    expect(compareOrdered({ id: 'a', index: 'a0' }, { id: 'a', index: 'a0' })).toBe(0);
  });

  it('are accepted exactly where a neighbour can be made for them', () => {
    const almostKey = fc.stringMatching(/^[A-Ca-cyz][0-9A-Za-z]{0,30}$/);
    fc.assert(
      fc.property(almostKey, (key) => {
        let usable = true;
        try {
          generateKeyBetween(key, null);
          generateKeyBetween(null, key);
        } catch {
          usable = false;
        }
        expect(isOrderKey(key)).toBe(usable);
      }),
      { numRuns: 2000 },
    );
    for (const value of ['', 'a', 'é0', 'a0 ', 5, null, `a0${'V'.repeat(600)}`]) {
      expect(isOrderKey(value)).toBe(false);
    }
  });
});

function element(id: string, index: string): BoardElement {
  return {
    id,
    index,
    type: 'rectangle',
    box: { x: 0, y: 0, width: 1, height: 1 },
    rotation: 0,
    color: 'black',
    fill: 'none',
    fillStyle: 'soft',
    opacity: 1,
    ...INITIAL_REGISTERS,
    size: 4,
    pressure: 'real',
    groups: [],
    locked: false,
    hidden: false,
    version: 0,
    createdBy: null,
  };
}

describe('the z-order', () => {
  it('stays that of a sorted list through any changes, few or many at once', () => {
    const change = fc.record({
      into: fc.array(fc.nat(50), { maxLength: 80 }),
      out: fc.array(fc.nat(500), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const order = new ZOrder();
        let expected: BoardElement[] = [];
        let made = 0;
        for (const { into, out } of changes) {
          const removed = [...new Set(out)].map((i) => expected[i]).filter((e) => e !== undefined);
          const added = into.map((index) => element(`e${made++}`, `a${index + 10}`));
          order.change(removed, added);
          expected = expected.filter((e) => !removed.includes(e));
          expected = [...expected, ...added].sort(compareOrdered);
          expect(order.snapshot()).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never changes a list that it has given out', () => {
    const order = new ZOrder();
    order.change([], [element('a', 'a1')]);
    const before = order.snapshot();
    order.change([], [element('b', 'a2')]);
    expect(before.map(({ id }) => id)).toEqual(['a']);
    expect(order.snapshot().map(({ id }) => id)).toEqual(['a', 'b']);
    expect(order.top?.id).toBe('b');
  });
});
