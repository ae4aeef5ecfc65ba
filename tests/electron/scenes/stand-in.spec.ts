import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { StandInApplication } from '../stand-in/application.ts';

/** What the stand-in must not let pass, shown with apps of a few lines. */
test.describe('the stand-in', () => {
  let folder = '';
  let app: StandInApplication | null = null;
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drawbridge-tiny-app-'));
  });
  test.afterEach(async () => {
    await app?.dispose();
    app = null;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function run(
    main: string,
    files: Record<string, string> = {},
  ): Promise<StandInApplication> {
    await mkdir(join(folder, 'out'), { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ main: 'out/main.cjs' }));
    const all = { 'main.cjs': `const electron = require('electron');\n${main}`, ...files };
    for (const [name, text] of Object.entries(all)) {
      await writeFile(join(folder, 'out', name), text);
    }
    app = await StandInApplication.launch({ appPath: folder });
    return app;
  }
  /** Its page, once it has left the blank one that each starts as. */
  async function pageOf(running: StandInApplication): Promise<Page> {
    const shown = await running.page();
    await shown.waitForURL(/stand-in\.test/);
    return shown;
  }
  const whenReady = (code: string): string =>
    `electron.app.whenReady().then(async () => { ${code} });`;
  const window = (preferences: string): string =>
    whenReady(`new electron.BrowserWindow({ webPreferences: { ${preferences} } });`);
  const SCHEME = `electron.protocol.registerSchemesAsPrivileged([
    { scheme: 'tiny', privileges: { standard: true, secure: true } },
  ]);`;
  const page = (html: string, more = ''): string =>
    `${SCHEME} ${whenReady(`
    electron.protocol.handle('tiny', () => new Response(${JSON.stringify(html)}, {
      headers: { 'content-type': 'text/html' },
    }));
    const window = new electron.BrowserWindow({
      webPreferences: { preload: require('node:path').join(__dirname, 'preload.cjs') },
    });
    ${more}
    await window.loadURL('tiny://app/');
  `)}`;

  for (const [what, main, says] of [
    ['an API that it does not know', 'electron.app.getGPUInfo("basic");', 'app.getGPUInfo'],
    ['a module that it does not know', 'electron.powerSaveBlocker;', 'powerSaveBlocker'],
    ['a property that does not exist', 'electron.nativeTheme.themeSorce = "dark";', 'themeSorce'],
    [
      'a window before the app is ready',
      'new electron.BrowserWindow();',
      'before the app is ready',
    ],
    ['a page without a sandbox', window('sandbox: false'), 'insecure'],
    ['a page with Node', window('nodeIntegration: true'), 'insecure'],
    ['a page in the preload’s world', window('contextIsolation: false'), 'insecure'],
    ['a page without web security', window('webSecurity: false'), 'insecure'],
    ['a relative preload', window('preload: "preload.cjs"'), 'absolute'],
    ['a scheme that is not secure', whenReady('electron.protocol.handle("x", () => 1);'), 'secure'],
    ['schemes registered twice', `${SCHEME}${SCHEME}`, 'replaces'],
    [
      'an unexpected dialog',
      whenReady('await electron.dialog.showMessageBox({});'),
      'nobody expected',
    ],
    [
      'an accelerator that is none',
      whenReady('electron.Menu.buildFromTemplate([{ label: "x", accelerator: "Hyper+?" }]);'),
      'conversion failure',
    ],
    [
      'two handlers of one channel',
      'const on = () => 1; electron.ipcMain.handle("a", on); electron.ipcMain.handle("a", on);',
      'second handler',
    ],
    ['an error while it starts', 'throw new Error("no good");', 'no good'],
  ] as const) {
    test(`fails on ${what}`, async () => {
      const failing = await run(main);
      await expect(failing.page()).rejects.toThrow(says);
      expect(await failing.exited).toBe(1);
    });
  }

  test('closes the browser when main fails with a window open', async () => {
    const failing = await run(page('<p>there</p>'), { 'preload.cjs': '' });
    const shown = await pageOf(failing);
    const closed = shown.waitForEvent('close');
    await failing.main.fail('exception', 'late');
    await closed;
    expect(await failing.exited).toBe(1);
    expect(failing.output).toContain('late');
  });

  test('carries what Electron carries between main and page, and nothing else', async () => {
    const running = await run(
      page(
        '<p>there</p>',
        `
        electron.ipcMain.handle('echo', (_event, ...args) => args);
        electron.ipcMain.handle('fail', () => { throw new TypeError('on purpose'); });
      `,
      ),
      {
        'preload.cjs': `
          const { contextBridge, ipcRenderer } = require('electron');
          contextBridge.exposeInMainWorld('tiny', {
            echo: (...args) => ipcRenderer.invoke('echo', ...args),
            fail: () => ipcRenderer.invoke('fail'),
          });`,
      },
    );
    const shown = await pageOf(running);
    const outcome = await shown.evaluate(async () => {
      const tiny = Reflect.get(window, 'tiny');
      const sent = [new Uint8Array([1, 255]), { deep: [null, undefined, 1.5, 'ü'] }, new Date(0)];
      const [bytes, object, date] = await tiny.echo(...sent);
      const failure = (request: Promise<unknown>) => request.then(String, String);
      return {
        bytes: bytes instanceof Uint8Array && [...bytes],
        object: JSON.stringify(object),
        date: date instanceof Date && date.getTime(),
        cloned: await failure(Promise.resolve().then(() => tiny.echo(() => 1))),
        failed: await failure(tiny.fail()),
      };
    });
    expect(outcome).toEqual({
      bytes: [1, 255],
      object: '{"deep":[null,null,1.5,"ü"]}',
      date: 0,
      cloned: expect.stringContaining('could not be cloned'),
      failed: expect.stringContaining("Error invoking remote method 'fail': TypeError: on purpose"),
    });
  });

  test('asks the app before a page goes elsewhere', async () => {
    const running = await run(
      page(
        '<a href="other">go</a>',
        `
      window.webContents.on('will-navigate', (event) => {
        if (!event.url.endsWith('other')) event.preventDefault();
      });
    `,
      ),
      { 'preload.cjs': '' },
    );
    const shown = await pageOf(running);
    await shown.getByText('go').click();
    await expect(shown).toHaveURL(/other$/);
    await shown.evaluate(() => {
      location.href = 'third';
    });
    await expect(shown).toHaveURL(/other$/);
  });
});
