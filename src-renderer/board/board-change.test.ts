import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardDocument } from './board-document.ts';
import {
  addOne,
  boardOf,
  changesDuring,
  meet,
  RECTANGLE,
  STROKE,
  twoBoards,
} from './testing-boards.ts';

describe('a change of the board', () => {
  it('tells what it was before, what it is now and which properties differ', () => {
    const { ada, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    const before = ada.get(id);
    const changes = changesDuring(ada, () => ada.update([{ id, x: 99, color: 'red', text: 'hi' }]));
    expect(changes).toHaveLength(1);
    const [change] = changes;
    expect(change?.local).toBe(true);
    expect(change?.by).toEqual(new Map([[id, 'ada']]));
    expect(change?.updated[0]?.before).toBe(before);
    expect(change?.updated[0]?.after).toBe(ada.get(id));
    expect(new Set(change?.updated[0]?.properties)).toEqual(new Set(['box', 'color', 'text']));
    expect(change?.updated[0]?.after.version).not.toBe(before?.version);
  });

  it('tells who did it, for each element, also when several did while one was away', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE, RECTANGLE, RECTANGLE]);
    const cy = boardOf('cy', Y.encodeStateAsUpdate(ada.doc));
    const [first, second, third] = [ids[0] ?? '', ids[1] ?? '', ids[2] ?? ''];
    ada.update([{ id: first, x: 1 }]);
    bo.update([{ id: second, text: 'by bo' }]);
    bo.remove([third]);
    meet(ada, bo);
    const [change] = changesDuring(cy, () => meet(ada, cy));
    expect(change).toMatchObject({ local: false, loaded: false });
    expect(change?.by).toEqual(
      new Map([
        [first, 'ada'],
        [second, 'bo'],
        [third, 'bo'],
      ]),
    );
  });

  it('tells undo and redo as local, also of typing', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    board.update([{ id, text: 'abc' }]);
    const undone = changesDuring(board, () => board.undo());
    expect(undone.flatMap(({ updated }) => updated.map(({ properties }) => properties))).toEqual([
      ['text'],
    ]);
    const redone = changesDuring(board, () => board.redo());
    expect([...undone, ...redone].every(({ local }) => local)).toBe(true);
    const [removed] = changesDuring(board, () => {
      board.undo();
      board.undo();
    }).filter((change) => change.removed.length > 0);
    expect(removed?.removed[0]?.id).toBe(id);
  });

  it('tells who took an edit back by deletion alone', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.update([{ id, color: 'red' }]);
    meet(ada, bo);
    ada.undo();
    const [change] = changesDuring(bo, () => meet(ada, bo));
    expect(change?.updated[0]?.properties).toEqual(['color']);
    expect(change?.by.get(id)).toBe('ada');
  });

  it('tells a big board that arrives as one event', () => {
    const from = boardOf('ada');
    from.add(Array.from({ length: 2000 }, () => STROKE));
    const board = boardOf('bo');
    const changes = changesDuring(board, () => meet(from, board));
    expect(changes).toHaveLength(1);
    expect(changes[0]?.added).toHaveLength(2000);
  });

  it('tells what storage gave as loaded', () => {
    const state = Y.encodeStateAsUpdate(boardOf('ada').doc);
    const from = boardOf('ada', state);
    addOne(from, RECTANGLE);
    const board = boardOf('bo');
    const storage = { kind: 'storage' };
    board.addStorageOrigin(storage);
    const [change] = changesDuring(board, () =>
      Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(from.doc), storage),
    );
    expect(change).toMatchObject({ loaded: true, local: false });
  });

  it('tells when undo and redo become possible or impossible', () => {
    const board = boardOf('ada');
    const flags = (act: () => void): boolean[] =>
      changesDuring(board, act).map(({ historyChanged }) => historyChanged);
    let id = '';
    expect(flags(() => (id = addOne(board, RECTANGLE)))).toEqual([true]);
    expect(flags(() => board.update([{ id, x: 1 }]))).toEqual([false]);
    expect(flags(() => board.undo())).toContain(true);
    expect(board.canRedo).toBe(true);
  });

  it('reaches every listener, even after one that throws, and none that has left', async () => {
    const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
    const errors: unknown[] = [];
    const handlers = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', (error) => errors.push(error));
    let reached = 0;
    const leave = board.onChange(() => reached++);
    board.onChange(() => {
      throw new Error('a broken panel');
    });
    board.onChange(() => reached++);
    addOne(board, RECTANGLE);
    await new Promise((resolve) => setImmediate(resolve));
    for (const handler of handlers) process.on('uncaughtException', handler);
    expect(reached).toBe(2);
    expect(errors).toEqual([new Error('a broken panel')]);
    leave();
    board.destroy();
    addOne(board, RECTANGLE);
    expect(reached).toBe(2);
  });
});
