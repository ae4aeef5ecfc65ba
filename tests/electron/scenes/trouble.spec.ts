import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DesktopApp } from '../harness/desktop-app.ts';
import { BOTH, boardOf, expect, test } from '../harness/test.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');

const logOf = (app: DesktopApp): Promise<string> =>
  readFile(join(app.userData, 'logs', 'main.log'), 'utf8');
const lastMessage = async (app: DesktopApp): Promise<string | undefined> =>
  (await app.dialogs()).at(-1)?.options.message;

test.describe('something fails behind the board', () => {
  for (const [what, kind] of [
    ['an exception', 'exception'],
    ['a rejection', 'rejection'],
  ] as const) {
    test(
      `${what} that nothing caught is logged and told; the board is not lost`,
      BOTH,
      async ({ launch }) => {
        const app = await launch();
        const board = await boardOf(app);
        await board.drawStroke(300, 300);
        await board.hasElements(1);
        await app.answerDialog('showMessageBox', { response: 0 });
        await app.failInMain(kind, 'a timer broke near #board=sEcret.oWner');
        await expect.poll(() => lastMessage(app)).toBe('Something went wrong behind the board');
        expect((await app.dialogs()).at(-1)?.options.detail).toContain('main.log');
        const log = await logOf(app);
        expect(log).toContain('a timer broke');
        expect(log).not.toContain('sEcret');
        // Everything goes on: page, board, and what main does for the page.
        await board.drawStroke(300, 450);
        await board.hasElements(2);
        await board.page.evaluate(() => window.desktop?.copyText('still there'));
        expect(await app.clipboard()).toBe('still there');
        expect(await app.quit()).toBe(0);
      },
    );
  }

  test('it can be restarted from there', async ({ launchStandIn }) => {
    const app = await launchStandIn();
    await boardOf(app);
    await app.answerDialog('showMessageBox', { response: 1 });
    await app.failInMain('exception', 'broken');
    expect(await app.exited).toBe(0);
  });
});

test.describe('the page is in trouble', () => {
  test('one that crashed is loaded again when asked for, with its board', async ({
    launchStandIn,
  }) => {
    const app = await launchStandIn();
    const board = await boardOf(app);
    await board.drawStroke(300, 300);
    await board.hasElements(1);
    await expect.poll(async () => (await board.status()).storage.kind).toBe('ok');
    await app.answerDialog('showMessageBox', { response: 0 });
    await app.application.crashPage();
    await expect.poll(() => lastMessage(app)).toBe('The window stopped working');
    const again = await boardOf(app);
    expect(again.page).not.toBe(board.page);
    await again.hasElements(1);
    await again.drawStroke(300, 450);
    await again.hasElements(2);
    expect(await logOf(app)).toContain('the page ended');
    expect(await app.quit()).toBe(0);
  });

  test('one that crashed can be closed instead', async ({ launchStandIn }) => {
    test.skip(process.platform === 'darwin', 'on macOS an app lives on without windows');
    const app = await launchStandIn();
    await boardOf(app);
    await app.answerDialog('showMessageBox', { response: 1 });
    await app.application.crashPage();
    expect(await app.exited).toBe(0);
  });

  test('one that hangs is ended and loaded again when asked for', async ({ launchStandIn }) => {
    const app = await launchStandIn();
    const board = await boardOf(app);
    await board.drawStroke(300, 300);
    await board.hasElements(1);
    await app.answerDialog('showMessageBox', { response: 1 });
    await app.application.main.emitUnresponsive();
    await expect.poll(async () => (await app.page()) !== board.page).toBe(true);
    await (await boardOf(app)).hasElements(1);
    expect(await app.dialogs()).toHaveLength(1);
  });
});

test.describe('a part of the app is damaged', () => {
  let appPath = '';
  test.beforeEach(async () => {
    appPath = await mkdtemp(join(tmpdir(), 'drawbridge-damaged-'));
    for (const part of ['package.json', 'out/main', 'out/preload', 'out/renderer', 'out/web']) {
      await mkdir(join(appPath, 'out'), { recursive: true });
      await cp(join(REPOSITORY, part), join(appPath, part), { recursive: true });
    }
  });
  test.afterEach(() => rm(appPath, { recursive: true, force: true, maxRetries: 5 }));

  for (const [how, damage] of [
    ['is cut off', (path: string) => writeFile(path, 'const { contextBridge } = require("elec')],
    ['throws', (path: string) => writeFile(path, 'throw new Error("damaged")')],
    ['is missing', (path: string) => rm(path)],
  ] as const) {
    test(`a preload that ${how} is told, and boards are kept`, BOTH, async ({ launch }) => {
      const whole = await launch();
      const board = await boardOf(whole);
      await board.drawStroke(300, 300);
      await board.hasElements(1);
      expect(await whole.quit()).toBe(0);

      await damage(join(appPath, 'out/preload/index.cjs'));
      const app = await launch({ appPath, userData: whole.userData });
      await app.answerDialog('showMessageBox', { response: 0 });
      await expect.poll(() => lastMessage(app)).toBe('A part of Drawbridge did not load');
      expect((await app.dialogs()).at(-1)?.options.detail).toContain('Your boards are kept');
      const crippled = await boardOf(app);
      await crippled.hasElements(1);
      await crippled.drawStroke(300, 450);
      await crippled.hasElements(2);
      expect(await logOf(app)).toContain('the preload did not load');
      expect(await app.quit()).toBe(0);
    });
  }

  test('a page that is missing is told, and can be given up', async ({ launchStandIn }) => {
    await rm(join(appPath, 'out/renderer/index.html'));
    const app = await launchStandIn({ appPath });
    await app.answerDialog('showMessageBox', { response: 1 });
    expect(await app.exited).toBe(0);
    expect(await logOf(app)).toContain('the page did not load');
  });

  test('a data folder that cannot be made is told, and ends the app', async ({ launchStandIn }) => {
    const file = join(appPath, 'file');
    await writeFile(file, '');
    const app = await launchStandIn({ env: { DRAWBRIDGE_USER_DATA: join(file, 'data') } });
    expect(await app.exited).toBe(1);
    expect(app.application.output).toContain('Drawbridge could not start');
  });
});
