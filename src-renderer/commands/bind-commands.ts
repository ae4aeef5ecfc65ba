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

/** Whether keys go to the canvas: it has the focus, or nothing has. */
function isOnCanvas(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    (target === target.ownerDocument.body || target.closest('[data-canvas]') !== null)
  );
}

/**
 * Binds the commands' shortcuts.
 *
 * A shortcut does nothing where text is typed, in dialogs and menus, when something else has
 * handled the key, or when the command cannot run. The browser's own meaning of a bound key
 * (Ctrl+0, Ctrl++) is suppressed in any case: it would zoom the page. Keys that mean something on
 * the canvas only keep their meaning when there is nothing to do.
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
    if (entry.keys?.native) continue;
    for (const shortcut of entry.shortcuts) {
      bindings[shortcut] = (event) => {
        if (event.defaultPrevented || ownsKeys(event.target)) return;
        if (entry.keys?.onCanvas && !isOnCanvas(event.target)) return;
        const { key, repeat } = event;
        const now = { ...context(), press: { key, repeat } };
        const runs = (!repeat || entry.keys?.repeats === true) && canRun(entry, now);
        const handled = runs ? entry.run(now) !== false : !entry.keys?.onCanvas;
        if (handled && key !== 'Escape') event.preventDefault();
      };
    }
  }
  return tinykeys(target, bindings);
}
