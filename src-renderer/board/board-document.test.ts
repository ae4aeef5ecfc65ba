import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardDocument } from './board-document.ts';

describe('BoardDocument', () => {
  it('adds, reads, changes and removes elements', () => {
    const board = new BoardDocument({ author: { personId: 'p1', name: 'Ada' } });
    const added = board.add([
      { type: 'rectangle', x: 1, y: 2, width: 30, height: 40, color: 'red' },
      {
        type: 'stroke',
        points: [
          [0, 0, 0.1],
          [10, 5, 0.9],
        ],
      },
    ]);
    if (!added.ok) throw new Error(added.message);
    expect(board.size).toBe(2);
    const [first, second] = board.elements();
    expect(first).toMatchObject({ type: 'rectangle', color: 'red', createdBy: 'p1' });
    expect(board.points(second?.id ?? '')[3]).toBe(10);
    board.update([{ id: first?.id ?? '', x: 100 }]);
    expect(board.get(first?.id ?? '')?.box).toEqual({ x: 100, y: 2, width: 30, height: 40 });
    expect(board.undo()).toBe(true);
    expect(board.get(first?.id ?? '')?.box.x).toBe(1);
    board.remove([first?.id ?? '']);
    expect(board.size).toBe(1);
    expect(board.undo()).toBe(true);
    expect(board.size).toBe(2);
    expect(board.undo()).toBe(true);
    expect(board.size).toBe(0);
    expect(board.undo()).toBe(false);
    expect(board.redo()).toBe(true);
    const other = new BoardDocument({ author: { personId: 'p2', name: 'Bo' } });
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(board.doc));
    expect(other.elements().map((e) => e.id)).toEqual(board.elements().map((e) => e.id));
  });
});
