import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from '@playwright/test';
import type { MenuReport } from '../stand-in/contract.ts';
import type { DesktopApp, DesktopLaunch, ShownDialog } from './desktop-app.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
/** Names the Electron executable; the gate finds it. */
export const ELECTRON_VARIABLE = 'DRAWBRIDGE_ELECTRON';

/** What the test keeps in main, where its dialogs are answered. */
interface DialogDesk {
  readonly answers: Record<string, unknown[]>;
  readonly shown: ShownDialog[];
}

function environment(launch: DesktopLaunch, userData: string): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'ELECTRON_RUN_AS_NODE' ? [] : [[name, value] as const],
  );
  return {
    ...Object.fromEntries(inherited),
    DRAWBRIDGE_CELL_PORT: '0',
    ...launch.env,
    DRAWBRIDGE_USER_DATA: userData,
  };
}

/** The app in Electron itself. */
export async function launchElectron(launch: DesktopLaunch): Promise<DesktopApp> {
  const executablePath = process.env[ELECTRON_VARIABLE];
  if (executablePath === undefined) throw new Error(`${ELECTRON_VARIABLE} names no Electron`);
  const isOwnFolder = launch.userData === undefined;
  const userData = launch.userData ?? (await mkdtemp(join(tmpdir(), 'drawbridge-electron-')));
  const env = environment(launch, userData);
  const appPath = launch.appPath ?? REPOSITORY;
  const app = await _electron.launch({
    executablePath,
    args: [appPath, ...(launch.args ?? [])],
    env,
  });
  const exited = new Promise<number>((done) => {
    app.process().once('exit', (code) => done(code ?? 1));
  });
  await app.evaluate(({ dialog }) => {
    const desk: DialogDesk = { answers: {}, shown: [] };
    Reflect.set(globalThis, 'dialogDesk', desk);
    for (const kind of ['showMessageBox', 'showSaveDialog', 'showOpenDialog'] as const) {
      Reflect.set(dialog, kind, async (...args: unknown[]) => {
        const { signal, ...options } = args.at(-1) as Electron.MessageBoxOptions;
        desk.shown.push({ kind, options: JSON.parse(JSON.stringify(options)) });
        const answer = desk.answers[kind]?.shift();
        if (answer === undefined) throw new Error(`nobody expected ${kind}`);
        if (answer !== null) return answer;
        return new Promise((done) => {
          signal?.addEventListener('abort', () => done({ response: options.cancelId }));
        });
      });
    }
  });
  const pageErrors: string[] = [];
  app.on('window', (page) => page.on('pageerror', (error) => pageErrors.push(String(error))));

  return {
    userData,
    exited,
    pageErrors,
    page: () => app.firstWindow(),
    pageCount: async () => app.windows().length,
    windows: () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => ({
          bounds: window.getBounds(),
          isMaximized: window.isMaximized(),
          isVisible: window.isVisible(),
          title: window.getTitle(),
          backgroundColor: window.getBackgroundColor().toLowerCase(),
        })),
      ),
    setBounds: (bounds) =>
      app.evaluate(
        ({ BrowserWindow }, value) => BrowserWindow.getAllWindows()[0]?.setBounds(value),
        bounds,
      ),
    menu: () =>
      app.evaluate(({ Menu }) => {
        const report = (item: Electron.MenuItem): MenuReport => ({
          label: item.label,
          id: item.id ?? null,
          role: item.role ?? null,
          enabled: item.enabled,
          accelerator: item.accelerator ?? null,
          items: item.submenu?.items.map(report) ?? [],
        });
        return Menu.getApplicationMenu()?.items.map(report) ?? [];
      }),
    clickMenu: (id) =>
      app.evaluate(({ Menu }, itemId) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(itemId);
        if (!item?.enabled) throw new Error(`${itemId} is missing or disabled`);
        item.click();
      }, id),
    setSystemDark: (dark) =>
      app.evaluate(({ nativeTheme }, isDark) => {
        nativeTheme.themeSource = isDark ? 'dark' : 'light';
      }, dark),
    answerDialog: (kind, answer) =>
      app.evaluate(
        (_electronModule, [name, value]) => {
          const desk: DialogDesk = Reflect.get(globalThis, 'dialogDesk');
          desk.answers[name] = [...(desk.answers[name] ?? []), value];
        },
        [kind, answer] as const,
      ),
    dialogs: () => app.evaluate(() => (Reflect.get(globalThis, 'dialogDesk') as DialogDesk).shown),
    clipboard: () => app.evaluate(({ clipboard }) => clipboard.readText()),
    failInMain: (kind, message) =>
      app.evaluate(
        (_electronModule, [how, text]) => {
          setImmediate(() => {
            if (how === 'rejection') void Promise.reject(new Error(text));
            else throw new Error(text);
          });
        },
        [kind, message] as const,
      ),
    openAgain: (args) =>
      new Promise((done, fail) => {
        const second = spawn(executablePath, [appPath, ...args], { env, stdio: 'ignore' });
        second.once('error', fail);
        second.once('exit', (code) => done(code ?? 1));
      }),
    closeWindow: () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    async quit() {
      await app.close();
      return exited;
    },
    async dispose() {
      if (app.process().exitCode === null) app.process().kill('SIGKILL');
      await exited;
      if (isOwnFolder) await rm(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
