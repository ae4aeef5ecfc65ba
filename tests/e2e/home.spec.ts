import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { Person } from '../support/person.ts';

test.describe('all boards of this computer', () => {
  let cell: CellProcess;
  let ada: Person;

  test.beforeEach(async () => {
    [cell, ada] = await Promise.all([startCellProcess(), Person.arrive()]);
    await ada.open(`${cell.url}/#new`);
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), cell.stop()]);
  });

  const fromMenu = async (person: Person, item: string): Promise<void> => {
    await person.page.getByRole('button', { name: 'Menu' }).click();
    await person.page.getByRole('menuitem', { name: item }).click();
  };
  const name = async (person: Person, text: string): Promise<void> => {
    await person.page.getByRole('button', { name: /, rename$/ }).click();
    await person.page.getByRole('textbox', { name: 'Board name' }).fill(text);
    await person.page.keyboard.press('Enter');
  };
  const cards = (person: Person) => person.page.getByRole('dialog').getByRole('listitem');

  /** Two boards with something on them, and a third that is only open. */
  const twoBoards = async (): Promise<void> => {
    await ada.drawStroke(300, 300);
    await name(ada, 'First');
    await fromMenu(ada, 'New board');
    await ada.hasElements(0);
    await ada.drawStroke(400, 300);
    await ada.drawStroke(400, 400);
    await name(ada, 'Second');
    await fromMenu(ada, 'New board');
    await ada.hasElements(0);
  };

  test('are shown with a picture, and open at a click', async () => {
    await twoBoards();
    await fromMenu(ada, 'All boards');
    await expect(cards(ada)).toHaveText([
      /Untitled board.*Open now/,
      /Second.*Changed just now/,
      /First.*Changed just now/,
    ]);
    // Nothing is drawn on the one that is open.
    await expect(cards(ada).locator('img')).toHaveCount(2);
    const widths = await cards(ada)
      .locator('img')
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
    expect(widths).toEqual([480, 480]);
    await cards(ada).filter({ hasText: 'First' }).click();
    await expect(ada.page.getByRole('dialog')).toBeHidden();
    await ada.hasElements(1);
    await expect(ada.page.getByRole('button', { name: 'First, rename' })).toBeVisible();
  });

  test('are walked through by keyboard alone, and the focus comes back', async () => {
    await twoBoards();
    const { page } = ada;
    await page.getByRole('button', { name: 'Menu' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(cards(ada)).toHaveCount(3);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Menu' })).toBeFocused();

    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const first = cards(ada).first().getByRole('button');
    await expect(first).toBeVisible();
    await page.getByRole('textbox', { name: 'Link to a board' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(first).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(
      cards(ada)
        .filter({ hasText: 'Second' })
        .getByRole('button', { name: /Changed/ }),
    ).toBeFocused();
    await page.keyboard.press('Enter');
    await ada.hasElements(2);
  });

  test('include one that was joined by a link from here; a broken link is told there', async () => {
    const bob = await Person.arrive();
    try {
      await ada.drawStroke(300, 300);
      await name(ada, 'Of Ada');
      await bob.open(`${cell.url}/#new`);
      await bob.drawStroke(300, 300);
      await bob.drawStroke(300, 500);
      await fromMenu(bob, 'All boards');
      const field = bob.page.getByRole('textbox', { name: 'Link to a board' });
      const join = bob.page.getByRole('button', { name: 'Join' });
      await field.fill((await ada.link()).slice(0, -5));
      await join.click();
      await expect(bob.page.getByRole('alert')).toContainText('not complete');
      await field.fill(await ada.link());
      await expect(bob.page.getByRole('alert')).toBeHidden();
      await join.click();
      await bob.isLiveWith(1);
      await bob.hasElements(1);
      await fromMenu(bob, 'All boards');
      await expect(cards(bob)).toHaveText([/Of Ada.*Open now/, /Untitled board/]);
      await cards(bob).last().click();
      await bob.hasElements(2);
    } finally {
      await bob.done();
    }
  });

  test('go from here when they are deleted, and no other does', async () => {
    await twoBoards();
    await fromMenu(ada, 'All boards');
    const second = cards(ada).filter({ hasText: 'Second' });
    await second.hover();
    await second.getByRole('button', { name: 'Delete Second' }).click();
    const question = ada.page.getByRole('dialog', { name: 'Delete “Second” from this computer?' });
    // The mailbox may have taken them meanwhile, or not yet.
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(cards(ada)).toHaveCount(3);

    await second
      .getByRole('button', { name: /Second/ })
      .first()
      .focus();
    await ada.page.keyboard.press('Delete');
    await question.getByRole('button', { name: 'Delete' }).click();
    await expect(cards(ada)).toHaveText([/Untitled board/, /First/]);
    const left = await ada.page.evaluate(async () =>
      (await indexedDB.databases()).filter(({ name }) => name?.startsWith('drawbridge-board-')),
    );
    expect(left).toHaveLength(2);
    await ada.page.reload();
    await ada.boardIsOpen();
    await fromMenu(ada, 'All boards');
    await expect(cards(ada)).toHaveText([/Untitled board/, /First/]);
  });

  test('are not deleted while another window has them open', async () => {
    await twoBoards();
    await fromMenu(ada, 'All boards');
    await cards(ada).filter({ hasText: 'First' }).click();
    await ada.hasElements(1);
    const link = await ada.link();
    const other = await ada.page.context().newPage();
    await other.goto(`${cell.url}/#new`);
    await other.getByRole('button', { name: 'Menu' }).click();
    await other.getByRole('menuitem', { name: 'All boards' }).click();
    const first = other.getByRole('dialog').getByRole('listitem').filter({ hasText: 'First' });
    await first.hover();
    await first.getByRole('button', { name: 'Delete First' }).click();
    await other.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(other.getByRole('alert')).toContainText('open in another window');
    await other.close();
    await ada.page.reload();
    await ada.open(link);
    await ada.hasElements(1);
  });

  test('stay as they are when a file is no board', async () => {
    await ada.drawStroke(300, 300);
    await fromMenu(ada, 'All boards');
    const [chooser] = await Promise.all([
      ada.page.waitForEvent('filechooser'),
      ada.page.getByRole('button', { name: /Open a copy/ }).click(),
    ]);
    await chooser.setFiles({
      name: 'holiday.png',
      mimeType: 'image/png',
      buffer: Buffer.from('png'),
    });
    await expect(ada.page.getByRole('alert')).toContainText('holiday.png');
    await ada.page.keyboard.press('Escape');
    await ada.hasElements(1);
  });
});
