import { acceleratorOf } from './accelerator.ts';
import { type CommandContext, canRun, titleOf, type Words } from './command.ts';
import { findCommand } from './registry.ts';

export type AppMenuId = 'file' | 'edit' | 'arrange' | 'view' | 'help';
type ClipboardRole = 'cut' | 'copy' | 'paste';
/** The id of a command, a line, or what the host does with the focused text. */
type LayoutEntry = string | { readonly role: ClipboardRole; readonly labelKey: string };

interface MenuLayout {
  readonly id: AppMenuId;
  readonly labelKey: string;
  readonly entries: readonly LayoutEntry[];
}

const LINE = '-';

/** Which command stands where. What belongs to the system (Quit, full screen) the host adds. */
export const APP_MENU_LAYOUT: readonly MenuLayout[] = [
  {
    id: 'file',
    labelKey: 'menuBar.file',
    entries: [
      'board.new',
      'board.all',
      'board.open-file',
      LINE,
      'board.save-copy',
      'board.share',
      'board.exchange',
    ],
  },
  {
    id: 'edit',
    labelKey: 'menuBar.edit',
    entries: [
      'edit.undo',
      'edit.redo',
      LINE,
      { role: 'cut', labelKey: 'menuBar.cut' },
      { role: 'copy', labelKey: 'menuBar.copy' },
      { role: 'paste', labelKey: 'menuBar.paste' },
      'edit.copy-text',
      'edit.copy-svg',
      'edit.copy-png',
      LINE,
      'edit.duplicate',
      'edit.delete',
      LINE,
      'insert.picture',
      LINE,
      'style.copy',
      'style.paste',
      'style.pick',
      LINE,
      'edit.select-all',
      'edit.select-same-kind',
      'edit.select-same-style',
    ],
  },
  {
    id: 'arrange',
    labelKey: 'menuBar.arrange',
    entries: [
      'arrange.group',
      'arrange.ungroup',
      LINE,
      'arrange.to-front',
      'arrange.forward',
      'arrange.backward',
      'arrange.to-back',
      LINE,
      'arrange.align-left',
      'arrange.align-centre',
      'arrange.align-right',
      'arrange.align-top',
      'arrange.align-middle',
      'arrange.align-bottom',
      LINE,
      'arrange.distribute-x',
      'arrange.distribute-y',
      'arrange.stack-x',
      'arrange.stack-y',
      'arrange.tidy',
      LINE,
      'arrange.flip-x',
      'arrange.flip-y',
      LINE,
      'arrange.lock',
      'arrange.unlock-all',
      'arrange.hide',
      'arrange.show-hidden',
    ],
  },
  {
    id: 'view',
    labelKey: 'menuBar.view',
    entries: [
      'view.zoom-in',
      'view.zoom-out',
      'view.zoom-100',
      'view.zoom-fit',
      'view.zoom-selection',
      LINE,
      'view.toggle-grid',
      'view.toggle-grid-snap',
      'view.toggle-snap',
    ],
  },
  {
    id: 'help',
    labelKey: 'menuBar.help',
    entries: ['help.palette', 'help.shortcuts', 'help.connection'],
  },
];

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

/** The application menu with what can be done now. */
export function describeAppMenu(context: CommandContext, t: Words): AppMenuSection[] {
  return APP_MENU_LAYOUT.map(({ id, labelKey, entries }) => ({
    id,
    label: t(labelKey),
    entries: entries.flatMap((entry): AppMenuEntry[] => {
      if (entry === LINE) return [{ kind: 'separator' }];
      if (typeof entry !== 'string') {
        return [{ kind: 'role', role: entry.role, label: t(entry.labelKey) }];
      }
      const command = findCommand(entry);
      if (command === undefined) return [];
      const accelerator = acceleratorOf(command.shortcuts[0] ?? '');
      return [
        {
          kind: 'command',
          id: command.id,
          label: titleOf(command, context, t),
          ...(accelerator === null ? {} : { accelerator }),
          enabled: canRun(command, context),
        },
      ];
    }),
  }));
}
