import type { AppMenu } from '../desktop-api.ts';

/** A menu that is shown: as much of Electron's as is needed to change it in place. */
export interface ShownMenu {
  getMenuItemById(id: string): { enabled: boolean } | null;
}

/** The menu without what changes while one draws. */
const shapeOf = (menu: AppMenu): string =>
  JSON.stringify(menu, (key, value: unknown) => (key === 'enabled' ? undefined : value));

/**
 * Keeps the application menu as the renderer describes it. Only what can be done changes often:
 * then items are switched in place, so that an open menu stays open.
 */
export class MenuHost {
  readonly #show: (menu: AppMenu) => ShownMenu;
  #shown: { readonly menu: ShownMenu; readonly shape: string } | null = null;

  /** @param show builds a menu and makes it the application's */
  constructor(show: (menu: AppMenu) => ShownMenu) {
    this.#show = show;
  }

  set(menu: AppMenu): void {
    const shape = shapeOf(menu);
    if (this.#shown?.shape !== shape) {
      this.#shown = { menu: this.#show(menu), shape };
      return;
    }
    for (const entry of menu.flatMap(({ entries }) => entries)) {
      if (entry.kind !== 'command') continue;
      const item = this.#shown.menu.getMenuItemById(entry.id);
      if (item !== null && item.enabled !== entry.enabled) item.enabled = entry.enabled;
    }
  }
}
