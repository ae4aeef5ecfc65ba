import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { Person } from '../support/person.ts';

const box = (id: string, x: number, y: number, text: string) => ({
  id,
  type: 'rectangle',
  x,
  y,
  width: 120,
  height: 80,
  fill: 'blue',
  text,
});

test.describe('what is done with a selection, by mouse and keys', () => {
  let cell: CellProcess;
  let ada: Person;

  test.beforeEach(async () => {
    [cell, ada] = await Promise.all([startCellProcess(), Person.arrive()]);
    await ada.open(`${cell.url}/#new`);
    await ada.add([
      box('a', 200, 160, 'One'),
      box('b', 400, 190, 'Two'),
      box('c', 640, 150, 'Three'),
    ]);
  });
  test.afterEach(async () => {
    expect(ada.errors).toEqual([]);
    await Promise.all([ada.done(), cell.stop()]);
  });

  const place = async (id: string): Promise<readonly [number, number]> => {
    const found = (await ada.elements()).find((element) => element.id === id);
    return [Math.round(found?.x ?? Number.NaN), Math.round(found?.y ?? Number.NaN)];
  };
  const selection = async (): Promise<string[]> =>
    ada.page.evaluate(() => [...(window.drawbridge?.selection() ?? [])].sort());

  test('grouping, going in and coming out, and the name of what undo takes back', async () => {
    const { page } = ada;
    await ada.drag([
      [150, 120],
      [400, 250],
      [540, 300],
    ]);
    expect(await selection()).toEqual(['a', 'b']);
    await page.keyboard.press('Control+g');
    await expect(page.getByRole('button', { name: 'Undo group 2 shapes' })).toBeVisible();
    await page.mouse.click(700, 500);
    await page.mouse.click(260, 200);
    expect(await selection()).toEqual(['a', 'b']);
    await page.mouse.dblclick(460, 230);
    expect(await selection()).toEqual(['b']);
    await page.keyboard.press('Escape');
    expect(await selection()).toEqual(['a', 'b']);
    await page.keyboard.down('Control');
    await ada.drag([
      [260, 200],
      [260, 250],
      [260, 300],
    ]);
    await page.keyboard.up('Control');
    expect(await place('b')).toEqual([400, 290]);
    await page.getByRole('button', { name: 'Undo move 2 shapes' }).click();
    expect(await place('b')).toEqual([400, 190]);
    await page.keyboard.press('Control+Shift+g');
    await page.mouse.click(700, 500);
    await page.mouse.click(460, 230);
    expect(await selection()).toEqual(['b']);
  });

  test('numbers and buttons, the palette by keys alone, and a snap', async () => {
    const { page } = ada;
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'Arrange' }).click();
    const panel = page.getByRole('dialog', { name: 'Arrange the selection' });
    await panel.getByRole('button', { name: 'Align top' }).click();
    await expect.poll(() => place('a')).toEqual([200, 150]);
    const field = panel.getByRole('textbox', { name: 'From the left' });
    await field.fill('150');
    await field.press('Enter');
    await expect.poll(() => place('a')).toEqual([150, 150]);
    await expect.poll(() => place('c')).toEqual([590, 150]);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();

    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: /Find a command/ });
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('thr');
    await expect(palette.getByRole('option', { name: /Three/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
    await expect.poll(selection).toEqual(['c']);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dupl');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Undo add rectangle' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await ada.hasElements(3);

    await ada.drag([
      [650, 190],
      [600, 300],
      [213, 400],
    ]);
    await expect.poll(() => place('c')).toEqual([150, 360]);

    // HTML alone, as some programs have it, is text on a board and nothing else.
    await page.evaluate(() => {
      const data = new DataTransfer();
      const harm = 'document.title = "harmed"';
      data.setData(
        'text/html',
        `<p>First <b>line</b></p><p>Second</p><script>${harm}</script><img src="x:" onerror='${harm}'>`,
      );
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
    });
    await ada.hasElements(4);
    expect((await ada.elements()).at(-1)?.text).toBe('First line\nSecond');
    expect(await page.title()).not.toContain('harmed');
  });
});
