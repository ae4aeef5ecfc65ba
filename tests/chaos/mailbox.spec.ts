import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { BUILT_CELL, type CellProcess, startCellProcess } from '../support/cell.ts';
import { comparable, Person } from '../support/person.ts';

test.describe('two people who are never there together', () => {
  let cell: CellProcess;
  let folder: string;
  const dataArguments = (): string[] => ['--data-folder', folder];

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drawbridge-cell-'));
    cell = await startCellProcess(0, dataArguments(), undefined, BUILT_CELL);
  });
  test.afterEach(async () => {
    await cell.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('each finds what the other drew, though the cell was killed in between (TR-16)', async () => {
    const ada = await Person.arrive();
    await ada.open(`${cell.url}/#new`);
    const link = await ada.link();
    await ada.drawStroke(200, 200);
    await ada.add([{ type: 'rectangle', x: 0, y: 0, width: 80, height: 40, color: 'red' }]);
    await expect.poll(async () => (await ada.status()).mailbox?.holdsAll).toBe(true);
    await expect.poll(async () => (await ada.status()).pendingChanges).toBe(0);
    const drawn = comparable(await ada.elements());
    await ada.leave();

    await cell.kill();
    cell = await startCellProcess(cell.port, dataArguments(), undefined, BUILT_CELL);

    const bob = await Person.arrive();
    await bob.open(link);
    await bob.hasElements(2);
    expect(comparable(await bob.elements())).toEqual(drawn);
    await bob.drawStroke(500, 300);
    await expect.poll(async () => (await bob.status()).mailbox?.holdsAll).toBe(true);
    await bob.leave();
    await bob.done();

    const again = await Person.arrive({}, ada.folder);
    await again.open(link);
    await again.hasElements(3);
    await again.done();
  });
});
