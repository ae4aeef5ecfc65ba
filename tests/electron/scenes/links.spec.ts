import type { BoardPage } from '../../support/board-page.ts';
import { type CellProcess, startCellProcess } from '../../support/cell.ts';
import { BOTH, boardOf, expect, test } from '../harness/test.ts';

/** The board's link in the form that opens the desktop app. */
async function appLink(board: BoardPage): Promise<string> {
  const { origin, hash } = new URL(await board.link());
  return `drawbridge://join?cell=${encodeURIComponent(origin)}${hash}`;
}

test.describe('the app is opened once more', () => {
  test('shows the window that is there, and no second one', BOTH, async ({ launch }) => {
    const app = await launch();
    const board = await boardOf(app);
    await board.drawStroke(300, 300);
    await board.hasElements(1);
    expect(await app.openAgain([])).toBe(0);
    expect(await app.windows()).toMatchObject([{ isVisible: true }]);
    await board.hasElements(1);
  });

  test('with a link to a cell not used before, asks, and joins', BOTH, async ({ launch }) => {
    const cell: CellProcess = await startCellProcess();
    try {
      const app = await launch();
      const board = await boardOf(app);
      await board.drawStroke(300, 300);
      await board.hasElements(1);
      const { hash } = new URL(await board.link());
      const own = await board.link();
      const other = hash.replace(/board=.{5}/, 'board=AAAAA');
      const link = `drawbridge://join?cell=${encodeURIComponent(cell.url)}${other}`;
      expect(await app.openAgain([link])).toBe(0);
      const question = board.page.getByRole('dialog', { name: 'Join this board?' });
      await expect(question).toContainText(new URL(cell.url).host);
      // Until then the board stays as it is.
      expect(await board.link()).toBe(own);
      await question.getByRole('button', { name: 'Join' }).click();
      await expect.poll(() => board.link()).toBe(`${cell.url}/${other}`);
      await board.hasElements(0);
    } finally {
      await cell.stop();
    }
  });

  for (const [what, link] of [
    ['that was cut off', 'drawbridge://join?cell=http%3A%2F%2F127.0.0.1%3A1#board=AbC'],
    ['that names no cell', `drawbridge://join#board=${'A'.repeat(43)}.${'A'.repeat(43)}`],
    ['that is far too long', `drawbridge://join?cell=x#board=${'A'.repeat(20_000)}`],
  ] as const) {
    test(`with a link ${what}, says so and keeps the board`, BOTH, async ({ launch }) => {
      const app = await launch();
      const board = await boardOf(app);
      await board.drawStroke(300, 300);
      await board.hasElements(1);
      expect(await app.openAgain([link])).toBe(0);
      const dialog = board.page.getByRole('dialog', {
        name: /This link is not complete|The link names no usable cell/,
      });
      await expect(dialog).toContainText('The open board stays as it is.');
      await dialog.getByRole('button', { name: 'Close' }).first().click();
      await expect(dialog).toBeHidden();
      await board.hasElements(1);
      await board.drawStroke(300, 450);
      await board.hasElements(2);
    });
  }
});

test('two applications draw together through one cell', BOTH, async ({ launch }) => {
  const [ada, bob] = await Promise.all([launch(), launch()]);
  const adas = await boardOf(ada);
  const bobs = await boardOf(bob);
  await adas.drawStroke(250, 250);
  await adas.hasElements(1);
  // Bob's app gets Ada's link as the system hands it over: it leads to the cell in her app.
  expect(await bob.openAgain([await appLink(adas)])).toBe(0);
  await bobs.page.getByRole('button', { name: 'Join' }).click();
  await Promise.all([adas.isLiveWith(1), bobs.isLiveWith(1)]);
  await bobs.hasElements(1);
  await bobs.pickTool('Rectangle');
  await bobs.drag([
    [500, 300],
    [640, 420],
  ]);
  await adas.hasElements(2);
  expect(await bobs.elements()).toEqual(await adas.elements());
  // The one with the cell goes: the other keeps what both drew.
  expect(await ada.quit()).toBe(0);
  await bobs.hasElements(2);
  await bobs.drawStroke(250, 500);
  await bobs.hasElements(3);
});

test('an app that a link starts opens that board', BOTH, async ({ launch }) => {
  const ada = await launch();
  const adas = await boardOf(ada);
  await adas.drawStroke(250, 250);
  const bobs = await boardOf(await launch({ args: [await appLink(adas)] }));
  await bobs.page.getByRole('button', { name: 'Join' }).click();
  await bobs.hasElements(1);
});
