import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';

test.describe('axe finds nothing', () => {
  let cell: CellProcess;
  test.beforeAll(async () => {
    cell = await startCellProcess();
  });
  test.afterAll(() => cell.stop());

  const findings = async (page: Page): Promise<string[]> => {
    // Legacy mode stays in the page: the other one opens a blank page, which the policy forbids.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
  };

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`in ${colorScheme}: board, selection, share, status, menu, help, broken link`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${cell.url}/#new`);
      await page.waitForFunction(() => window.drawbridge !== undefined);
      await expect(page.getByRole('region', { name: 'Board canvas' })).toBeVisible();
      expect(await findings(page), 'empty').toEqual([]);

      await page.getByRole('radio', { name: 'Rectangle' }).click();
      expect(await findings(page), 'style panel').toEqual([]);
      await page.evaluate(async () => {
        const ids = await window.drawbridge?.add([
          { type: 'rectangle', x: 300, y: 200, width: 100, height: 80 },
        ]);
        await window.drawbridge?.select(ids ?? []);
      });
      expect(await findings(page), 'selection').toEqual([]);

      for (const open of [
        page.getByRole('button', { name: 'Share' }),
        page.getByRole('status').getByRole('button'),
        page.getByRole('button', { name: 'Menu' }),
        page.getByRole('button', { name: /shortcuts/i }),
      ]) {
        await open.first().click();
        expect(await findings(page), String(open)).toEqual([]);
        await page.keyboard.press('Escape');
      }

      await page.goto(`${cell.url}/#board=abc`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await findings(page), 'broken link').toEqual([]);
    });
  }
});
