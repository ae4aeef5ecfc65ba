import { test } from '@playwright/test';
import { startCellProcess } from '../support/cell.ts';
import { haveEqualBoards, Person } from '../support/person.ts';

/**
 * As people's browsers are: WebRTC names this computer by `.local` names in place of addresses. All
 * other tests switch that off, since many test machines cannot resolve such names.
 */
test('two people draw together with local addresses hidden', async () => {
  const [cell, ada, bob] = await Promise.all([
    startCellProcess(),
    Person.arrive({ mdns: true }),
    Person.arrive({ mdns: true }),
  ]);
  try {
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    await ada.drawStroke(200, 200);
    await bob.hasElements(1);
    await haveEqualBoards(ada, bob);
  } finally {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  }
});
