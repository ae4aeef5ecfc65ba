import { expect, test } from '@playwright/test';
import { startCellProcess } from '../support/cell.ts';
import { haveEqualBoards, Person } from '../support/person.ts';

test('a computer sleeps for a while: its person is gone, then back, and nothing is lost (CM-10)', async () => {
  const [cell, ada, bob] = await Promise.all([
    startCellProcess(),
    Person.arrive(),
    Person.arrive(),
  ]);
  try {
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    await bob.drawStroke(500, 200);
    await ada.hasElements(1);
    const wake = bob.sleep();
    await ada.isLiveWith(0);
    await expect(ada.page.getByRole('status')).not.toContainText('Live');
    await ada.drawStroke(200, 400);
    expect((await ada.status()).pendingChanges).toBe(1);
    wake();
    const wokenMs = performance.now();
    await bob.drawStroke(500, 400);
    await Promise.all([ada.hasElements(3), bob.hasElements(3)]);
    await haveEqualBoards(ada, bob);
    console.log(`equal ${Math.round(performance.now() - wokenMs)} ms after waking up`);
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    await expect.poll(async () => (await ada.status()).pendingChanges).toBe(0);
  } finally {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  }
});
