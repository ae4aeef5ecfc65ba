import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { haveEqualBoards, Person } from '../support/person.ts';

test.describe('two people in two browser processes', () => {
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;

  test.beforeEach(async () => {
    [cell, ada, bob] = await Promise.all([startCellProcess(), Person.arrive(), Person.arrive()]);
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  });

  const meet = async (): Promise<void> => {
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
  };

  test('draw together by mouse, and both have the same board within a second', async () => {
    await meet();
    await ada.drawStroke(200, 200);
    await bob.pickTool('Rectangle');
    await bob.drag([
      [600, 200],
      [700, 250],
      [760, 300],
    ]);
    await Promise.all([ada.hasElements(2), bob.hasElements(2)]);
    const tookMs = await haveEqualBoards(ada, bob);
    expect((await ada.elements()).map(({ type }) => type).sort()).toEqual(['rectangle', 'stroke']);
    console.log(`equal after ${Math.round(tookMs)} ms`);
    expect([...ada.errors, ...bob.errors]).toEqual([]);
  });

  test('the address bar shows the board’s own link, which opens it again', async () => {
    await ada.open(`${cell.url}/#new`);
    expect(ada.page.url()).toBe(await ada.link());
    await ada.drawStroke(300, 300);
    await ada.hasElements(1);
    await ada.open(`${cell.url}/`);
    await ada.hasElements(1);
    expect(ada.page.url()).toContain('#board=');
  });

  test('see each other’s ink while it is drawn, and it is gone when it is cancelled', async () => {
    await meet();
    // Dark pixels where the stroke will be, left of the cursor and its name.
    const ink = (): Promise<number> =>
      bob.page.evaluate(() => {
        // A layer without content is hidden, not cleared.
        const canvases = [...document.querySelectorAll('canvas')].filter(
          (canvas) => canvas.style.display !== 'none',
        );
        return canvases.reduce((sum, canvas) => {
          const data = canvas.getContext('2d')?.getImageData(320, 296, 250, 8).data ?? [];
          let dark = 0;
          for (let i = 0; i < data.length; i += 4) {
            if ((data[i + 3] ?? 0) > 200 && (data[i] ?? 255) < 60) dark += 1;
          }
          return sum + dark;
        }, 0);
      });
    expect(await ink()).toBe(0);
    await ada.pickTool('Pen');
    await ada.page.mouse.move(300, 300);
    await ada.page.mouse.down();
    for (let i = 1; i <= 30; i++) await ada.page.mouse.move(300 + i * 10, 300);
    await expect.poll(ink).toBeGreaterThan(300);
    expect(await bob.elements()).toEqual([]);
    await ada.page.keyboard.press('Escape');
    await expect.poll(ink).toBe(0);
    await ada.page.mouse.up();
    expect(await ada.elements()).toEqual([]);
  });

  test('say truthfully who holds all changes (OP-02)', async () => {
    await meet();
    await ada.drawStroke(200, 200);
    await expect.poll(async () => (await ada.status()).heldBy).toEqual({ all: 1, of: 1 });
    await expect.poll(async () => (await ada.status()).pendingChanges).toBe(0);
    // A change that only deletes must be counted as well: taking back a move leaves no new value.
    const [id = ''] = (await ada.elements()).map((element) => element.id);
    await ada.update([{ id, x: 500 }]);
    await ada.page.evaluate(() => window.drawbridge?.undo());
    await haveEqualBoards(ada, bob);
    await expect.poll(async () => (await ada.status()).heldBy).toEqual({ all: 1, of: 1 });
    await expect(ada.page.getByRole('status')).toContainText('Live with 1');
  });

  test('undo takes back one’s own work only', async () => {
    await meet();
    await ada.drawStroke(200, 200);
    await bob.hasElements(1);
    await bob.drawStroke(200, 400);
    await ada.hasElements(2);
    await ada.page.keyboard.press('Control+z');
    await haveEqualBoards(ada, bob);
    const left = await bob.elements();
    expect(left).toHaveLength(1);
    expect(left[0]?.y).toBeGreaterThan(300);
    await ada.page.keyboard.press('Control+z');
    expect(await ada.elements()).toHaveLength(1);
  });

  test('one leaves cleanly and is gone at the other within two seconds (PR-03)', async () => {
    await meet();
    const startedMs = performance.now();
    await bob.leave();
    await ada.isLiveWith(0);
    console.log(`clean leave seen after ${Math.round(performance.now() - startedMs)} ms`);
    await expect(ada.page.getByRole('status')).toContainText('On your own');
  });
});
