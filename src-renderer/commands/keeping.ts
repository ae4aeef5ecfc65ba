import type { ElementId } from '../board/element.ts';
import type { Editor } from '../canvas/editor.ts';

/** Locks what is selected, or unlocks it when all of it is locked. It stays selected. */
export function toggleLocked(editor: Editor): void {
  editor.texts.close();
  editor.cancelGesture();
  const ids = [...editor.selection.get()];
  const locked = !editor.selectionView.isLocked;
  editor.update(ids.map((id) => ({ id, locked })));
}

/** Everything on the board that a property marks. */
function marked({ board }: Editor, property: 'locked' | 'hidden'): ElementId[] {
  return board.elements().flatMap((element) => (element[property] ? element.id : []));
}

export function hasMarked(editor: Editor, property: 'locked' | 'hidden'): boolean {
  return editor.board.elements().some((element) => element[property]);
}

/** Unlocks everything and selects what was locked. */
export function unlockAll(editor: Editor): void {
  const ids = marked(editor, 'locked');
  editor.update(ids.map((id) => ({ id, locked: false })));
  editor.setTool('select');
  editor.select(ids);
}

/** Takes what is selected out of sight. */
export function hideSelection(editor: Editor): void {
  editor.texts.close();
  editor.cancelGesture();
  editor.update([...editor.selection.get()].map((id) => ({ id, hidden: true })));
}

/** Shows everything that is hidden, and selects it. */
export function showHidden(editor: Editor): void {
  const ids = marked(editor, 'hidden');
  editor.update(ids.map((id) => ({ id, hidden: false })));
  editor.setTool('select');
  editor.select(ids);
}
