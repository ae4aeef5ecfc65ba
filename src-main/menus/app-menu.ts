import type { MenuItemConstructorOptions } from 'electron';
import type { AppMenu } from '../desktop-api.ts';
import type { HostTexts } from '../texts/index.ts';

export interface AppMenuOptions {
  readonly platform: NodeJS.Platform;
  readonly appName: string;
  /** Adds what developers need. */
  readonly developer: boolean;
  readonly texts: HostTexts;
  readonly onCommand: (commandId: string) => void;
}

type MenuItem = MenuItemConstructorOptions;
type Section = AppMenu[number];
type Entry = Section['entries'][number];

const SEPARATOR: MenuItem = { type: 'separator' };
const MENU_IDS = ['file', 'edit', 'arrange', 'view', 'help'] as const;

/** What can be done before the renderer has said what its commands are: text, and leaving. */
export const MENU_BEFORE_COMMANDS: AppMenu = [];

/** With its lines between groups: none at the ends, never two in a row. */
function grouped(...groups: readonly (readonly MenuItem[])[]): MenuItem[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [SEPARATOR, ...group]));
}

/**
 * The application menu as a template: File, Edit, View, Help with the renderer's commands and
 * what belongs to the system, and on macOS the app's own menu and the one of windows.
 */
export function appMenuTemplate(menu: AppMenu, options: AppMenuOptions): MenuItem[] {
  const { platform, appName, texts } = options;
  const isMac = platform === 'darwin';
  const system: Record<Section['id'], MenuItem[][]> = {
    file: [
      [
        isMac
          ? { role: 'close', label: texts('menu.closeWindow') }
          : { role: 'quit', label: texts('menu.quit') },
      ],
    ],
    edit: [],
    arrange: [],
    view: [
      [{ role: 'togglefullscreen', label: texts('menu.fullScreen') }],
      options.developer
        ? [
            { role: 'reload', label: texts('menu.reload') },
            { role: 'toggleDevTools', label: texts('menu.developerTools') },
          ]
        : [],
    ],
    help: [isMac ? [] : [{ role: 'about', label: texts('menu.about') }]],
  };
  const menus = MENU_IDS.map((id): MenuItem => {
    const section = menu.find((each) => each.id === id);
    const commands = section?.entries.map((entry) => itemOf(entry, isMac, options.onCommand)) ?? [];
    return {
      id,
      label: section?.label ?? texts(`menu.${id}`),
      ...(id === 'help' ? { role: 'help' } : {}),
      submenu: grouped(commands, ...system[id]),
    };
  }).filter(({ submenu }) => Array.isArray(submenu) && submenu.length > 0);
  if (!isMac) return menus;
  const help = menus.pop();
  return [
    { role: 'appMenu', label: appName },
    ...menus,
    { role: 'windowMenu' },
    ...(help === undefined ? [] : [help]),
  ];
}

function itemOf(entry: Entry, isMac: boolean, onCommand: AppMenuOptions['onCommand']): MenuItem {
  if (entry.kind === 'separator') return SEPARATOR;
  if (entry.kind === 'role') return { role: entry.role, label: entry.label };
  const { id, label, enabled, accelerator } = entry;
  // macOS takes a menu's key from every text field, so that there only ⌘ may stand in one.
  const isShown = accelerator !== undefined && (!isMac || accelerator.includes('CmdOrCtrl'));
  return {
    id,
    label,
    enabled,
    click: () => onCommand(id),
    // Shown but not taken: a key belongs to the renderer, which knows whether text is being typed.
    // macOS asks the page first, and takes what the page has left.
    registerAccelerator: false,
    ...(isShown ? { accelerator } : {}),
  };
}
