import { type Reordering, reorder } from '../board/reorder.ts';
import type { Editor } from '../canvas/editor.ts';
import { inReadingOrder } from '../canvas/reading-order.ts';
import { intersects } from '../geometry/box.ts';
import { copySelected } from '../tools/select/copy-selected.ts';
import { transformPatches } from '../tools/select/transform-patches.ts';

/** How far a copy lies from its original, in CSS pixels: near, and not hidden behind it. */
const COPY_OFFSET_PX = 20;

/** Copies the selection beside itself and selects the copies. */
export function duplicateSelection(editor: Editor): void {
  const offset = editor.screenDistance(COPY_OFFSET_PX);
  copySelected(editor, editor.selection.get(), { dx: offset, dy: offset });
}

/**
 * Moves the selection by a distance in board units.
 * @param run moves of the same run are one step of undo: those of one held key
 */
export function nudgeSelection(editor: Editor, dx: number, dy: number, run: object): void {
  editor.cancelGesture();
  const patches = transformPatches(editor, editor.selection.get(), { kind: 'move', dx, dy });
  if (patches.length > 0) editor.update(patches, run);
}

/** Brings the selection forward or sends it backward. */
export function reorderSelection(editor: Editor, how: Reordering): void {
  const { board, scene } = editor;
  const patches = reorder(how, {
    elements: board.elements(),
    ids: editor.selection.get(),
    overlap: (a, b) => {
      const one = scene.get(a.id);
      const other = scene.get(b.id);
      return one !== undefined && other !== undefined && intersects(one, other);
    },
  });
  if (patches.length > 0) editor.update(patches);
}

/**
 * Selects the element after (or before) the selected ones in reading order, and brings it into view.
 * @returns false when there is none in that direction: the key means something else then
 */
export function selectNeighbour(editor: Editor, direction: 1 | -1): boolean {
  const ordered = inReadingOrder(editor.scene.all());
  const selection = editor.selection.get();
  const isSelected = ({ id }: { readonly id: string }): boolean => selection.has(id);
  const from = direction > 0 ? ordered.findLastIndex(isSelected) : ordered.findIndex(isSelected);
  // With nothing selected, forward begins at the first one, and backward leaves the canvas.
  const next = from < 0 && direction < 0 ? undefined : ordered[from + direction];
  if (!next) return false;
  editor.setTool('select');
  editor.select([next.id]);
  editor.reveal(next);
  return true;
}
