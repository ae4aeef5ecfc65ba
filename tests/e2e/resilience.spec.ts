import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { comparable, haveEqualBoards, Person } from '../support/person.ts';

const HEAL_TRIES = 20;

/** Keeps every connection of a page within reach, so that a test can cut it like a cable. */
async function makeCuttable(person: Person): Promise<void> {
  await person.page.addInitScript(() => {
    const Native = RTCPeerConnection;
    const open: RTCPeerConnection[] = [];
    globalThis.RTCPeerConnection = class extends Native {
      constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
        super(...args);
        open.push(this);
      }
    };
    Object.assign(globalThis, {
      cutLinks: () => {
        for (const link of open.splice(0)) link.close();
      },
    });
  });
}

const cutLinks = (person: Person): Promise<void> =>
  person.page.evaluate(() => (globalThis as { cutLinks?: () => void }).cutLinks?.());

test.describe('what goes wrong between two people', () => {
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;

  test.beforeEach(async () => {
    [cell, ada, bob] = await Promise.all([startCellProcess(), Person.arrive(), Person.arrive()]);
    await Promise.all([makeCuttable(ada), makeCuttable(bob)]);
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  });

  test('a browser is killed: its person is gone within 6 s, and its board is whole again (PR-02, TR-16)', async () => {
    await bob.drawStroke(200, 200);
    await ada.hasElements(1);
    await bob.drawStroke(200, 400);
    await ada.hasElements(2);
    const drawnMs = performance.now();
    await expect.poll(() => performance.now() - drawnMs).toBeGreaterThan(1_000);
    const link = await ada.link();
    const whole = comparable(await ada.elements());
    const killedMs = performance.now();
    await bob.crash();
    await ada.isLiveWith(0);
    console.log(`crash seen after ${Math.round(performance.now() - killedMs)} ms`);
    // Nobody else is there to send the board again: it must have been on the disk.
    await ada.page.close();
    const again = await Person.arrive({}, bob.folder);
    try {
      await again.open(link);
      await again.hasElements(2);
      expect(comparable(await again.elements())).toEqual(whole);
    } finally {
      await again.done();
    }
  });

  test('the cell is killed: the two go on, and once it is back a third joins (TR-18)', async () => {
    const { port } = cell;
    const link = await ada.link();
    await cell.kill();
    await ada.drawStroke(200, 200);
    await bob.drawStroke(500, 200);
    await haveEqualBoards(ada, bob);
    await expect(ada.page.getByRole('status')).toContainText('Live with 1');
    cell = await startCellProcess(port);
    const cleo = await Person.arrive();
    try {
      await cleo.open(link);
      await cleo.isLiveWith(2);
      await haveEqualBoards(ada, cleo);
    } finally {
      await cleo.done();
    }
  });

  test(`the link is cut ${HEAL_TRIES} times: healed each time, edits of both sides kept`, async () => {
    test.setTimeout(300_000);
    const healedMs: number[] = [];
    for (let i = 0; i < HEAL_TRIES; i++) {
      const startedMs = performance.now();
      await cutLinks(i % 2 === 0 ? ada : bob);
      await Promise.all([
        ada.add([{ type: 'rectangle', x: i * 10, y: 0, width: 8, height: 8 }]),
        bob.add([{ type: 'rectangle', x: i * 10, y: 50, width: 8, height: 8 }]),
      ]);
      await ada.hasElements(2 * i + 2);
      await bob.hasElements(2 * i + 2);
      healedMs.push(Math.round(performance.now() - startedMs));
    }
    healedMs.sort((a, b) => a - b);
    console.log(`healed after median ${healedMs[10]} ms, worst ${healedMs.at(-1)} ms`);
    await haveEqualBoards(ada, bob);
  });

  test('both are cut off for a while and edit the same and other things: merged by property (CR-17, OP-02)', async () => {
    const { port } = cell;
    const [shared = ''] = await ada.add([
      { type: 'rectangle', x: 100, y: 100, width: 100, height: 80, color: 'black' },
    ]);
    await bob.hasElements(1);
    await cell.kill();
    await Promise.all([cutLinks(ada), cutLinks(bob)]);
    await Promise.all([ada.isLiveWith(0), bob.isLiveWith(0)]);
    await ada.update([{ id: shared, color: 'red' }]);
    await bob.update([{ id: shared, x: 300 }]);
    await ada.drawStroke(200, 400);
    await bob.drawStroke(600, 400);
    expect((await ada.status()).pendingChanges).toBe(2);
    expect((await bob.status()).pendingChanges).toBe(2);
    cell = await startCellProcess(port);
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    await haveEqualBoards(ada, bob);
    const merged = await ada.elements();
    expect(merged).toHaveLength(3);
    expect(merged.find(({ id }) => id === shared)).toMatchObject({ x: 300, color: 'red' });
    await expect.poll(async () => (await ada.status()).pendingChanges).toBe(0);
  });

  test('a deletion and an edit made apart: the edit brings the element back for both', async () => {
    const { port } = cell;
    const [shared = ''] = await ada.add([
      { type: 'rectangle', x: 100, y: 100, width: 100, height: 80 },
    ]);
    await bob.hasElements(1);
    await cell.kill();
    await Promise.all([cutLinks(ada), cutLinks(bob)]);
    await Promise.all([ada.isLiveWith(0), bob.isLiveWith(0)]);
    await ada.remove([shared]);
    await bob.update([{ id: shared, color: 'green' }]);
    cell = await startCellProcess(port);
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    await haveEqualBoards(ada, bob);
    expect((await ada.elements()).map(({ id, color }) => [id, color])).toEqual([[shared, 'green']]);
  });
});

test('a broken link says so, opens nothing else, and leads on', async () => {
  const [cell, ada] = await Promise.all([startCellProcess(), Person.arrive()]);
  try {
    await ada.page.goto(`${cell.url}/#board=abc`);
    await expect(ada.page.getByRole('heading', { level: 1 })).toContainText('link');
    await ada.page.getByRole('button', { name: 'New board' }).click();
    await ada.boardIsOpen();
  } finally {
    await Promise.all([ada.done(), cell.stop()]);
  }
});
