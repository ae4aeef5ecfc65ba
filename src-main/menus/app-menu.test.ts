import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { appMenuTemplate } from './app-menu.ts';
import { MENU_COMMANDS } from './menu-commands.ts';

function menu(platform: NodeJS.Platform, developer = false) {
  const sent: string[] = [];
  const template = appMenuTemplate({
    platform,
    appName: 'Drawbridge',
    developer,
    onCommand: (command) => sent.push(command),
  });
  const items = template.flatMap(({ submenu }) =>
    Array.isArray(submenu) ? (submenu as MenuItemConstructorOptions[]) : [],
  );
  return { template, items, sent };
}

/** Electron passes the item, the window and the event; these items use none of them. */
function click(item: MenuItemConstructorOptions): void {
  const run: unknown = item.click;
  if (typeof run === 'function') run();
}

describe('the application menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('has its menus on %s', (platform) => {
    const labels = menu(platform).template.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['File', 'Edit', 'View', 'Help']));
  });

  it('sends every command to the renderer, each from one item', () => {
    const { items, sent } = menu('linux');
    for (const item of items) click(item);
    expect(sent.sort()).toEqual(Object.values(MENU_COMMANDS).sort());
  });

  it('leaves the keys of commands to the renderer', () => {
    const commands = menu('linux').items.filter(({ id }) => id !== undefined);
    expect(commands.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
  });

  it('can be left on every system', () => {
    expect(menu('linux').items.some(({ role }) => role === 'quit')).toBe(true);
    expect(menu('darwin').template[0]?.role).toBe('appMenu');
  });

  it('shows the tools of developers to developers only', () => {
    const has = (developer: boolean) =>
      menu('linux', developer).items.some(({ role }) => role === 'toggleDevTools');
    expect(has(false)).toBe(false);
    expect(has(true)).toBe(true);
  });
});
