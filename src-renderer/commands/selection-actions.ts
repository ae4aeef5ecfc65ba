import { type Reordering, reorder } from '../board/reorder.ts';
import type { Editor } from '../canvas/editor.ts';
import type { SelectionUnit } from '../canvas/groups.ts';
import { inReadingOrder } from '../canvas/reading-order.ts';
import { intersects } from '../geometry/box.ts';
import { copyDistance, copySelected } from '../tools/select/copy-selected.ts';
import { transformPatches } from '../tools/select/transform-patches.ts';

/** How far a copy lies from its original, in CSS pixels: near, and not hidden behind it. */
const COPY_OFFSET_PX = 20;

/**
 * Copies the selection beside itself and selects the copies. Copies that were put elsewhere are
 * copied as far again: a row is made by placing its second thing.
 */
export function duplicateSelection(editor: Editor): void {
  const offset = editor.screenDistance(COPY_OFFSET_PX);
  const { x, y } = copyDistance(editor) ?? { x: offset, y: offset };
  copySelected(editor, editor.selection.get(), { dx: x, dy: y });
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
  const { board, groups, scene } = editor;
  const patches = reorder(how, {
    elements: board.elements(),
    ids: editor.selection.get(),
    together: groups.tree.isEmpty ? undefined : (id) => groups.unitOf(id).ids,
    overlap: (a, b) => {
      const one = scene.get(a.id);
      const other = scene.get(b.id);
      return one !== undefined && other !== undefined && intersects(one, other);
    },
  });
  if (patches.length > 0) editor.update(patches);
}

/**
 * Selects the element or group after (or before) the selected ones in reading order, of those within
 * the group that is worked in, and brings it into view.
 * @returns false when there is none in that direction: the key means something else then
 */
export function selectNeighbour(editor: Editor, direction: 1 | -1): boolean {
  const { groups, scene } = editor;
  const scope = groups.scope.get().at(-1);
  const nodes = scope === undefined ? scene.all() : scene.pick(groups.tree.membersOf(scope));
  const units = groups.unitsOf(inReadingOrder(nodes).map(({ id }) => id));
  const selection = editor.selection.get();
  const isSelected = ({ ids }: SelectionUnit): boolean => ids.some((id) => selection.has(id));
  const from = direction > 0 ? units.findLastIndex(isSelected) : units.findIndex(isSelected);
  // With nothing selected, forward begins at the first one, and backward leaves the canvas.
  const next = from < 0 && direction < 0 ? undefined : units[from + direction];
  const bounds = next && scene.boundsOf(next.ids);
  if (!next || !bounds) return false;
  editor.setTool('select');
  editor.select(next.ids);
  editor.reveal(bounds);
  return true;
}
