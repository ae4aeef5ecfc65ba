import { expect, type Page, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { Person } from '../support/person.ts';

/** Drops a file on the canvas as a hand does. */
async function drop(page: Page, x: number, y: number, make: 'picture' | 'rubbish'): Promise<void> {
  await page.evaluate(
    async ([left, top, kind]) => {
      const paint = async (): Promise<Blob> => {
        const canvas = new OffscreenCanvas(400, 300);
        const context = canvas.getContext('2d');
        if (!context) throw new Error('no canvas');
        context.fillStyle = '#00c040';
        context.fillRect(0, 0, 400, 300);
        context.fillStyle = '#e02090';
        context.fillRect(200, 0, 200, 300);
        return canvas.convertToBlob({ type: 'image/png' });
      };
      const content = kind === 'picture' ? await paint() : new Blob(['no picture at all']);
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'holiday.png'));
      const canvas = document.querySelector('[data-canvas]');
      for (const type of ['dragover', 'drop']) {
        canvas?.dispatchEvent(
          new DragEvent(type, {
            dataTransfer: transfer,
            clientX: left,
            clientY: top,
            bubbles: true,
            cancelable: true,
          }),
        );
      }
    },
    [x, y, make] as const,
  );
}

/** The colour of the board at a place of the window. */
function colourAt(page: Page, x: number, y: number): Promise<readonly number[]> {
  return page.evaluate(
    ([left, top]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-layer="board"]');
      if (!canvas) return [];
      const rect = canvas.getBoundingClientRect();
      const ratio = canvas.width / rect.width;
      const at = [(left - rect.left) * ratio, (top - rect.top) * ratio] as const;
      return [
        ...(canvas
          .getContext('2d')
          ?.getImageData(...at, 1, 1)
          .data.slice(0, 3) ?? []),
      ];
    },
    [x, y] as const,
  );
}

test.describe('a picture', () => {
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;

  test.beforeEach(async () => {
    [cell, ada, bob] = await Promise.all([startCellProcess(), Person.arrive(), Person.arrive()]);
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  });

  const seesIt = async ({ page }: Person): Promise<void> => {
    for (const [x, colour] of [
      [540, [0, 192, 64]],
      [740, [224, 32, 144]],
    ] as const) {
      await expect.poll(() => colourAt(page, x, 400), { timeout: PATIENCE_MS }).toEqual(colour);
    }
  };

  test('that is dropped on a board is seen by everybody, and kept by those who have seen it', async () => {
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    await drop(ada.page, 640, 400, 'rubbish');
    await expect(ada.page.getByText('“holiday.png” is no picture')).toBeVisible();
    expect(await ada.elements()).toEqual([]);
    await drop(ada.page, 640, 400, 'picture');
    await seesIt(ada);
    await bob.hasElements(1);
    expect(await bob.elements()).toMatchObject([
      { type: 'image', x: 440, y: 250, width: 400, height: 300 },
    ]);
    await seesIt(bob);
    // It was not taken for a board as well.
    await expect(ada.page.getByText('no Drawbridge board')).toHaveCount(0);
    await ada.leave();
    await bob.open(bob.page.url().replace(/#.*/, '#'));
    await bob.hasElements(1);
    await seesIt(bob);
    expect([...ada.errors, ...bob.errors]).toEqual([]);
  });
});
