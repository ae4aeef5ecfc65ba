import { nanoid } from 'nanoid';
import type { ElementId, ElementPatch, GroupId, GroupPath } from '../board/element.ts';
import { takeOutOfGroup, wrapInGroup } from '../board/group-tree.ts';
import { orderKeysAbove } from '../board/reorder.ts';
import type { Editor } from '../canvas/editor.ts';
import type { SelectionUnit } from '../canvas/groups.ts';
import { inReadingOrder } from '../canvas/reading-order.ts';

/** What of the selection can be put into one group: nothing that is locked. */
function groupableUnits(editor: Editor): SelectionUnit[] {
  const units = editor.groups.unitsOf(editor.selection.get());
  return units.filter(({ ids }) => !ids.some((id) => editor.isLocked(id)));
}

export function canGroup(editor: Editor): boolean {
  return groupableUnits(editor).length >= 2;
}

/** Makes a group of what is selected, within the group that is worked in, and gathers it in the z-order. */
export function groupSelection(editor: Editor): void {
  editor.cancelGesture();
  const ids = new Set(groupableUnits(editor).flatMap((unit) => unit.ids));
  const { groups } = editor;
  const paths = wrapInGroup(groups.tree, ids, groups.scope.get().length, nanoid());
  const order = gathered(editor, ids);
  editor.update([...paths].map(([id, path]) => ({ id, groups: path, ...order.get(id) })));
  editor.select(ids);
}

/** Members of one group lie right on top of each other: whatever was in between goes below them. */
function gathered(
  { board }: Editor,
  ids: ReadonlySet<ElementId>,
): Map<ElementId, Pick<ElementPatch, 'index'>> {
  const elements = board.elements();
  const first = elements.findIndex(({ id }) => ids.has(id));
  const isGathered = elements.slice(first, first + ids.size).every(({ id }) => ids.has(id));
  if (isGathered) return new Map();
  const keys = orderKeysAbove(elements, ids, ids.size).values();
  const members = elements.filter(({ id }) => ids.has(id));
  return new Map(members.map(({ id }) => [id, { index: keys.next().value }]));
}

/** What ungrouping takes apart: the selected groups, else the one that is worked in lets go of it. */
function ungrouped(editor: Editor): Map<ElementId, GroupPath> {
  const { groups, selection } = editor;
  const units = groups.unitsOf(selection.get());
  const depth = groups.scope.get().length;
  const whole = units.filter(({ group }) => group !== null);
  const released = whole.length > 0 || depth === 0 ? whole : units;
  const level = whole.length > 0 ? depth : depth - 1;
  const ids = released.flatMap((unit) => unit.ids).filter((id) => !editor.isLocked(id));
  return takeOutOfGroup(groups.tree, ids, level);
}

export function canUngroup(editor: Editor): boolean {
  return ungrouped(editor).size > 0;
}

/** Takes the selected groups apart; what is selected within a group comes out of it. */
export function ungroupSelection(editor: Editor): void {
  editor.cancelGesture();
  const selected = editor.selection.get();
  const paths = ungrouped(editor);
  editor.update([...paths].map(([id, groups]) => ({ id, groups })));
  editor.select(selected);
}

/** The group that is selected, and nothing else. */
export function selectedGroup({ groups, selection }: Editor): GroupId | null {
  return groups.groupOf(selection.get());
}

/** Goes into the selected group, to what one reads first there. */
export function enterSelectedGroup(editor: Editor): void {
  const [first] = inReadingOrder(editor.scene.pick(editor.selection.get()));
  if (first) editor.enterGroup(first.id);
}
