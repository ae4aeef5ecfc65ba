import { type CommandContext, canRun, titleOf, type Words } from './command.ts';
import { findCommand } from './registry.ts';

/** A command by its id, or a menu of its own. */
type LayoutEntry = string | CanvasSubmenuLayout;
interface CanvasSubmenuLayout {
  readonly labelKey: string;
  readonly groups: readonly (readonly string[])[];
}

/** Which command stands where in the menu that the canvas has under the right button. */
export const CANVAS_MENU_LAYOUT: readonly (readonly LayoutEntry[])[] = [
  ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate', 'edit.delete'],
  ['insert.picture'],
  ['arrange.group', 'arrange.ungroup', 'arrange.lock', 'arrange.hide'],
  [
    {
      labelKey: 'canvasMenu.order',
      groups: [['arrange.to-front', 'arrange.forward', 'arrange.backward', 'arrange.to-back']],
    },
    {
      labelKey: 'canvasMenu.align',
      groups: [
        ['arrange.align-left', 'arrange.align-centre', 'arrange.align-right'],
        ['arrange.align-top', 'arrange.align-middle', 'arrange.align-bottom'],
        ['arrange.distribute-x', 'arrange.distribute-y'],
        ['arrange.stack-x', 'arrange.stack-y', 'arrange.tidy'],
      ],
    },
    {
      labelKey: 'canvasMenu.style',
      groups: [['style.copy', 'style.paste', 'style.pick']],
    },
    {
      labelKey: 'canvasMenu.copyAs',
      groups: [['edit.copy-text', 'edit.copy-svg', 'edit.copy-png']],
    },
    { labelKey: 'canvasMenu.flip', groups: [['arrange.flip-x', 'arrange.flip-y']] },
    {
      labelKey: 'canvasMenu.select',
      groups: [['edit.select-all', 'edit.select-same-kind', 'edit.select-same-style']],
    },
  ],
  ['arrange.unlock-all', 'arrange.show-hidden'],
  ['view.zoom-selection', 'view.zoom-fit', 'view.toggle-grid'],
];

export interface CanvasMenuCommand {
  readonly id: string;
  readonly label: string;
  /** In tinykeys' notation. */
  readonly shortcut: string | undefined;
  readonly enabled: boolean;
}

export interface CanvasSubmenu {
  readonly label: string;
  readonly groups: readonly (readonly CanvasMenuCommand[])[];
}

export type CanvasMenuItem = CanvasMenuCommand | CanvasSubmenu;

/** The canvas's menu with what can be done now; only cutting and pasting is always in its place. */
export function describeCanvasMenu(context: CommandContext, t: Words): CanvasMenuItem[][] {
  const commands = (ids: readonly string[], always: boolean): CanvasMenuCommand[] =>
    ids.flatMap((id) => {
      const command = findCommand(id);
      if (!command) return [];
      const enabled = canRun(command, context);
      if (!enabled && !always) return [];
      return [{ id, label: titleOf(command, context, t), shortcut: command.shortcuts[0], enabled }];
    });
  const itemsOf = (entries: readonly LayoutEntry[], always: boolean): CanvasMenuItem[] =>
    entries.flatMap((entry): CanvasMenuItem[] => {
      if (typeof entry === 'string') return commands([entry], always);
      const groups = entry.groups
        .map((ids) => commands(ids, false))
        .filter((group) => group.length > 0);
      return groups.length > 0 ? [{ label: t(entry.labelKey), groups }] : [];
    });
  return CANVAS_MENU_LAYOUT.map((entries, i) => itemsOf(entries, i === 0)).filter((group) =>
    group.some((item) => !('enabled' in item) || item.enabled),
  );
}
