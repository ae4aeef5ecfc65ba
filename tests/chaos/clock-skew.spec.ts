import { expect, test } from '@playwright/test';
import { startCellProcess } from '../support/cell.ts';
import { comparable, haveEqualBoards, Person } from '../support/person.ts';

const HOUR_MS = 3_600_000;

/** Has a browser's clock go wrong by this much from its next page on. */
const setClock = (person: Person, byMs: number): Promise<unknown> =>
  person.page.addInitScript((offsetMs) => {
    const { now } = Date;
    Date.now = () => now() + offsetMs;
  }, byMs);

test('clocks that differ by two hours harm nobody: people meet, draw, and find what was drawn (TE-07)', async () => {
  const [cell, ada, bob] = await Promise.all([
    startCellProcess(),
    Person.arrive(),
    Person.arrive(),
  ]);
  try {
    await Promise.all([setClock(ada, HOUR_MS), setClock(bob, -HOUR_MS)]);
    await ada.open(`${cell.url}/#new`);
    const link = await ada.link();
    await bob.open(link);
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    await Promise.all([ada.drawStroke(200, 200), bob.drawStroke(200, 400)]);
    await Promise.all([ada.hasElements(2), bob.hasElements(2)]);
    await haveEqualBoards(ada, bob);

    // What the one whose clock is ahead has put into the mailbox, the other gets when that one is gone.
    await expect.poll(async () => (await ada.status()).mailbox?.holdsAll).toBe(true);
    await bob.leave();
    await expect.poll(async () => (await ada.status()).people.length).toBe(0);
    await ada.drawStroke(400, 300);
    await expect.poll(async () => (await ada.status()).pendingChanges).toBe(0);
    const drawn = comparable(await ada.elements());
    await ada.leave();
    const again = await Person.arrive({}, bob.folder);
    await setClock(again, -HOUR_MS);
    await again.open(link);
    await again.hasElements(3);
    expect(comparable(await again.elements())).toEqual(drawn);
    await again.done();
  } finally {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  }
});
