import { test as base } from '@playwright/test';
import { BoardPage } from '../../support/board-page.ts';
import type { DesktopApp, DesktopLaunch } from './desktop-app.ts';
import { launchElectron } from './electron-app.ts';
import { launchStandIn, type StandInApp } from './stand-in-app.ts';

/** What runs the app: the stand-in everywhere, Electron where its runtime is. */
export type Host = 'stand-in' | 'electron';

interface Fixtures {
  /** Starts an app that is ended with the test; it must not have left an error in a page. */
  launch: (options?: DesktopLaunch) => Promise<DesktopApp>;
  /** The same, for scenes that only the stand-in can play. */
  launchStandIn: (options?: DesktopLaunch) => Promise<StandInApp>;
}

/** Disposes in reverse, all of them, and then throws the first failure. */
async function disposeAll(apps: readonly DesktopApp[]): Promise<void> {
  const failures: unknown[] = [];
  for (const app of [...apps].reverse()) {
    await app.dispose().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
  const pageErrors = apps.flatMap((app) => app.pageErrors);
  if (pageErrors.length > 0) throw new Error(`errors in pages: ${pageErrors.join('\n')}`);
}

async function launching<App extends DesktopApp>(
  start: (options: DesktopLaunch) => Promise<App>,
  use: (launch: (options?: DesktopLaunch) => Promise<App>) => Promise<void>,
): Promise<void> {
  const apps: App[] = [];
  await use(async (options = {}) => {
    const app = await start(options);
    apps.push(app);
    return app;
  });
  await disposeAll(apps);
}

export const test = base.extend<Fixtures, { host: Host }>({
  host: ['stand-in', { option: true, scope: 'worker' }],
  launch: ({ host }, use) => launching(host === 'electron' ? launchElectron : launchStandIn, use),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures out of the pattern.
  launchStandIn: ({}, use) => launching(launchStandIn, use), // oxlint-disable-line eslint/no-empty-pattern
});

export { expect } from '@playwright/test';

/** The board in an app's window, once it is open. */
export async function boardOf(app: DesktopApp): Promise<BoardPage> {
  const board = new BoardPage(await app.page());
  await board.boardIsOpen();
  return board;
}

/** Scenes with this tag run in Electron too, where its runtime is. */
export const BOTH = { tag: '@both' };
