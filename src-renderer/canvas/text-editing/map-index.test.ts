import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, type TextChange } from '../../board/element-text.ts';
import { mapChange, mapIndex } from './map-index.ts';

const insert = (at: number, inserted: string): TextChange => ({ at, removed: 0, inserted });
const remove = (at: number, removed: number): TextChange => ({ at, removed, inserted: '' });

describe('a caret, when another changes the text', () => {
  it.each<[string, TextChange, number, number]>([
    ['moves with what is typed before it', insert(1, 'xy'), 3, 5],
    ['stays before what is typed behind it', insert(4, 'xy'), 3, 3],
    ['stays before what is typed right at it', insert(3, 'xy'), 3, 3],
    ['moves with what is removed before it', remove(0, 2), 3, 1],
    ['goes to where the text around it was', remove(1, 4), 3, 1],
    ['stays when something behind it is removed', remove(3, 2), 3, 3],
    [
      'goes to the start of what takes the place of its text',
      { at: 1, removed: 4, inserted: 'xyz' },
      3,
      1,
    ],
  ])('%s', (_, change, index, expected) => {
    expect(mapIndex([change], index)).toBe(expected);
  });

  it('can also stay behind what is typed right at it', () => {
    expect(mapIndex([insert(3, 'xy')], 3, 'after')).toBe(5);
  });
});

describe('a change, when another has changed the text meanwhile', () => {
  it('is made where its place is now', () => {
    expect(mapChange([insert(0, 'xy')], insert(3, 'a'))).toEqual([insert(5, 'a')]);
  });

  it('leaves what the other has typed into the part that it removes', () => {
    // "abcd" became "abXcd"; "bc" is to go.
    const changes = mapChange([insert(2, 'X')], { at: 1, removed: 2, inserted: 'Y' });
    expect(applyChanges('abXcd', changes)).toBe('aYXd');
  });

  it('removes nothing twice, and nothing of the other’s, whatever the two do', () => {
    const changeOf = (capitals: boolean) =>
      fc.record({
        at: fc.nat(8),
        removed: fc.nat(4),
        inserted: fc.string({
          unit: capitals ? fc.constantFrom('X', 'Y') : fc.constantFrom('u', 'v'),
          maxLength: 3,
        }),
      });
    fc.assert(
      fc.property(fc.array(changeOf(true), { maxLength: 3 }), changeOf(false), (theirs, mine) => {
        const base = '01234567';
        let now = base;
        const others: TextChange[] = [];
        for (const { at, removed, inserted } of theirs) {
          const fitted = { at: Math.min(at, now.length), removed, inserted };
          const change = { ...fitted, removed: Math.min(removed, now.length - fitted.at) };
          others.push(change);
          now = applyChanges(now, [change]);
        }
        const own = { ...mine, removed: Math.min(mine.removed, base.length - mine.at) };
        const merged = applyChanges(now, mapChange(others, own));
        const gone = new Set(base.slice(own.at, own.at + own.removed));
        const kept = [...now].filter((sign) => !gone.has(sign)).join('');
        expect(merged.replace(/[uv]/g, '')).toBe(kept);
        expect(merged.replace(/[^uv]/g, '')).toBe(own.inserted);
      }),
    );
  });
});
