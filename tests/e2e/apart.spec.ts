import { expect, type Locator, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { haveEqualBoards, Person } from '../support/person.ts';

const cardOf = ({ page }: Person): Locator => page.getByRole('region', { name: /made twice/ });

test.describe('two people who have edited apart', () => {
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;

  test.beforeEach(async () => {
    [cell, ada, bob] = await Promise.all([startCellProcess(), Person.arrive(), Person.arrive()]);
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  });

  test('see on both sides what they have changed twice, and settle it by an ordinary edit (CR-17, UX-14)', async () => {
    await ada.open(`${cell.url}/#new`);
    const [id = ''] = await ada.add([
      { type: 'rectangle', x: 300, y: 300, width: 120, height: 80, text: 'Header' },
    ]);
    const link = await ada.link();
    await bob.open(link);
    await bob.hasElements(1);
    await bob.page.goto('about:blank');
    await ada.isLiveWith(0);
    await ada.setOffline(true);
    await ada.update([{ id, fill: 'red', rotation: 5 }]);
    await ada.add(Array(3).fill({ type: 'ellipse', x: 2_000, y: 2_000, width: 50, height: 50 }));
    await bob.open(link);
    await bob.hasElements(1);
    await bob.update([{ id, fill: 'blue' }]);
    await ada.setOffline(false);

    for (const person of [ada, bob]) {
      const card = cardOf(person);
      await expect(card).toContainText('Fill · Rectangle “Header”', { timeout: PATIENCE_MS });
      await expect(card).toContainText(/You and \p{L}+ both changed it/u);
      await expect(card).toContainText('Red');
      await expect(card).toContainText('Blue');
    }
    // Bob opened the board anew, and is told what Ada did meanwhile; Ada was gone for a moment only.
    const away = bob.page.getByRole('region', { name: /While you were/ });
    await expect(away).toContainText('3 added, 1 changed, 1 conflict');
    const before = await bob.page.evaluate(() => window.drawbridge?.camera());
    await away.getByRole('button', { name: 'Step through' }).click();
    await expect(away).toContainText('1 of 2');
    expect(await bob.page.evaluate(() => window.drawbridge?.camera())).toEqual(before);
    await away.getByRole('button', { name: 'The next changes' }).click();
    await expect(away).toContainText(/2 of 2\s*3 added/);
    const { x = 0 } = (await bob.page.evaluate(() => window.drawbridge?.camera())) ?? {};
    expect(x).toBeGreaterThan(1_000);
    await away.getByRole('button', { name: 'Dismiss' }).click();
    await expect(away).toBeHidden();
    // The card stops nobody, and where it was put away it is one press from the people's panel.
    await cardOf(ada).getByRole('button', { name: 'Decide later' }).click();
    await expect(cardOf(ada)).toBeHidden();
    await ada.page.getByRole('button', { name: '1 change was made twice: decide' }).click();
    await cardOf(ada)
      .getByRole('button', { name: /Keep both/ })
      .click();
    await expect(cardOf(ada)).toBeHidden();
    await expect(cardOf(bob)).toBeHidden({ timeout: PATIENCE_MS });
    await haveEqualBoards(ada, bob);
    const fills = (await bob.elements()).filter(({ type }) => type === 'rectangle');
    expect(fills.map(({ fill }) => fill)).toEqual(['blue', 'red']);
    await ada.page.keyboard.press('Control+z');
    await bob.hasElements(4);
    await haveEqualBoards(ada, bob);
    expect([...ada.errors, ...bob.errors]).toEqual([]);
  });
});
