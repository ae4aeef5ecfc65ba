import { expect, test } from '@playwright/test';
import { startCellProcess } from '../support/cell.ts';
import { haveEqualBoards, Person } from '../support/person.ts';
import { startRubbishCell } from '../support/rubbish-cell.ts';

test('a cell that answers rubbish is told, harms nothing, and is joined once it makes sense', async () => {
  const cell = await startCellProcess();
  const rubbish = await startRubbishCell(cell.port);
  const [ada, bob] = await Promise.all([Person.arrive(), Person.arrive()]);
  try {
    await ada.open(`${rubbish.url}/#new`);
    await ada.drawStroke(200, 200);
    await ada.hasElements(1);
    await expect.poll(() => rubbish.answered).toBeGreaterThan(3);
    const status = ada.page.getByRole('status');
    await expect(status).toContainText('Reconnecting');
    await status.getByRole('button').click();
    await expect(ada.page.getByRole('dialog')).toContainText('but it is no Drawbridge cell');
    await expect(ada.page.getByRole('dialog')).toContainText('Saved on this computer');
    await ada.page.keyboard.press('Escape');
    expect(ada.errors).toEqual([]);

    rubbish.isBroken = false;
    await bob.open(await ada.link());
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    await bob.hasElements(1);
    await haveEqualBoards(ada, bob);
    expect([...ada.errors, ...bob.errors]).toEqual([]);
  } finally {
    await Promise.all([ada.done(), bob.done(), rubbish.close(), cell.stop()]);
  }
});
