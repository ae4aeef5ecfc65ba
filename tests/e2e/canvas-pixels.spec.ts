import { type Browser, expect, type Page, test } from '@playwright/test';
import type { NewElement } from '../../src-renderer/board/element.ts';
import type { Comparison } from '../support/canvas-page/compare.ts';
import type { CanvasPage } from '../support/canvas-page/main.tsx';
import { serveCanvasPage } from '../support/canvas-page.ts';
import type { CellProcess } from '../support/cell.ts';
import { everyKind, notesAndMarks, storm } from './canvas-boards.ts';

/**
 * Of the pixels with ink so many may differ visibly between tiles and the same drawn at once, and no
 * channel by more than this: where a tile cuts through a curve, the browser divides it otherwise, which
 * moves its antialiased edge by a fraction of a pixel. A shape that is missing, shifted by a pixel, of an
 * older colour or in another font is far beyond it.
 */
const MAX_DIFFERENT_SHARE = 0.003;
const MAX_DIFFERENCE = 128;
const ZOOMS = [0.05, 0.21, 0.49, 0.5, 0.77, 1, 1.37, 4, 16] as const;
/** At which every pixel ratio and the dark theme are looked at: far ones, near ones. */
const FEW_ZOOMS = [0.21, 0.77, 1.37, 4] as const;
const PIXEL_RATIOS = [1, 1.5, 2, 3] as const;
const VIEWPORT = { width: 700, height: 460 };

declare const canvasPage: CanvasPage;

let served: CellProcess;
test.beforeAll(async () => {
  served = await serveCanvasPage();
});
test.afterAll(() => served.stop());

interface OpenCanvas {
  readonly page: Page;
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

async function openCanvas(
  browser: Browser,
  elements: readonly NewElement[],
  options: { readonly deviceScaleFactor?: number; readonly withoutWorker?: boolean } = {},
): Promise<OpenCanvas> {
  const { deviceScaleFactor = 1, withoutWorker = false } = options;
  const context = await browser.newContext({ viewport: VIEWPORT, deviceScaleFactor });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'warning' || message.type() === 'error') complaints.push(message.text());
  });
  if (withoutWorker) await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
  await page.goto(served.url);
  await page.waitForFunction(() => window.canvasPage !== undefined);
  await page.evaluate(async (list) => {
    canvasPage.editor.grid.set(false);
    canvasPage.board.add(list);
    await document.fonts.load("450 20px 'Inter Variable'", 'Über');
    await document.fonts.ready;
    await canvasPage.painted();
  }, elements);
  return { page, complaints, close: () => context.close() };
}

function expectSame({ different, inked, worst }: Comparison, where: string): void {
  expect(inked, `ink ${where}`).toBeGreaterThan(200);
  expect(different / inked, `differing share ${where}`).toBeLessThanOrEqual(MAX_DIFFERENT_SHARE);
  expect(worst, `largest difference ${where}`).toBeLessThanOrEqual(MAX_DIFFERENCE);
}

test.describe('tiles show what painting at once shows', () => {
  for (const deviceScaleFactor of PIXEL_RATIOS) {
    test(`every kind of shape at every zoom, ${deviceScaleFactor} device pixels to one`, async ({
      browser,
    }) => {
      const all = [...everyKind(), ...notesAndMarks()];
      const opened = await openCanvas(browser, all, { deviceScaleFactor });
      for (const theme of ['light', 'dark'] as const) {
        const isWhole = theme === 'light' && deviceScaleFactor === 1;
        for (const zoom of isWhole ? ZOOMS : FEW_ZOOMS) {
          const comparison = await opened.page.evaluate(
            async ([value, name]) => {
              canvasPage.setTheme(name);
              // Off any whole pixel, and so that tiles meet within the shapes.
              canvasPage.editor.setCamera({
                x: 115.3 - 100 / value,
                y: 250.7 - 180 / value,
                zoom: value,
              });
              await canvasPage.painted();
              return canvasPage.compare();
            },
            [zoom, theme] as const,
          );
          expectSame(comparison, `at ${zoom}, ${theme}`);
        }
      }
      expect(opened.complaints).toEqual([]);
      await opened.close();
    });
  }
});

test.describe('no stale pixel is left', () => {
  for (const zoom of [1, 0.3, 2.5]) {
    test(`after a storm of edits at zoom ${zoom}`, async ({ browser }) => {
      const opened = await openCanvas(browser, [...everyKind(), ...notesAndMarks()]);
      for (const seed of [1, 2]) {
        await opened.page.evaluate(storm, { seed: 100 * zoom + seed, zoom });
        const comparison = await opened.page.evaluate(() => canvasPage.compare());
        expectSame(comparison, `after storm ${seed}`);
      }
      expect(opened.complaints).toEqual([]);
      await opened.close();
    });
  }

  test('where no worker may be had', async ({ browser }) => {
    const opened = await openCanvas(browser, everyKind(), { withoutWorker: true });
    await opened.page.evaluate(storm, { seed: 7, zoom: 1 });
    expectSame(await opened.page.evaluate(() => canvasPage.compare()), 'after the storm');
    await opened.close();
  });
});
