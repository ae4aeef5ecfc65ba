import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOrdered } from './order.ts';
import { orderKeysAbove, type Reordering, reorder } from './reorder.ts';
import { addAll, boardOf, twoBoards } from './testing-boards.ts';

const HOWS: readonly Reordering[] = ['to-front', 'forward', 'backward', 'to-back'];
const box = (id: string) => ({ id, type: 'rectangle', x: 0, y: 0, width: 9, height: 9 }) as const;

/** The order of a board of one-letter elements after one reordering. */
function orderAfter(how: Reordering, ids: string, overlap: (pair: string) => boolean = () => true) {
  const board = boardOf('ada');
  addAll(board, [...'abcdef'].map(box));
  const patches = reorder(how, {
    elements: board.elements(),
    ids: new Set(ids),
    overlap: (one, other) => overlap(one.id + other.id),
  });
  board.update(patches);
  return {
    order: board
      .elements()
      .map(({ id }) => id)
      .join(''),
    patches,
  };
}

describe('reordering', () => {
  it.each([
    ['to-front', 'b', 'acdefb'],
    ['to-front', 'db', 'acefbd'],
    ['to-back', 'ce', 'ceabdf'],
    ['forward', 'b', 'acbdef'],
    ['backward', 'e', 'abcedf'],
    // Each goes its own way, and none overtakes another.
    ['forward', 'be', 'acbdfe'],
    ['forward', 'bc', 'adbcef'],
    ['forward', 'ef', 'abcdef'],
    ['backward', 'ac', 'acbdef'],
  ] as const)('%s of %s gives %s', (how, ids, order) => {
    expect(orderAfter(how, ids).order).toBe(order);
  });

  it('goes past the next one that it overlaps, for else nothing would be seen of it', () => {
    expect(orderAfter('forward', 'a', (pair) => pair === 'ad').order).toBe('bcdaef');
    expect(orderAfter('backward', 'f', (pair) => pair === 'fb').order).toBe('afbcde');
    expect(orderAfter('forward', 'a', () => false).patches).toEqual([]);
  });

  it('writes nothing for what is there already, and only what moves', () => {
    expect(orderAfter('to-front', 'ef').patches).toEqual([]);
    expect(orderAfter('to-back', 'a').patches).toEqual([]);
    expect(orderAfter('forward', 'f').patches).toEqual([]);
    expect(orderAfter('to-front', '').patches).toEqual([]);
    expect(orderAfter('forward', 'b').patches.map(({ id }) => id)).toEqual(['b']);
  });

  it('finds a way where two people have made equal keys', () => {
    const same = { index: 'a5' };
    const board = boardOf('ada');
    addAll(
      board,
      [...'abcd'].map((id) => ({ ...box(id), ...same })),
    );
    const all = () =>
      board
        .elements()
        .map(({ id }) => id)
        .join('');
    for (const how of HOWS) {
      for (const id of 'abcd') {
        const elements = board.elements();
        board.update(reorder(how, { elements, ids: new Set([id]), overlap: () => true }));
        expect([...all()].sort().join('')).toBe('abcd');
      }
    }
  });

  it('keeps the order of the others and of the moved, whatever is chosen', () => {
    const picks = fc.subarray([...'abcdef'], { minLength: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...HOWS), picks, (how, chosen) => {
        const { order } = orderAfter(how, chosen.join(''));
        const kept = (ids: readonly string[]) => [...order].filter((id) => ids.includes(id));
        expect(kept(chosen)).toEqual(chosen);
        const others = [...'abcdef'].filter((id) => !chosen.includes(id));
        expect(kept(others)).toEqual(others);
      }),
    );
  });

  it('merges with a concurrent one into one order for both', () => {
    const { ada, bo } = twoBoards([...'abcd'].map(box));
    const bring = (board: typeof ada, id: string) =>
      board.update(
        reorder('to-front', {
          elements: board.elements(),
          ids: new Set([id]),
          overlap: () => true,
        }),
      );
    bring(ada, 'a');
    bring(bo, 'b');
    expect(ada.elements().at(-1)?.id).toBe('a');
    expect(bo.elements().at(-1)?.id).toBe('b');
  });
});

describe('a place for copies', () => {
  it('is right above the topmost original', () => {
    const board = boardOf('ada');
    addAll(board, [...'abc'].map(box));
    const keys = orderKeysAbove(board.elements(), new Set(['a', 'b']), 2);
    addAll(
      board,
      keys.map((index, i) => ({ ...box(`copy${i}`), index })),
    );
    expect(board.elements().map(({ id }) => id)).toEqual(['a', 'b', 'copy0', 'copy1', 'c']);
    expect([...board.elements()].sort(compareOrdered)).toEqual(board.elements());
  });

  it('is on top when the originals are gone, and there is one on an empty board', () => {
    const board = boardOf('ada');
    expect(orderKeysAbove([], new Set(['x']), 1)).toHaveLength(1);
    addAll(board, [...'ab'].map(box));
    const [index] = orderKeysAbove(board.elements(), new Set(['x']), 1);
    addAll(board, [{ ...box('copy'), index }]);
    expect(board.elements().at(-1)?.id).toBe('copy');
  });
});
