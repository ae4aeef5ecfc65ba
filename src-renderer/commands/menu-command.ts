import { ownsKeys } from './bind-commands.ts';
import type { CommandContext } from './command.ts';
import { findCommand, runCommand } from './registry.ts';

/** Commands that mean the text while one is being typed, and the browser's names for them. */
const TEXT_EDITS: Readonly<Record<string, string>> = {
  'edit.undo': 'undo',
  'edit.redo': 'redo',
  'edit.delete': 'delete',
  'edit.select-all': 'selectAll',
};

/** The key press that a shortcut stands for. */
function keyPress(shortcut: string, isMac: boolean): KeyboardEvent {
  const parts = shortcut.split('+');
  return new KeyboardEvent('keydown', {
    key: parts.at(-1) ?? '',
    ctrlKey: !isMac && parts.includes('$mod'),
    metaKey: isMac && parts.includes('$mod'),
    shiftKey: parts.includes('Shift'),
    bubbles: true,
    cancelable: true,
  });
}

/**
 * Does what an item of the application menu asks for. A menu does not know that text is being
 * typed: its Undo then goes to the text, first as the key (a rich text editor has an undo of its
 * own), then as the browser's own edit.
 *
 * @returns whether anything was there to do it
 */
export function runMenuCommand(
  id: string,
  context: CommandContext,
  page: Document,
  isMac: boolean,
): boolean {
  const edit = TEXT_EDITS[id];
  const focused = page.activeElement;
  if (edit === undefined || !ownsKeys(focused)) return runCommand(id, context);
  const [shortcut = ''] = findCommand(id)?.shortcuts ?? [];
  const isHandled = focused?.dispatchEvent(keyPress(shortcut, isMac)) === false;
  return isHandled || page.execCommand(edit);
}
