import { nanoid } from 'nanoid';
import { bindingsOfCopy } from '../../board/copy-bindings.ts';
import { copyElement, shiftElement } from '../../board/copy-element.ts';
import { groupRenamer, groupsOfCopies } from '../../board/copy-groups.ts';
import { type ElementId, NO_GROUPS } from '../../board/element.ts';
import { orderKeysAbove } from '../../board/reorder.ts';
import { seenBoard } from '../../canvas/connections/seen-line.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { Point } from '../../geometry/point.ts';

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
  const seen = seenBoard(editor.scene);
  const source = {
    points: (id: ElementId) => seen.points(id) ?? board.points(id),
    pointPrecision: (id: ElementId) => board.pointPrecision(id),
    text: (id: ElementId) => board.text(id),
  };
  const copies = new Map(originals.map(({ id }) => [id, nanoid()]));
  const added = editor.add(
    originals.map((element, i) => {
      // What is held is shown where it was, and that is what is copied.
      const from = editor.scene.get(element.id)?.element.box ?? element.box;
      const heldX = from.x - element.box.x;
      const heldY = from.y - element.box.y;
      const { around = NO_GROUPS, copied = NO_GROUPS } = groups.get(element.id) ?? {};
      return {
        ...shiftElement(copyElement(source, seen.element(element)), dx + heldX, dy + heldY),
        ...bindingsOfCopy(element, (id) => copies.get(id)),
        id: copies.get(element.id),
        groups: [...around, ...rename(copied)],
        index: keys[i],
      };
    }),
  );
  if (!added.ok) return;
  editor.select(added.ids);
  const [from] = originals;
  const [to] = added.ids;
  if (from && to !== undefined) {
    lastCopies.set(editor, { from: from.id, to, copies: editor.selection.get() });
  }
}

/** The copies that were made last. */
interface LastCopy {
  /** One original, and its copy. */
  readonly from: ElementId;
  readonly to: ElementId;
  readonly copies: ReadonlySet<ElementId>;
}
const lastCopies = new WeakMap<Editor, LastCopy>();

/**
 * How far the copies that were made last have been put from their originals by now, while they are
 * what is selected: who copies again wants the next ones as far from them. Null for anything else.
 */
export function copyDistance(editor: Editor): Point | null {
  const last = lastCopies.get(editor);
  const selection = editor.selection.get();
  if (!last || selection.size !== last.copies.size) return null;
  if (![...selection].every((id) => last.copies.has(id))) return null;
  const from = editor.board.get(last.from)?.box;
  const to = editor.board.get(last.to)?.box;
  return from && to ? { x: to.x - from.x, y: to.y - from.y } : null;
}
