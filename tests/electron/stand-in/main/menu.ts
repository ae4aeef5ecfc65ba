import type { MenuReport } from '../contract.ts';
import type { AppStandIn } from './app.ts';
import { strict } from './strict.ts';

interface ItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly click?: (item: unknown, window: unknown, event: object) => void;
  readonly submenu?: readonly ItemOptions[];
}

/** Roles that the app's menus use; a role that Electron does not know is an error there, too. */
const ROLES = new Set([
  'about',
  'appMenu',
  'close',
  'copy',
  'cut',
  'help',
  'paste',
  'quit',
  'reload',
  'toggleDevTools',
  'togglefullscreen',
  'windowMenu',
]);
/** Letters, digits, punctuation, and keys with names (docs/tutorial/keyboard-shortcuts.md). */
const KEY = '([A-Z0-9]|[^\\w\\s+]|Plus|Space|Tab|Delete|Escape|Up|Down|Left|Right|F\\d{1,2})';
const ACCELERATOR = new RegExp(`^((CmdOrCtrl|Cmd|Ctrl|Shift|Alt)\\+)*${KEY}$`);

class MenuItemStandIn {
  readonly options: ItemOptions;
  readonly submenu: MenuStandIn | null;
  enabled: boolean;

  constructor(options: ItemOptions) {
    const { role, accelerator, label, type, submenu } = options;
    if (role !== undefined && !ROLES.has(role)) throw new Error(`Unknown role ${role}`);
    if (accelerator !== undefined && !ACCELERATOR.test(accelerator)) {
      throw new TypeError(`conversion failure from ${accelerator}`);
    }
    if (label === undefined && role === undefined && type !== 'separator') {
      throw new Error(
        'Invalid template for MenuItem: must have at least one of label, role or type',
      );
    }
    this.options = options;
    this.enabled = options.enabled !== false;
    this.submenu = submenu === undefined ? null : new MenuStandIn(submenu);
  }

  report(): MenuReport {
    const { id, label, role, type, accelerator } = this.options;
    return {
      label: label ?? type ?? role ?? '',
      id: id ?? null,
      role: role ?? null,
      enabled: this.enabled,
      accelerator: accelerator ?? null,
      items: this.submenu?.items.map((item) => item.report()) ?? [],
    };
  }
}

class MenuStandIn {
  readonly items: readonly MenuItemStandIn[];

  constructor(template: readonly ItemOptions[]) {
    this.items = template.map((options) => new MenuItemStandIn(options));
  }

  getMenuItemById(id: string): MenuItemStandIn | null {
    for (const item of this.items) {
      if (item.options.id === id) return item;
      const below = item.submenu?.getMenuItemById(id) ?? null;
      if (below !== null) return below;
    }
    return null;
  }
}

/** Electron's `Menu`, and the person who clicks in it. */
export class MenuBar {
  #menu: MenuStandIn | null = null;

  readonly module: object = strict('Menu', {
    buildFromTemplate: (template: readonly ItemOptions[]) => new MenuStandIn(template),
    setApplicationMenu: (menu: MenuStandIn) => {
      this.#menu = menu;
    },
    getApplicationMenu: () => this.#menu,
  });

  report(): readonly MenuReport[] {
    return this.#menu?.items.map((item) => item.report()) ?? [];
  }

  click(id: string, app: AppStandIn, window: { close(): void } | null): void {
    const item = this.#menu?.getMenuItemById(id) ?? this.#byRole(id, this.#menu);
    if (item === null) throw new Error(`there is no menu item ${id}`);
    if (!item.enabled) throw new Error(`the menu item ${id} is disabled`);
    const { click, role } = item.options;
    if (click !== undefined) click(item, window, {});
    else if (role === 'quit') app.quit();
    else if (role === 'close') window?.close();
    else throw new Error(`the stand-in does not know what ${id} does`);
  }

  #byRole(role: string, menu: MenuStandIn | null): MenuItemStandIn | null {
    const items = menu?.items.flatMap((item) => [item, ...(item.submenu?.items ?? [])]) ?? [];
    return items.find((item) => item.options.role === role) ?? null;
  }
}
