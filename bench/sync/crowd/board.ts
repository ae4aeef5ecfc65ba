import type * as Y from 'yjs';
import { BoardDocument } from '../../../src-renderer/board/board-document.ts';
import { handwrittenStrokes } from '../../document/strokes.ts';

const POINTS = 24;

/** A copy of the board without a canvas, which tells of elements that others drew. */
export function crowdBoard(
  doc: Y.Doc,
  personId: string,
  onElement: (id: string) => void,
): { draw(): string } {
  const board = new BoardDocument({ doc, author: { personId, name: personId } });
  board.onChange((change) => {
    if (!change.local) for (const { id } of change.added) onElement(id);
  });
  let seed = Math.floor(Math.random() * 2 ** 31);
  return {
    draw: () => {
      seed += 1;
      const added = board.add(handwrittenStrokes(1, POINTS, seed));
      if (!added.ok) throw new Error(added.message);
      return added.ids[0] ?? '';
    },
  };
}
