import type { Reordering } from '../board/reorder.ts';
import { type Command, command } from './command.ts';
import { reorderSelection } from './selection-actions.ts';

function arrange(how: Reordering, shortcuts: readonly string[]): Command {
  return command(
    `arrange.${how}`,
    shortcuts,
    ({ editor }) => reorderSelection(editor, how),
    ({ editor }) =>
      editor.selection.get().size > 0 &&
      editor.board.readOnlyReason === null &&
      !editor.selectionView.isLocked,
    { repeats: true },
  );
}

/** With Shift by the key's place: what it types then differs from keyboard to keyboard. */
export const ARRANGE_COMMANDS: readonly Command[] = [
  arrange('to-front', ['Shift+BracketRight']),
  arrange('forward', [']']),
  arrange('backward', ['[']),
  arrange('to-back', ['Shift+BracketLeft']),
];
