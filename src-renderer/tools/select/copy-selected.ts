import { copyElement, shiftElement } from '../../board/copy-element.ts';
import { groupRenamer, groupsOfCopies } from '../../board/copy-groups.ts';
import { type ElementId, NO_GROUPS } from '../../board/element.ts';
import { orderKeysAbove } from '../../board/reorder.ts';
import type { Editor } from '../../canvas/editor.ts';

/**
 * Adds copies of elements, right above them and shifted (board units), and selects the copies.
 * Groups are copied with their members; what is in a group that is not copied as a whole stays in it.
 */
export function copySelected(
  editor: Editor,
  ids: ReadonlySet<ElementId>,
  { dx, dy }: { readonly dx: number; readonly dy: number },
): void {
  const { board } = editor;
  const originals = board.elements().filter(({ id }) => ids.has(id));
  if (originals.length === 0) return;
  const keys = orderKeysAbove(board.elements(), ids, originals.length);
  const groups = groupsOfCopies(editor.groups.tree, new Set(originals.map(({ id }) => id)));
  const rename = groupRenamer();
  const added = editor.add(
    originals.map((element, i) => {
      // What is held is shown where it was, and that is what is copied.
      const from = editor.scene.get(element.id)?.element.box ?? element.box;
      const heldX = from.x - element.box.x;
      const heldY = from.y - element.box.y;
      const { around = NO_GROUPS, copied = NO_GROUPS } = groups.get(element.id) ?? {};
      return {
        ...shiftElement(copyElement(board, element), dx + heldX, dy + heldY),
        groups: [...around, ...rename(copied)],
        index: keys[i],
      };
    }),
  );
  if (added.ok) editor.select(added.ids);
}
