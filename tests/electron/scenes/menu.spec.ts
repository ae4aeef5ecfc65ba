import type { DesktopApp } from '../harness/desktop-app.ts';
import { BOTH, boardOf, expect, test } from '../harness/test.ts';

async function item(app: DesktopApp, id: string) {
  const items = (await app.menu()).flatMap((menu) => menu.items);
  return items.find((each) => each.id === id);
}

test.describe('the application menu', () => {
  test('has the commands of the board, with their keys', BOTH, async ({ launch }) => {
    const app = await launch();
    await boardOf(app);
    await expect.poll(async () => (await item(app, 'edit.undo'))?.label).toBe('Undo');
    const labels = (await app.menu()).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['File', 'Edit', 'View', 'Help']));
    expect(await item(app, 'board.save-copy')).toMatchObject({ accelerator: 'CmdOrCtrl+S' });
  });

  test(
    'does in the board what it says, when there is something to do',
    BOTH,
    async ({ launch }) => {
      const app = await launch();
      const board = await boardOf(app);
      await expect.poll(async () => (await item(app, 'edit.undo'))?.enabled).toBe(false);
      await board.drawStroke(300, 300);
      await board.hasElements(1);
      await expect.poll(async () => (await item(app, 'edit.undo'))?.enabled).toBe(true);
      await app.clickMenu('edit.undo');
      await board.hasElements(0);
      await expect.poll(async () => (await item(app, 'edit.redo'))?.enabled).toBe(true);
      await app.clickMenu('edit.redo');
      await board.hasElements(1);
      await app.clickMenu('view.zoom-in');
      await expect
        .poll(() => board.page.evaluate(() => window.drawbridge?.camera().zoom))
        .toBeGreaterThan(1);
      await app.clickMenu('help.shortcuts');
      await expect(board.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      await board.page.keyboard.press('Escape');
      await app.clickMenu('board.share');
      await expect(board.page.getByText('Share this board')).toBeVisible();
    },
  );

  test('means the text while one is typed', BOTH, async ({ launch }) => {
    const app = await launch();
    const board = await boardOf(app);
    await board.drawStroke(300, 300);
    await board.hasElements(1);
    await board.page.getByRole('button', { name: /Untitled board/ }).click();
    const field = board.page.getByRole('textbox', { name: 'Board name' });
    await field.fill('Plan');
    await field.pressSequentially('ning');
    await expect.poll(async () => (await item(app, 'edit.undo'))?.enabled).toBe(true);
    await app.clickMenu('edit.undo');
    await expect.poll(() => field.inputValue()).not.toBe('Planning');
    await app.clickMenu('edit.select-all');
    await expect
      .poll(() => field.evaluate((input: HTMLInputElement) => input.selectionEnd))
      .toBe((await field.inputValue()).length);
    await board.hasElements(1);
    expect(await board.page.evaluate(() => window.drawbridge?.selection())).toEqual([]);
  });

  test('opens a new board, and the old one is kept', BOTH, async ({ launch }) => {
    const app = await launch();
    const board = await boardOf(app);
    await board.drawStroke(300, 300);
    await board.hasElements(1);
    const link = await board.link();
    await expect.poll(async () => (await item(app, 'board.new'))?.enabled).toBe(true);
    await app.clickMenu('board.new');
    await board.hasElements(0);
    expect(await board.link()).not.toBe(link);
    await app.openAgain([
      link.replace(
        /^(http.*)\/#/,
        (_all, cell) => `drawbridge://join?cell=${encodeURIComponent(cell)}#`,
      ),
    ]);
    await board.hasElements(1);
  });
});
