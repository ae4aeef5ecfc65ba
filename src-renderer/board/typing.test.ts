import { describe, expect, it } from 'vitest';
import type { BoardDocument } from './board-document.ts';
import { TEXT_LENGTH_MAX } from './element-text.ts';
import { addOne, boardOf, meet, RECTANGLE, twoBoards } from './testing-boards.ts';

const TEXT = { type: 'text', x: 0, y: 0 } as const;

function type(board: BoardDocument, id: string, inserted: string, run?: object): void {
  const at = board.text(id).length;
  expect(board.typeText(id, [{ at, removed: 0, inserted }], run)).toMatchObject({ ok: true });
}

describe('typing', () => {
  it('changes a text letter by letter, several changes in their order', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...TEXT, text: 'abc' });
    board.typeText(id, [
      { at: 0, removed: 1, inserted: 'X' },
      { at: 3, removed: 0, inserted: 'Y' },
    ]);
    expect(board.text(id)).toBe('XbcY');
  });

  it('merges what two people type at once, and both see all of it', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    type(ada, id, 'Hello');
    type(bo, id, 'World');
    meet(ada, bo);
    expect(ada.text(id)).toBe(bo.text(id));
    expect(['HelloWorld', 'WorldHello']).toContain(ada.text(id));
  });

  it('is one step of undo for each run', () => {
    const board = boardOf('ada');
    const id = addOne(board, TEXT);
    const [first, second] = [{}, {}];
    for (const letter of 'Hello') type(board, id, letter, first);
    for (const letter of ' you') type(board, id, letter, second);
    board.undo();
    expect(board.text(id)).toBe('Hello');
    board.undo();
    expect(board.text(id)).toBe('');
    board.redo();
    board.redo();
    expect(board.text(id)).toBe('Hello you');
    board.undo();
    expect(board.text(id)).toBe('Hello');
  });

  it('becomes one step, with what it was typed in, when it is joined', () => {
    const board = boardOf('ada');
    addOne(board, RECTANGLE);
    const mark = board.historyMark();
    const id = addOne(board, TEXT);
    for (const letter of 'Hello') type(board, id, letter, {});
    board.undo(mark);
    board.redo();
    board.joinHistory(mark);
    board.undo();
    expect(board.size).toBe(1);
    board.redo();
    expect(board.text(id)).toBe('Hello');
    board.undo();
    board.undo();
    expect(board.size).toBe(0);
  });

  it('is undone within a mark only', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    const mark = board.historyMark();
    type(board, id, 'a');
    expect(board.undo(mark)).toBe(true);
    expect(board.undo(mark)).toBe(false);
    expect(board.size).toBe(1);
  });

  it('can be taken back as if it had never been', () => {
    const board = boardOf('ada');
    addOne(board, RECTANGLE);
    const mark = board.historyMark();
    const id = addOne(board, TEXT);
    type(board, id, 'Hello');
    board.revertHistory(mark);
    expect(board.get(id)).toBeUndefined();
    expect(board.canRedo).toBe(false);
    board.undo();
    expect(board.size).toBe(0);
  });

  it('is undone without what another has typed in between', () => {
    const { ada, bo, ids } = twoBoards([TEXT]);
    const id = ids[0] ?? '';
    const mark = ada.historyMark();
    type(ada, id, 'mine', {});
    meet(ada, bo);
    bo.typeText(id, [{ at: 2, removed: 0, inserted: 'YOURS' }]);
    meet(ada, bo);
    type(ada, id, ' more', {});
    ada.joinHistory(mark);
    ada.undo();
    expect(ada.text(id)).toBe('YOURS');
    ada.redo();
    expect(ada.text(id)).toBe('miYOURSne more');
  });

  it('leaves a new text where it is when somebody else has typed in it', () => {
    const ada = boardOf('ada');
    const bo = boardOf('bo');
    const mark = ada.historyMark();
    const id = addOne(ada, TEXT);
    type(ada, id, 'mine');
    ada.joinHistory(mark);
    meet(ada, bo);
    type(bo, id, ' yours');
    meet(ada, bo);
    ada.undo();
    expect(ada.text(id)).toBe(' yours');
  });

  it('brings back what another deleted while it was done', () => {
    const { ada, bo, ids } = twoBoards([{ ...TEXT, text: 'kept' }]);
    const id = ids[0] ?? '';
    bo.remove([id]);
    meet(ada, bo);
    expect(ada.get(id)).toBeUndefined();
    type(ada, id, '!');
    meet(ada, bo);
    expect(ada.text(id)).toContain('kept');
    expect(bo.text(id)).toBe(ada.text(id));
    type(ada, id, '?');
    ada.undo();
    ada.undo();
    meet(ada, bo);
    expect(bo.get(id)?.id).toBe(ada.get(id)?.id);
  });

  it('ends at the longest text, and says so', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...TEXT, text: 'a'.repeat(TEXT_LENGTH_MAX - 1) });
    type(board, id, 'b');
    const refused = board.typeText(id, [{ at: 0, removed: 0, inserted: 'c' }]);
    expect(refused).toMatchObject({ ok: false, code: 'text-too-long' });
    expect(board.text(id)).toHaveLength(TEXT_LENGTH_MAX);
    expect(board.typeText(id, [{ at: 0, removed: 5, inserted: 'c' }])).toMatchObject({ ok: true });
  });

  it('is refused where there is nothing to type in', () => {
    const board = boardOf('ada');
    const stroke = addOne(board, { type: 'stroke', points: [[0, 0]] });
    const change = [{ at: 0, removed: 0, inserted: 'a' }];
    expect(board.typeText(stroke, change)).toMatchObject({ code: 'invalid' });
    expect(board.typeText('nobody', change)).toMatchObject({ code: 'not-found' });
  });

  it('is told exactly, in the order in which it happened', () => {
    const { ada, bo, ids } = twoBoards([{ ...TEXT, text: 'aa' }]);
    const id = ids[0] ?? '';
    const told: unknown[] = [];
    const stop = ada.observeText(id, (changes) => told.push(...changes));
    bo.typeText(id, [{ at: 1, removed: 0, inserted: 'a' }]);
    meet(ada, bo);
    type(ada, id, 'b');
    stop();
    type(ada, id, 'c');
    expect(told).toEqual([
      { at: 1, removed: 0, inserted: 'a' },
      { at: 3, removed: 0, inserted: 'b' },
    ]);
  });
});
