import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { Person } from '../support/person.ts';

test.describe('changes in a file', () => {
  let cell: CellProcess;
  let ada: Person;

  test.beforeEach(async () => {
    [cell, ada] = await Promise.all([startCellProcess(), Person.arrive()]);
    // A download in place of the system's own dialog, which nobody here can answer.
    await ada.page.addInitScript(() => {
      Object.assign(window, { showSaveFilePicker: undefined });
    });
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), cell.stop()]);
  });

  const drop = (bytes: Buffer): Promise<void> =>
    ada.page.evaluate(
      (numbers) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(numbers)], 'stick.drawbridge'));
        const event = { dataTransfer, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent('drop', event));
      },
      [...bytes],
    );

  test('are saved, dropped on the window and merged; what was changed on its way is refused', async () => {
    await ada.open(`${cell.url}/#new`);
    await ada.add([{ type: 'rectangle', x: 100, y: 100, width: 80, height: 60 }]);
    await ada.page.getByRole('button', { name: 'Menu' }).click();
    await ada.page.getByRole('menuitem', { name: 'Exchange changes by file' }).click();
    const [download] = await Promise.all([
      ada.page.waitForEvent('download'),
      ada.page.getByRole('button', { name: 'Save the file' }).click(),
    ]);
    const bytes = await readFile(await download.path());
    const changed = Buffer.from(bytes);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await drop(changed);
    await expect(ada.page.getByText(/“stick.drawbridge” is not as it was made/)).toBeVisible();
    await drop(bytes);
    await expect(ada.page.getByText('All changes in “stick.drawbridge” are here')).toBeVisible();
    await ada.hasElements(1);
    expect(ada.errors).toEqual([]);
  });
});
