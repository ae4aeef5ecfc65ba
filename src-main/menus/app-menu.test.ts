import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { AppMenu } from '../desktop-api.ts';
import { hostTexts } from '../texts/index.ts';
import { appMenuTemplate, MENU_BEFORE_COMMANDS } from './app-menu.ts';
import { MenuHost } from './menu-host.ts';

const MENU: AppMenu = [
  {
    id: 'file',
    label: 'Datei',
    entries: [
      { kind: 'command', id: 'board.new', label: 'Neu', enabled: true },
      { kind: 'separator' },
      {
        kind: 'command',
        id: 'board.save-copy',
        label: 'Sichern',
        accelerator: 'CmdOrCtrl+S',
        enabled: false,
      },
    ],
  },
  {
    id: 'edit',
    label: 'Bearbeiten',
    entries: [
      { kind: 'role', role: 'copy', label: 'Kopieren' },
      {
        kind: 'command',
        id: 'edit.delete',
        label: 'Löschen',
        accelerator: 'Delete',
        enabled: true,
      },
    ],
  },
];

function menu(platform: NodeJS.Platform, { developer = false, described = MENU } = {}) {
  const sent: string[] = [];
  const template = appMenuTemplate(described, {
    platform,
    appName: 'Drawbridge',
    developer,
    texts: hostTexts('en'),
    onCommand: (command) => sent.push(command),
  });
  const items = template.flatMap(({ submenu }) =>
    Array.isArray(submenu) ? (submenu as MenuItemConstructorOptions[]) : [],
  );
  const item = (id: string) => items.find((each) => each.id === id);
  return { template, items, item, sent };
}

/** Electron passes the item, the window and the event; these items use none of them. */
function click(item: MenuItemConstructorOptions | undefined): void {
  const run: unknown = item?.click;
  if (typeof run === 'function') run();
}

describe('the application menu', () => {
  it.each(['linux', 'win32'] as const)('has its menus in their order on %s', (platform) => {
    expect(menu(platform).template.map(({ label }) => label)).toEqual([
      'Datei',
      'Bearbeiten',
      'View',
      'Help',
    ]);
  });

  it('has the app’s and the windows’ menus on macOS, Help last', () => {
    const described = [...MENU, { id: 'help', label: 'Hilfe', entries: MENU[0]?.entries ?? [] }];
    const { template } = menu('darwin', { described: described as AppMenu });
    expect(template.map(({ role, id }) => role ?? id)).toEqual([
      'appMenu',
      'file',
      'edit',
      'view',
      'windowMenu',
      'help',
    ]);
  });

  it('sends the renderer the command that was clicked', () => {
    const { item, sent } = menu('linux');
    click(item('board.save-copy'));
    expect(sent).toEqual(['board.save-copy']);
  });

  it('shows what can be done, and leaves its keys to the renderer', () => {
    const { item } = menu('linux');
    expect(item('board.new')?.enabled).toBe(true);
    expect(item('board.save-copy')?.enabled).toBe(false);
    expect(item('board.save-copy')?.accelerator).toBe('CmdOrCtrl+S');
    expect(item('board.save-copy')?.registerAccelerator).toBe(false);
  });

  it('takes no plain key on macOS, where it would be taken from text too', () => {
    expect(menu('linux').item('edit.delete')?.accelerator).toBe('Delete');
    expect(menu('darwin').item('edit.delete')).not.toHaveProperty('accelerator');
  });

  it('can be left on every system, also before the renderer has said anything', () => {
    for (const described of [MENU, MENU_BEFORE_COMMANDS]) {
      expect(menu('linux', { described }).items.some(({ role }) => role === 'quit')).toBe(true);
      expect(menu('darwin', { described }).template[0]?.role).toBe('appMenu');
    }
  });

  it('has no line at an end, and no menu without items', () => {
    for (const { submenu } of menu('linux', { described: MENU_BEFORE_COMMANDS }).template) {
      const entries = submenu as MenuItemConstructorOptions[];
      expect(entries.length).toBeGreaterThan(0);
      expect(entries[0]?.type).not.toBe('separator');
      expect(entries.at(-1)?.type).not.toBe('separator');
    }
  });

  it('shows the tools of developers to developers only', () => {
    const has = (developer: boolean) =>
      menu('linux', { developer }).items.some(({ role }) => role === 'toggleDevTools');
    expect(has(false)).toBe(false);
    expect(has(true)).toBe(true);
  });
});

describe('the menu while one draws', () => {
  it('is switched in place, and built anew only for other items or words', () => {
    const items = new Map([['board.save-copy', { enabled: false }]]);
    let built = 0;
    const host = new MenuHost(() => {
      built += 1;
      return { getMenuItemById: (id) => items.get(id) ?? null };
    });
    host.set(MENU);
    expect(built).toBe(1);
    const enabled = JSON.parse(
      JSON.stringify(MENU).replaceAll('"enabled":false', '"enabled":true'),
    );
    host.set(enabled);
    expect(built).toBe(1);
    expect(items.get('board.save-copy')?.enabled).toBe(true);
    host.set(MENU.slice(0, 1));
    expect(built).toBe(2);
  });
});
