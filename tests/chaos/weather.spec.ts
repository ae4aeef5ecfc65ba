import { expect, test } from '@playwright/test';
import { type BadUdp, startBadUdp } from '../support/bad-udp.ts';
import type { CellProcess } from '../support/cell.ts';
import { whyNoTestNetwork } from '../support/network.ts';
import { haveEqualBoards, type Person } from '../support/person.ts';
import { ThreeComputers } from '../support/three-computers.ts';
import { startTurnServer, TURN_PORT, whyNoTurnServer } from '../support/turn-server.ts';

const reason = whyNoTestNetwork() ?? whyNoTurnServer();

/** One way from person to person, and the share of datagrams that are lost on each half of it. */
const WEATHER = [
  { latencyMs: 50, loss: 0 },
  { latencyMs: 200, loss: 0.05 },
  { latencyMs: 500, loss: 0.2 },
] as const;

test.describe('two people whose datagrams come late or not at all', () => {
  test.skip(reason !== null, reason ?? '');

  let computers: ThreeComputers;
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;
  let way: BadUdp;

  test.beforeEach(async () => {
    computers = new ThreeComputers();
    const { network, atCell, atAda, atBob } = computers;
    // All that is left between the two is the relay server, and the way to that is bad.
    network.part(atAda, atBob);
    way = await startBadUdp(atCell, TURN_PORT);
    computers.onEnd(() => way.stop());
    const turn = await startTurnServer(atCell, 'udp', way.port);
    computers.onEnd(() => turn.stop());
    ({ cell, ada, bob } = await computers.start(['--ice-servers', turn.iceServers]));
  });
  test.afterEach(() => computers.end());

  test('draw together, and nothing is lost (TE-07)', async () => {
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    const rung = async (): Promise<string | undefined> => (await ada.status()).people[0]?.rung;
    await expect.poll(rung).toBe('turn');
    let count = 0;
    for (const { latencyMs, loss } of WEATHER) {
      await way.set({ delayMs: latencyMs / 2, loss });
      const startedMs = performance.now();
      await ada.drawStroke(200, 200 + count * 20);
      await bob.drawStroke(500, 200 + count * 20);
      count += 2;
      await Promise.all([ada.hasElements(count), bob.hasElements(count)]);
      await haveEqualBoards(ada, bob);
      await expect(ada.page.getByRole('status')).toContainText('Live with 1');
      const tookMs = Math.round(performance.now() - startedMs);
      console.log(`${latencyMs} ms, ${loss * 100} % lost: both drawn and equal in ${tookMs} ms`);
    }
  });
});
