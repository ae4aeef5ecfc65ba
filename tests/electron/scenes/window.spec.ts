import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOTH, boardOf, expect, test } from '../harness/test.ts';

const isDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches;

test.describe('the window', () => {
  let userData = '';
  test.beforeEach(async () => {
    userData = await mkdtemp(join(tmpdir(), 'drawbridge-window-'));
  });
  test.afterEach(() => rm(userData, { recursive: true, force: true, maxRetries: 5 }));

  test('follows the system into the dark and back, frame and page', BOTH, async ({ launch }) => {
    const app = await launch();
    const { page } = await boardOf(app);
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await app.setSystemDark(false);
    await expect.poll(() => page.evaluate(isDark)).toBe(false);
    const light = await background();
    await app.setSystemDark(true);
    await expect.poll(() => page.evaluate(isDark)).toBe(true);
    await expect.poll(background).not.toBe(light);
    await expect.poll(async () => (await app.windows())[0]?.backgroundColor).toBe('#18191b');
    await app.setSystemDark(false);
    await expect.poll(background).toBe(light);
    await expect.poll(async () => (await app.windows())[0]?.backgroundColor).toBe('#fbfbfa');
  });

  test('takes its frame along when a theme is chosen in the app', BOTH, async ({ launch }) => {
    const app = await launch();
    const { page } = await boardOf(app);
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Theme/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await expect.poll(async () => (await app.windows())[0]?.backgroundColor).toBe('#18191b');
    await expect.poll(() => page.evaluate(isDark)).toBe(true);
  });

  test('is where it was, after a restart', BOTH, async ({ launch }) => {
    const first = await launch({ userData });
    await boardOf(first);
    const bounds = { x: 120, y: 80, width: 1100, height: 700 };
    await first.setBounds(bounds);
    expect(await first.quit()).toBe(0);
    const again = await launch({ userData });
    await boardOf(again);
    expect(await again.windows()).toMatchObject([{ bounds }]);
  });

  test('opens in the usual place when its file is nonsense or its display gone', async ({
    launchStandIn,
  }) => {
    const file = join(userData, 'window.json');
    const gone = { bounds: { x: 9000, y: 9000, width: 1000, height: 700 }, maximized: true };
    for (const [text, width] of [
      ['{"bounds": tru', 1280],
      [JSON.stringify(gone), 1000],
    ] as const) {
      await writeFile(file, text);
      const app = await launchStandIn({ userData });
      await boardOf(app);
      const [window] = await app.windows();
      if (width === 1000) expect(window?.isMaximized).toBe(true);
      else expect(window?.bounds.width).toBe(width);
      expect(await app.quit()).toBe(0);
    }
  });

  test('is maximized again, and goes back to its size', async ({ launchStandIn }) => {
    const first = await launchStandIn({ userData });
    await boardOf(first);
    await first.setBounds({ x: 10, y: 10, width: 1000, height: 650 });
    await first.application.main.maximize();
    expect(await first.quit()).toBe(0);
    const again = await launchStandIn({ userData });
    await boardOf(again);
    expect(await again.windows()).toMatchObject([{ isMaximized: true }]);
  });
});
