import { copyElement, shiftElement } from '../../board/copy-element.ts';
import type { ElementId } from '../../board/element.ts';
import { orderKeysAbove } from '../../board/reorder.ts';
import type { Editor } from '../../canvas/editor.ts';

/** Adds copies of elements, right above them and shifted (board units), and selects the copies. */
export function copySelected(
  editor: Editor,
  ids: ReadonlySet<ElementId>,
  { dx, dy }: { readonly dx: number; readonly dy: number },
): void {
  const { board } = editor;
  const originals = board.elements().filter(({ id }) => ids.has(id));
  if (originals.length === 0) return;
  const keys = orderKeysAbove(board.elements(), ids, originals.length);
  const added = editor.add(
    originals.map((element, i) => ({
      ...shiftElement(copyElement(board, element), dx, dy),
      index: keys[i],
    })),
  );
  if (added.ok) editor.select(added.ids);
}
