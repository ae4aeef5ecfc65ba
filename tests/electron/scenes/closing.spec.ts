import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOTH, boardOf, expect, test } from '../harness/test.ts';

test.describe('the window is closed', () => {
  let userData = '';
  test.beforeEach(async () => {
    userData = await mkdtemp(join(tmpdir(), 'drawbridge-closing-'));
  });
  test.afterEach(() => rm(userData, { recursive: true, force: true, maxRetries: 5 }));

  test(
    'in the middle of a stroke: what was drawn before is kept, the board is whole',
    BOTH,
    async ({ launch }) => {
      const first = await launch({ userData });
      const board = await boardOf(first);
      await board.drawStroke(300, 250);
      await board.hasElements(1);
      const before = await board.elements();
      await board.page.mouse.move(300, 450);
      await board.page.mouse.down();
      for (let x = 300; x < 500; x += 10) await board.page.mouse.move(x, 450);
      expect(await first.quit()).toBe(0);

      const again = await boardOf(await launch({ userData }));
      await again.hasElements(1);
      expect(await again.elements()).toEqual(before);
      await again.drawStroke(300, 450);
      await again.hasElements(2);
      await again.page.keyboard.press('ControlOrMeta+z');
      await again.hasElements(1);
    },
  );

  test('in the middle of moving something: it is where it was', BOTH, async ({ launch }) => {
    const first = await launch({ userData });
    const board = await boardOf(first);
    await board.pickTool('Rectangle');
    await board.drag([
      [400, 300],
      [550, 400],
    ]);
    await board.hasElements(1);
    const before = await board.elements();
    await board.pickTool('Select');
    await board.page.mouse.move(400, 350);
    await board.page.mouse.down();
    await board.page.mouse.move(500, 450, { steps: 5 });
    expect(await first.quit()).toBe(0);
    const again = await boardOf(await launch({ userData }));
    await again.hasElements(1);
    expect(await again.elements()).toEqual(before);
  });

  test('right after something was drawn: nothing of it is missing', BOTH, async ({ launch }) => {
    const first = await launch({ userData });
    const board = await boardOf(first);
    await expect.poll(async () => (await board.status()).storage.kind).toBe('ok');
    const count = 300;
    // Closed from within the turn in which the last of it was drawn.
    await board.page.evaluate((strokes) => {
      for (let index = 0; index < strokes; index += 1) {
        void window.drawbridge?.add([
          { type: 'rectangle', x: index * 10, y: 0, width: 8, height: 8 },
        ]);
      }
    }, count);
    await first.closeWindow();
    if (process.platform === 'darwin') await first.quit();
    expect(await first.exited).toBe(0);
    const again = await boardOf(await launch({ userData }));
    await again.hasElements(count);
  });

  test('its page does not answer: it goes all the same', async ({ launchStandIn }) => {
    const app = await launchStandIn({ userData });
    const board = await boardOf(app);
    await board.drawStroke(300, 300);
    await board.hasElements(1);
    await expect.poll(async () => (await board.status()).storage.kind).toBe('ok');
    // A page that is busy without end hears nothing.
    await board.page.evaluate(() => {
      setTimeout(() => {
        for (;;) Math.random();
      });
    });
    expect(await app.quit()).toBe(0);
    const again = await boardOf(await launchStandIn({ userData }));
    await again.hasElements(1);
  });
});
