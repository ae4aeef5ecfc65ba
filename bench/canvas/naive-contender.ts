import { launchBrowser } from '../../tests/support/launch.ts';
import { type Contender, nextPaint, openSession } from './contender.ts';
import type { NaivePage } from './pages/naive.ts';
import { FRAME_MARKER } from './trace.ts';

declare global {
  interface Window {
    naive?: NaivePage;
  }
}

/** The usual way with Konva, as the yardstick: one node per element, all of them in one layer. */
export async function naiveContender(
  origin: string,
  viewport: { width: number; height: number },
  deviceScaleFactor: number,
): Promise<Contender> {
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport, deviceScaleFactor });
  await context.addInitScript({ content: `globalThis.__name = (f) => f; ${FRAME_MARKER}` });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`page: ${error}`));
  const cdp = await openSession(page);
  return {
    name: 'one Konva node per element',
    page,
    cdp,
    async open(board) {
      await page.goto(`${origin}/naive.html`);
      await page.waitForFunction(() => window.naive !== undefined);
      const completeMs = await page.evaluate(
        (count) => window.naive?.open(count) ?? Number.NaN,
        board.elements.length,
      );
      return { firstPaintMs: completeMs, completeMs, longestTaskMs: completeMs };
    },
    async setCamera(camera) {
      await page.evaluate((value) => window.naive?.setCamera(value), camera);
    },
    async setTool(tool) {
      await page.evaluate((name) => window.naive?.setTool(name), tool);
    },
    async select(ids) {
      await page.evaluate((list) => window.naive?.select(list), ids);
    },
    recolor: null,
    settled: () => nextPaint(page),
    close: () => browser.close(),
  };
}
