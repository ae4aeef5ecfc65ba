import { expect, type Page, test } from '@playwright/test';
import type { NewElement } from '../../src-renderer/board/element.ts';
import type { CanvasPage } from '../support/canvas-page/main.tsx';
import { serveCanvasPage } from '../support/canvas-page.ts';
import type { CellProcess } from '../support/cell.ts';

/** Dragged by the mouse, so much in CSS pixels: whole ones, so that pixels can be compared. */
const WAY = { x: 60, y: 40 };
/** Of pixels with ink: an edge that is drawn over itself, in a picture over the board, gets bolder. */
const MAX_DIFFERENT_SHARE = 0.01;

/** The same while it lands: its picture lies over the board that shows it already. A hole is far beyond. */
const MAX_LANDING_SHARE = 0.05;

declare const canvasPage: CanvasPage;

let served: CellProcess;
test.beforeAll(async () => {
  served = await serveCanvasPage();
});
test.afterAll(() => served.stop());

/** Boxes that lie over each other in heaps of three, filled, so that their order is seen. */
function heaps(count: number): NewElement[] {
  const colors = ['#ffcc00', '#2266ff', '#22aa44'] as const;
  return Array.from({ length: count }, (_, i): NewElement => {
    const heap = Math.floor(i / 3);
    return {
      id: `e${i}`,
      type: 'rectangle',
      x: 20 + (heap % 12) * 62 + (i % 3) * 9,
      y: 20 + Math.floor(heap / 12) * 46 + (i % 3) * 7,
      width: 40,
      height: 26,
      size: 2,
      fill: colors[i % 3] ?? 'none',
      fillStyle: 'solid',
    };
  });
}

async function openWith(page: Page, elements: readonly NewElement[]): Promise<void> {
  await page.goto(served.url);
  await page.waitForFunction(() => window.canvasPage !== undefined);
  await page.evaluate(async (list) => {
    canvasPage.editor.grid.set(false);
    // The way of a drag is the mouse's then, to the pixel.
    canvasPage.editor.snapToShapes.set(false);
    canvasPage.board.add(list);
    await canvasPage.painted();
  }, elements);
}

async function select(page: Page, ids: readonly string[]): Promise<void> {
  await page.evaluate((list) => canvasPage.editor.select(list), ids);
}

interface At {
  readonly x: number;
  readonly y: number;
}

/** Presses on a box that is selected, and moves. The button stays down. */
async function lift(page: Page, { x, y }: At): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + WAY.x / 2, y + WAY.y / 2);
  await page.mouse.move(x + WAY.x, y + WAY.y);
}

/** Where only the lowest box of the first heap is, and where its second one covers it. */
const LOWEST: At = { x: 21, y: 41 };
const MIDDLE: At = { x: 33, y: 30 };

const differingShare = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { different, inked } = canvasPage.compareAsLanded();
    return different / inked;
  });

const CASES = [
  { name: 'one element in the middle of a heap', ids: ['e1'], count: 60, at: MIDDLE },
  {
    name: 'the lowest of every heap',
    ids: Array.from({ length: 20 }, (_, i) => `e${i * 3}`),
    count: 60,
    at: LOWEST,
  },
  {
    name: 'five hundred elements below the rest',
    ids: Array.from({ length: 500 }, (_, i) => `e${i}`),
    count: 540,
    at: LOWEST,
  },
];

/** A handle, and how far it is drawn. What is turned is one picture that CSS turns: blurred by a pixel. */
const GRIPS = [
  { name: 'resized', grip: { kind: 'resize', x: 1, y: 1 }, way: { x: -160, y: 90 }, reachPx: 0 },
  { name: 'turned', grip: { kind: 'rotate' }, way: { x: 90, y: 20 }, reachPx: 1 },
] as const;

test.describe('lifted elements are seen where and in the order in which they will land', () => {
  for (const { name, ids, count, at } of CASES) {
    test(name, async ({ page }) => {
      await openWith(page, heaps(count));
      await select(page, ids);
      await lift(page, at);
      await expect.poll(() => differingShare(page)).toBeLessThanOrEqual(MAX_DIFFERENT_SHARE);
      await page.evaluate(() => canvasPage.rememberLanded());
      // What is on the screen in each frame from the drop on, until all is final.
      const worst = page.evaluate(async () => {
        let share = 0;
        const look = (): void => {
          const { different, inked } = canvasPage.compareAsLanded();
          share = Math.max(share, different / inked);
        };
        while (canvasPage.editor.lift.get()) await new Promise(requestAnimationFrame);
        for (let frame = 0; frame < 5 || !canvasPage.editor.painted.get(); frame += 1) {
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          look();
        }
        return share;
      });
      await page.mouse.up();
      expect(await worst).toBeLessThanOrEqual(MAX_LANDING_SHARE);
      await expect(page.locator('[data-layer="lifted"] canvas')).toHaveCount(0);
      expect(await differingShare(page)).toBeLessThanOrEqual(MAX_DIFFERENT_SHARE);
      const moved = await page.evaluate((id) => canvasPage.board.get(id)?.box, ids[0] ?? '');
      expect(moved).toMatchObject({ x: 20 + WAY.x + (ids[0] === 'e1' ? 9 : 0) });
    });
  }

  for (const { name, grip, way, reachPx } of GRIPS) {
    test(`three hundred elements that are ${name}`, async ({ page }) => {
      await openWith(page, heaps(330));
      await select(
        page,
        Array.from({ length: 300 }, (_, i) => `e${i}`),
      );
      const at = await page.evaluate(async (wanted) => {
        const { editor } = canvasPage;
        editor.setCamera({ x: -120, y: -90, zoom: 1 });
        await canvasPage.painted();
        const handles = editor.selectionView.handles(editor.camera.get());
        return handles.find((handle) => JSON.stringify(handle.grip) === wanted)?.at;
      }, JSON.stringify(grip));
      if (!at) throw new Error('there is no such handle');
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(at.x + way.x / 2, at.y + way.y / 2);
      await page.mouse.move(at.x + way.x, at.y + way.y);
      const share = (reach: number): Promise<number> =>
        page.evaluate((px) => {
          const { different, inked } = canvasPage.compareAsLanded(px);
          return different / inked;
        }, reach);
      await expect.poll(() => share(reachPx)).toBeLessThanOrEqual(MAX_DIFFERENT_SHARE);
      await expect(page.locator('[data-layer="lifted"] canvas')).not.toHaveCount(0);
      await page.evaluate(() => canvasPage.rememberLanded());
      await page.mouse.up();
      await expect(page.locator('[data-layer="lifted"] canvas')).toHaveCount(0);
      await page.evaluate(() => canvasPage.painted());
      expect(await share(0)).toBeLessThanOrEqual(MAX_DIFFERENT_SHARE);
    });
  }

  test('and return at once when Escape is pressed', async ({ page }) => {
    await openWith(page, heaps(540));
    await select(page, CASES[2]?.ids ?? []);
    await lift(page, LOWEST);
    await expect.poll(() => differingShare(page)).toBeLessThanOrEqual(MAX_DIFFERENT_SHARE);
    await page.evaluate(() => canvasPage.editor.escape());
    await expect(page.locator('[data-layer="lifted"] canvas')).toHaveCount(0);
    await page.evaluate(() => canvasPage.painted());
    const { different, inked } = await page.evaluate(() => canvasPage.compare());
    expect(different / inked).toBeLessThanOrEqual(MAX_DIFFERENT_SHARE);
  });
});
