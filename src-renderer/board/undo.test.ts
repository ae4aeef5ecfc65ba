import { describe, expect, it } from 'vitest';
import {
  addAll,
  addOne,
  boardOf,
  meet,
  pictureOf,
  RECTANGLE,
  STROKE,
  twoBoards,
} from './testing-boards.ts';

describe('undo and redo of one person', () => {
  it('go back and forth through every kind of edit', () => {
    const board = boardOf('ada');
    const pictures: unknown[] = [pictureOf(board)];
    const id = addOne(board, { ...RECTANGLE, text: 'one' });
    pictures.push(pictureOf(board));
    for (const act of [
      () => board.update([{ id, x: 5, color: 'red' }]),
      () => board.update([{ id, text: 'one two' }]),
      () => board.update([{ id, text: 'two', fill: 'pink' }]),
      () => board.remove([id]),
      () => addAll(board, [STROKE, STROKE]),
    ]) {
      act();
      pictures.push(pictureOf(board));
    }
    for (let round = 0; round < 3; round++) {
      for (let at = pictures.length - 2; at >= 0; at--) {
        expect(board.canUndo).toBe(true);
        expect(board.undo()).toBe(true);
        expect(pictureOf(board)).toEqual(pictures[at]);
      }
      expect(board.canUndo).toBe(false);
      expect(board.undo()).toBe(false);
      for (let at = 1; at < pictures.length; at++) {
        expect(board.canRedo).toBe(true);
        expect(board.redo()).toBe(true);
        expect(pictureOf(board)).toEqual(pictures[at]);
      }
      expect(board.redo()).toBe(false);
    }
  });

  it('forget what was undone once something new is done', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    board.update([{ id, color: 'red' }]);
    board.undo();
    board.update([{ id, color: 'blue' }]);
    expect(board.canRedo).toBe(false);
    expect(board.redo()).toBe(false);
    expect(board.get(id)?.color).toBe('blue');
  });

  it('leave silent edits alone', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    board.update([{ id, color: 'red' }]);
    board.update([{ id, color: 'blue' }], 'silent');
    // The red is gone already, so the step before it is the latest that can be taken back.
    expect(board.undo()).toBe(true);
    expect(board.size).toBe(0);
  });

  it('hold the last 500 steps', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    for (let x = 1; x <= 510; x++) board.update([{ id, x: x + 1000 }]);
    let steps = 0;
    while (board.undo()) steps++;
    expect(steps).toBe(500);
    expect(board.get(id)?.box.x).toBe(1010);
  });

  it('end with the session: another one has nothing to take back', () => {
    const { bo } = twoBoards([RECTANGLE]);
    expect(bo.canUndo).toBe(false);
    expect(bo.undo()).toBe(false);
  });
});

describe('undo beside other people (CR-09)', () => {
  it('skips a property that somebody else has set since, and takes the rest of the step back', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.update([{ id, color: 'red', fill: 'pink' }]);
    meet(ada, bo);
    bo.update([{ id, color: 'blue' }]);
    meet(ada, bo);
    expect(ada.undo()).toBe(true);
    expect(ada.get(id)).toMatchObject({ color: 'blue', fill: 'none' });
    expect(ada.redo()).toBe(true);
    expect(ada.get(id)).toMatchObject({ color: 'blue', fill: 'pink' });
  });

  it('skips it even when the other has set the very same value', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.update([{ id, color: 'red' }]);
    meet(ada, bo);
    bo.update([{ id, color: 'blue' }]);
    bo.update([{ id, color: 'red' }]);
    meet(ada, bo);
    ada.undo();
    expect(ada.get(id)?.color).toBe('red');
  });

  it('goes on to the next step that still has an effect', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE, RECTANGLE]);
    const [first, second] = [ids[0] ?? '', ids[1] ?? ''];
    ada.update([{ id: first, color: 'red' }]);
    ada.update([{ id: second, color: 'red' }]);
    meet(ada, bo);
    bo.update([{ id: second, color: 'green' }]);
    meet(ada, bo);
    expect(ada.undo()).toBe(true);
    expect(ada.get(first)?.color).toBe('black');
    expect(ada.get(second)?.color).toBe('green');
  });

  it('brings back the value that another person had given', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    bo.update([{ id, color: 'blue' }]);
    meet(ada, bo);
    ada.update([{ id, color: 'red' }]);
    ada.undo();
    expect(ada.get(id)?.color).toBe('blue');
  });

  it.each<[string, (id: string, bo: ReturnType<typeof boardOf>) => void]>([
    ['moved', (id, bo) => bo.update([{ id, x: 500 }])],
    ['typed into', (id, bo) => bo.update([{ id, text: 'mine' }])],
  ])('does not take away a new element that somebody has %s', (_, touch) => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    touch(ids[0] ?? '', bo);
    meet(ada, bo);
    expect(ada.canUndo).toBe(false);
    expect(ada.undo()).toBe(false);
    expect(ada.size).toBe(1);
  });

  it('does not take it away either when that touch was painted over meanwhile', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    bo.update([{ id, color: 'blue' }]);
    meet(ada, bo);
    ada.update([{ id, color: 'red' }]);
    ada.undo();
    expect(ada.undo()).toBe(false);
    expect(ada.get(id)).toBeDefined();
  });

  it('brings back what this person deleted, and not what another did', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE, RECTANGLE]);
    const [mine, theirs] = [ids[0] ?? '', ids[1] ?? ''];
    ada.remove([mine]);
    bo.remove([theirs]);
    meet(ada, bo);
    expect(ada.undo()).toBe(true);
    expect(ada.get(mine)).toBeDefined();
    ada.undo();
    expect(ada.get(theirs)).toBeUndefined();
  });

  it('does not bring an element back by taking back an older edit of it', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.update([{ id, color: 'red' }]);
    meet(ada, bo);
    bo.remove([id]);
    meet(ada, bo);
    expect(ada.undo()).toBe(false);
    expect(ada.get(id)).toBeUndefined();
  });

  it('does not delete again by redo what somebody has changed since', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.remove([id]);
    ada.undo();
    meet(ada, bo);
    bo.update([{ id, color: 'blue' }]);
    meet(ada, bo);
    expect(ada.canRedo).toBe(false);
    expect(ada.redo()).toBe(false);
    expect(ada.get(id)?.color).toBe('blue');
  });

  it('takes back own letters only', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.update([{ id, text: 'Hello' }]);
    meet(ada, bo);
    bo.update([{ id, text: 'Hello, world' }]);
    meet(ada, bo);
    ada.undo();
    meet(ada, bo);
    expect(bo.text(id)).toBe(', world');
    ada.redo();
    expect(ada.text(id)).toBe('Hello, world');
  });
});

describe('a run of edits', () => {
  it('is one step, from the first value to the last', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    const run = {};
    for (const x of [11, 12, 13]) board.update([{ id, x }], 'undoable', run);
    board.update([{ id, x: 20 }], 'undoable', {});
    board.undo();
    expect(board.get(id)?.box.x).toBe(13);
    board.undo();
    expect(board.get(id)?.box.x).toBe(10);
    board.redo();
    expect(board.get(id)?.box.x).toBe(13);
  });

  it('ends with an undo or with anything else that is done', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    const run = {};
    board.update([{ id, x: 11 }], 'undoable', run);
    board.update([{ id, color: 'red' }]);
    board.update([{ id, x: 12 }], 'undoable', run);
    board.undo();
    expect(board.get(id)).toMatchObject({ color: 'red', box: { x: 11 } });
    board.update([{ id, x: 13 }], 'undoable', run);
    board.undo();
    expect(board.get(id)?.box.x).toBe(11);
  });

  it('does not take back what another did in the middle of it', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    const run = {};
    ada.update([{ id, x: 11 }], 'undoable', run);
    meet(ada, bo);
    bo.update([{ id, x: 500 }]);
    meet(ada, bo);
    ada.update([{ id, x: 501 }], 'undoable', run);
    ada.undo();
    expect(ada.get(id)?.box.x).toBe(500);
    // Nor is the addition: it is Bo's work too by now.
    expect(ada.undo()).toBe(false);
    expect(ada.get(id)?.box.x).toBe(500);
  });
});
