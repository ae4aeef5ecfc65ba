import * as Y from 'yjs';
import type { BoardChange } from './board-change.ts';
import { BoardDocument } from './board-document.ts';
import type { ElementId, NewElement } from './element.ts';

/** What tests of the document share. Not part of the product's bundle. */

export function boardOf(personId: string, state?: Uint8Array): BoardDocument {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state);
  return new BoardDocument({ doc, author: { personId, name: `${personId}'s name` } });
}

/** Brings both to the same state, the way two people who meet again do. */
export function meet(a: BoardDocument, b: BoardDocument): void {
  const forB = Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc));
  const forA = Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc));
  Y.applyUpdate(b.doc, forB, 'network');
  Y.applyUpdate(a.doc, forA, 'network');
}

/** Two people on one board with what the first has put there. */
export function twoBoards(elements: readonly NewElement[]): {
  ada: BoardDocument;
  bo: BoardDocument;
  ids: readonly ElementId[];
} {
  const ada = boardOf('ada');
  const bo = boardOf('bo');
  const ids = addAll(ada, elements);
  meet(ada, bo);
  return { ada, bo, ids };
}

export function addAll(
  board: BoardDocument,
  elements: readonly NewElement[],
): readonly ElementId[] {
  const added = board.add(elements);
  if (!added.ok) throw new Error(`${added.code}: ${added.message}`);
  return added.ids;
}

export function addOne(board: BoardDocument, element: NewElement): ElementId {
  const [id] = addAll(board, [element]);
  if (id === undefined) throw new Error('nothing was added');
  return id;
}

export const RECTANGLE: NewElement = { type: 'rectangle', x: 10, y: 20, width: 30, height: 40 };

export const STROKE: NewElement = {
  type: 'stroke',
  points: [
    [0, 0, 0.25],
    [8, 4, 0.5],
    [16, 2, 0.75],
  ],
};

/** What a person sees: without the numbers of this session. */
export function pictureOf(board: BoardDocument): unknown {
  return board.elements().map(({ version: _version, ...element }) => ({
    ...element,
    points: [...board.points(element.id)],
    text: board.text(element.id),
  }));
}

export function changesDuring(board: BoardDocument, act: () => void): BoardChange[] {
  const changes: BoardChange[] = [];
  const stop = board.onChange((change) => changes.push(change));
  act();
  stop();
  return changes;
}
