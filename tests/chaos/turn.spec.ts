import { expect, test } from '@playwright/test';
import type { CellProcess } from '../support/cell.ts';
import { whyNoTestNetwork } from '../support/network.ts';
import { haveEqualBoards, type Person } from '../support/person.ts';
import { ThreeComputers } from '../support/three-computers.ts';
import { startTurnServer, type TurnServer, whyNoTurnServer } from '../support/turn-server.ts';

const reason = whyNoTestNetwork() ?? whyNoTurnServer();

test.describe('a network that drops UDP, and a relay server (TURN)', () => {
  test.skip(reason !== null, reason ?? '');

  let computers: ThreeComputers;
  let turn: TurnServer;
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;

  test.beforeEach(async () => {
    computers = new ThreeComputers();
    computers.network.drop({ protocol: 'udp' });
    turn = await startTurnServer(computers.atCell);
    computers.onEnd(() => turn.stop());
    ({ cell, ada, bob } = await computers.start(['--ice-servers', turn.iceServers]));
  });
  test.afterEach(() => computers.end());

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
