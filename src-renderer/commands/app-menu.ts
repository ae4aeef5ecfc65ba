import { acceleratorOf } from './accelerator.ts';
import { type CommandContext, canRun } from './command.ts';
import { findCommand } from './registry.ts';

/** Menus of the application menu, in their order. */
export const APP_MENUS = ['file', 'edit', 'view', 'help'] as const;
export type AppMenuId = (typeof APP_MENUS)[number];
type ClipboardRole = 'cut' | 'copy' | 'paste';
type LayoutEntry = string | { readonly role: ClipboardRole };

const SEPARATOR = '-';

/** Which command stands where. What belongs to the system (Quit, full screen) the host adds. */
export const APP_MENU_LAYOUT: Readonly<Record<AppMenuId, readonly LayoutEntry[]>> = {
  file: ['board.new', 'board.open-file', SEPARATOR, 'board.save-copy', 'board.share'],
  edit: [
    'edit.undo',
    'edit.redo',
    SEPARATOR,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    'edit.delete',
    SEPARATOR,
    'edit.select-all',
  ],
  view: [
    'view.zoom-in',
    'view.zoom-out',
    'view.zoom-100',
    'view.zoom-fit',
    'view.zoom-selection',
    SEPARATOR,
    'view.toggle-grid',
  ],
  help: ['help.shortcuts'],
};

export type AppMenuEntry =
  | { readonly kind: 'separator' }
  | { readonly kind: 'role'; readonly role: ClipboardRole; readonly label: string }
  | {
      readonly kind: 'command';
      readonly id: string;
      readonly label: string;
      /** As menus write it: `CmdOrCtrl+Z`. */
      readonly accelerator?: string;
      readonly enabled: boolean;
    };

export interface AppMenuSection {
  readonly id: AppMenuId;
  readonly label: string;
  readonly entries: readonly AppMenuEntry[];
}

/**
 * The application menu with what can be done now.
 *
 * @param label the words for `menuBar.<menu or role>` and for a command's label key
 */
export function describeAppMenu(
  context: CommandContext,
  label: (key: string) => string,
): AppMenuSection[] {
  return APP_MENUS.map((id) => ({
    id,
    label: label(`menuBar.${id}`),
    entries: APP_MENU_LAYOUT[id].flatMap((entry): AppMenuEntry[] => {
      if (entry === SEPARATOR) return [{ kind: 'separator' }];
      if (typeof entry !== 'string') {
        return [{ kind: 'role', role: entry.role, label: label(`menuBar.${entry.role}`) }];
      }
      const command = findCommand(entry);
      if (command === undefined) return [];
      const accelerator = acceleratorOf(command.shortcuts[0] ?? '');
      return [
        {
          kind: 'command',
          id: command.id,
          label: label(command.labelKey),
          ...(accelerator === null ? {} : { accelerator }),
          enabled: canRun(command, context),
        },
      ];
    }),
  }));
}
