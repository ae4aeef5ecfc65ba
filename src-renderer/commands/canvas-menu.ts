import { type CommandContext, canRun } from './command.ts';
import { findCommand } from './registry.ts';

/** Which command stands where in the menu that the canvas has under the right button. */
export const CANVAS_MENU_LAYOUT: readonly (readonly string[])[] = [
  ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate', 'edit.delete'],
  ['arrange.group', 'arrange.ungroup'],
  ['arrange.to-front', 'arrange.forward', 'arrange.backward', 'arrange.to-back'],
  ['edit.select-all', 'view.zoom-selection', 'view.zoom-fit', 'view.toggle-grid'],
];

export interface CanvasMenuItem {
  readonly id: string;
  readonly label: string;
  /** In tinykeys' notation. */
  readonly shortcut: string | undefined;
  readonly enabled: boolean;
}

/**
 * The canvas's menu with what can be done now: groups of which nothing can be done are left out.
 *
 * @param label the words for a label key
 */
export function describeCanvasMenu(
  context: CommandContext,
  label: (key: string) => string,
): CanvasMenuItem[][] {
  return CANVAS_MENU_LAYOUT.map((ids) =>
    ids.flatMap((id): CanvasMenuItem[] => {
      const command = findCommand(id);
      if (!command) return [];
      const { labelKey, shortcuts } = command;
      const enabled = canRun(command, context);
      return [{ id, label: label(labelKey), shortcut: shortcuts[0], enabled }];
    }),
  ).filter((group) => group.some(({ enabled }) => enabled));
}
