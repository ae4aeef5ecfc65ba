import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { TestNetwork, whyNoTestNetwork } from '../support/network.ts';
import { haveEqualBoards, Person } from '../support/person.ts';
import { startTurnServer, type TurnServer, whyNoTurnServer } from '../support/turn-server.ts';

const reason = whyNoTestNetwork() ?? whyNoTurnServer();

test.describe('a network that drops UDP, and a relay server (TURN)', () => {
  test.skip(reason !== null, reason ?? '');

  let network: TestNetwork;
  let turn: TurnServer;
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;
  let undo: (() => unknown)[] = [];

  test.beforeEach(async () => {
    network = new TestNetwork();
    undo = [() => network.destroy()];
    const [atCell, atAda, atBob] = [network.addHost(), network.addHost(), network.addHost()];
    network.drop({ protocol: 'udp' });
    turn = await startTurnServer(atCell);
    undo.unshift(() => turn.stop());
    cell = await startCellProcess(4444, ['--ice-servers', turn.iceServers], atCell);
    undo.unshift(() => cell.stop());
    const extra = [`--unsafely-treat-insecure-origin-as-secure=${cell.url}`];
    [ada, bob] = await Promise.all([
      Person.arrive({ host: atAda, extra }),
      Person.arrive({ host: atBob, extra }),
    ]);
    undo.unshift(() => Promise.all([ada.done(), bob.done()]));
  });
  test.afterEach(async () => {
    for (const step of undo) await step();
  });

  test('two draw together through it (TR-01, TR-11), and go on when it stops', async () => {
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    const rung = async (): Promise<string | undefined> => (await ada.status()).people[0]?.rung;
    await expect.poll(rung).toBe('turn');
    await ada.drawStroke(200, 200);
    await bob.drawStroke(500, 200);
    await ada.hasElements(2);
    await haveEqualBoards(ada, bob);
    await turn.stop();
    await ada.drawStroke(200, 400);
    await bob.hasElements(3);
    await expect.poll(rung).toBe('relay');
    await haveEqualBoards(ada, bob);
  });
});
