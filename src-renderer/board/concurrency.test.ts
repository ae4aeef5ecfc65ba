import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BoardDocument } from './board-document.ts';
import type { ElementId } from './element.ts';
import {
  addOne,
  boardOf,
  meet,
  pictureOf,
  RECTANGLE,
  STROKE,
  twoBoards,
} from './testing-boards.ts';

type Edit = (board: BoardDocument, id: ElementId) => void;

/** Both edit without knowing of each other, then meet; runs for both ways the tie may fall. */
function together(
  edits: { ada: Edit; bo: Edit },
  check: (board: BoardDocument, id: ElementId) => void,
): void {
  for (const lowFirst of [true, false]) {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    const known = Math.min(ada.doc.clientID, bo.doc.clientID) === ada.doc.clientID;
    if (known === lowFirst) {
      edits.ada(ada, id);
      edits.bo(bo, id);
    } else {
      edits.bo(ada, id);
      edits.ada(bo, id);
    }
    meet(ada, bo);
    expect(pictureOf(ada)).toEqual(pictureOf(bo));
    check(ada, id);
    const reopened = boardOf('x', Y.encodeStateAsUpdate(ada.doc));
    expect(pictureOf(reopened)).toEqual(pictureOf(ada));
  }
}

describe('two people at once (CR-04)', () => {
  it('who change different properties keep both', () => {
    together(
      {
        ada: (board, id) => board.update([{ id, color: 'red', rotation: 30 }]),
        bo: (board, id) => board.update([{ id, fill: 'blue', x: 500 }]),
      },
      (board, id) =>
        expect(board.get(id)).toMatchObject({
          color: 'red',
          rotation: 30,
          fill: 'blue',
          box: { x: 500 },
        }),
    );
  });

  it('who move and resize one element get the box of one of them, never a mix', () => {
    together(
      {
        ada: (board, id) => board.update([{ id, x: 500, y: 600 }]),
        bo: (board, id) => board.update([{ id, width: 300, height: 400 }]),
      },
      (board, id) =>
        expect([
          { x: 500, y: 600, width: 30, height: 40 },
          { x: 10, y: 20, width: 300, height: 400 },
        ]).toContainEqual(board.get(id)?.box),
    );
  });

  it('who draw at once get both strokes, at different places of one order', () => {
    const { ada, bo } = twoBoards([RECTANGLE]);
    addOne(ada, STROKE);
    addOne(bo, STROKE);
    meet(ada, bo);
    const indexes = ada.elements().map(({ index }) => index);
    expect(new Set(indexes).size).toBe(3);
    expect(pictureOf(ada)).toEqual(pictureOf(bo));
  });

  it('who start the text of one element at once end in one text with all of both', () => {
    together(
      {
        ada: (board, id) => board.update([{ id, text: 'Alpha' }]),
        bo: (board, id) => board.update([{ id, text: 'Beta' }]),
      },
      (board, id) => expect(['AlphaBeta', 'BetaAlpha']).toContain(board.text(id)),
    );
  });

  it('go on in that text, across both of its beginnings', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.update([{ id, text: 'aaaa' }]);
    bo.update([{ id, text: 'bbbb' }]);
    meet(ada, bo);
    const [head, tail] = [ada.text(id).slice(0, 2), ada.text(id).slice(6)];
    ada.update([{ id, text: `${head}--${tail}` }]);
    bo.update([{ id, text: `${bo.text(id)}!` }]);
    meet(ada, bo);
    expect(ada.text(id)).toBe(`${head}--${tail}!`);
    expect(bo.text(id)).toBe(ada.text(id));
  });

  it('who type at different places of one text keep every letter', () => {
    const { ada, bo, ids } = twoBoards([{ ...RECTANGLE, text: 'The fox' }]);
    const id = ids[0] ?? '';
    ada.update([{ id, text: 'The quick fox' }]);
    bo.update([{ id, text: 'The fox jumps' }]);
    meet(ada, bo);
    expect(ada.text(id)).toBe('The quick fox jumps');
  });
});

describe('deleting what another is editing (CR-08)', () => {
  it.each<[string, Edit, Partial<Record<string, unknown>>]>([
    ['colours', (board, id) => board.update([{ id, color: 'red' }]), { color: 'red' }],
    [
      'moves',
      (board, id) => board.update([{ id, x: 77 }]),
      { box: { x: 77, y: 20, width: 30, height: 40 } },
    ],
    ['types into', (board, id) => board.update([{ id, text: 'wait' }]), {}],
  ])('is undone by the work of who %s it meanwhile', (_, edit, expected) => {
    together({ ada: (board, id) => board.remove([id]), bo: edit }, (board, id) =>
      expect(board.get(id)).toMatchObject(expected),
    );
  });

  it('holds against an edit that was known', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    bo.update([{ id, color: 'red', text: 'known' }]);
    meet(ada, bo);
    ada.remove([id]);
    meet(ada, bo);
    expect([ada.get(id), bo.get(id)]).toEqual([undefined, undefined]);
  });

  it('holds when both delete', () => {
    const remove: Edit = (board, id) => board.remove([id]);
    together({ ada: remove, bo: remove }, (board, id) => expect(board.get(id)).toBeUndefined());
  });

  it('can be done again, knowing the edit that had brought it back', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.remove([id]);
    bo.update([{ id, color: 'red' }]);
    meet(ada, bo);
    ada.remove([id]);
    meet(ada, bo);
    expect(bo.get(id)).toBeUndefined();
  });

  it('does not come into force later, when the edit that survived it is taken back', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    ada.remove([id]);
    bo.update([{ id, color: 'red' }]);
    meet(ada, bo);
    bo.undo();
    meet(ada, bo);
    expect(ada.get(id)?.color).toBe('black');
    expect(bo.get(id)).toBeDefined();
  });

  it('keeps the record: nothing is taken out of the document', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    board.remove([id]);
    expect(board.doc.getMap('elements').has(id)).toBe(true);
  });
});

describe('delivery (CR-06, CR-15)', () => {
  it('late, doubled and in any order changes nothing but the time', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const updates: Uint8Array[] = [];
    ada.doc.on('update', (update: Uint8Array) => updates.push(update));
    ada.update([{ id: ids[0] ?? '', x: 1 }]);
    addOne(ada, STROKE);
    ada.update([{ id: ids[0] ?? '', text: 'x' }]);
    for (const update of updates.toReversed()) Y.applyUpdate(bo.doc, update);
    expect(pictureOf(bo)).toEqual(pictureOf(ada));
    let changes = 0;
    bo.onChange(() => changes++);
    for (let round = 0; round < 3; round++)
      for (const update of updates) Y.applyUpdate(bo.doc, update);
    expect(changes).toBe(0);
  });
});
