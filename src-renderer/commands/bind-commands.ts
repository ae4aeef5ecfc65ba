import { tinykeys } from 'tinykeys';
import { type Command, type CommandContext, canRun } from './command.ts';

/** Where keys are text or belong to an open dialog or menu. */
const OWN_KEYS = 'input, textarea, select, [role="dialog"], [role="alertdialog"], [role="menu"]';

/** Whether keys belong to this element: text is typed there, or it is an open dialog or menu. */
export function ownsKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.closest(OWN_KEYS) !== null)
  );
}

/**
 * Binds the commands' shortcuts.
 *
 * A shortcut does nothing where text is typed, in dialogs and menus, when something else has
 * handled the key, or when the command cannot run. The browser's own meaning of a bound key
 * (Ctrl+0, Ctrl++) is suppressed in any case: it would zoom the page.
 *
 * @returns a function that unbinds them.
 */
export function bindCommands(
  target: Window | HTMLElement,
  context: () => CommandContext,
  commands: readonly Command[],
): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const entry of commands) {
    for (const shortcut of entry.shortcuts) {
      bindings[shortcut] = (event) => {
        if (event.defaultPrevented || ownsKeys(event.target)) return;
        const now = context();
        if (event.key !== 'Escape') event.preventDefault();
        if (canRun(entry, now)) entry.run(now);
      };
    }
  }
  return tinykeys(target, bindings);
}
