import { describe, expect, it } from 'vitest';
import {
  addAll,
  addOne,
  changesDuring,
  meet,
  pictureOf,
  RECTANGLE,
  STROKE,
  twoBoards,
} from './testing-boards.ts';

const LINE = {
  type: 'line',
  points: [
    [0, 0],
    [10, 10],
  ],
} as const;

describe('a board that stands still (UX-12)', () => {
  it('shows nothing of what others do, in the document or on it, and all of it when it goes on', () => {
    const { ada, bo, ids } = twoBoards([{ ...RECTANGLE, text: 'one' }, LINE, RECTANGLE, STROKE]);
    const [text = '', line = '', gone = '', kept = ''] = ids;
    const before = pictureOf(ada);
    ada.live.pause();
    bo.update([
      { id: text, text: 'another', x: 70 },
      {
        id: line,
        points: [
          [5, 5],
          [90, 40],
        ],
      },
    ]);
    bo.remove([gone]);
    addAll(bo, [STROKE, STROKE]);
    meet(ada, bo);
    expect(pictureOf(ada)).toEqual(before);
    expect(ada.get(kept)).toBeDefined();
    expect(ada.live.withheldCount).toBe(5);
    // The document has it all: it is stored, and passed on.
    expect(ada.doc.getMap('changes').toJSON()).toEqual(bo.doc.getMap('changes').toJSON());

    const changes = changesDuring(ada, () => ada.live.resume());
    expect(pictureOf(ada)).toEqual(pictureOf(bo));
    const [shown] = changes;
    expect(shown).toMatchObject({ local: false, loaded: false });
    expect(shown?.added).toHaveLength(2);
    expect(shown?.updated).toHaveLength(2);
    expect(shown?.removed.map(({ id }) => id)).toEqual([gone]);
    expect(new Set(shown?.by.values())).toEqual(new Set(['bo']));
    expect([ada.live.isPaused, ada.live.withheldCount]).toEqual([false, 0]);
  });

  it('goes on for this person: own edits are shown, stored and undone', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.live.pause();
    addOne(bo, STROKE);
    const own = addOne(ada, STROKE);
    ada.update([{ id, color: 'red' }]);
    meet(ada, bo);
    expect(ada.elements().map((element) => element.id)).toEqual([id, own]);
    expect(bo.get(id)?.color).toBe('red');
    expect(bo.size).toBe(3);
    ada.undo();
    expect(ada.get(id)?.color).toBe('black');
    ada.live.resume();
    meet(ada, bo);
    expect(pictureOf(ada)).toEqual(pictureOf(bo));
  });

  it('shows what this person edits as it is now, so that nothing unseen is overwritten', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE, { ...RECTANGLE, text: 'a' }]);
    const [moved = '', typed = ''] = ids;
    ada.live.pause();
    bo.update([
      { id: moved, width: 500 },
      { id: typed, text: 'ab' },
    ]);
    meet(ada, bo);
    expect(ada.get(moved)?.box.width).toBe(30);
    ada.update([{ id: moved, x: 99 }]);
    expect(ada.get(moved)?.box).toMatchObject({ x: 99, width: 500 });
    expect(ada.text(typed)).toBe('a');
    ada.typeText(typed, [{ at: 0, removed: 0, inserted: '-' }]);
    expect(ada.text(typed)).toBe('-ab');
    expect(ada.live.withheldCount).toBe(0);
  });

  it('tells each time how much is withheld', () => {
    const { ada, bo } = twoBoards([RECTANGLE]);
    const counts: number[] = [];
    ada.onChange(({ statusChanged }) => {
      if (statusChanged) counts.push(ada.live.withheldCount);
    });
    ada.live.pause();
    addOne(bo, STROKE);
    meet(ada, bo);
    addAll(bo, [STROKE, STROKE]);
    meet(ada, bo);
    ada.live.resume();
    expect(counts).toEqual([0, 1, 3, 0]);
  });

  it('bears ten thousand changes', () => {
    const { ada, bo } = twoBoards([RECTANGLE]);
    ada.live.pause();
    addAll(bo, Array(10_000).fill(RECTANGLE));
    meet(ada, bo);
    expect([ada.size, ada.live.withheldCount]).toEqual([1, 10_000]);
    ada.live.resume();
    expect(ada.size).toBe(10_001);
  });
});
