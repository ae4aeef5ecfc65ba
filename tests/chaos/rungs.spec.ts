import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { type FaultProxy, type Faults, startFaultProxy } from '../support/fault-proxy.ts';
import { haveEqualBoards, Person } from '../support/person.ts';

const NO_WEBRTC = ['--webrtc-ip-handling-policy=disable_non_proxied_udp'];

const NO_SOCKET: Faults = { reset: /^GET \/v1\/signal/ };
const POLLS: Faults = { reset: /^GET \/v1\/(signal|events)/ };

test.describe('two people whose networks let no direct connection through', () => {
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;
  let atAda: FaultProxy;
  let atBob: FaultProxy;

  const meet = async (faultsOfAda: Faults, faultsOfBob: Faults): Promise<void> => {
    cell = await startCellProcess();
    [atAda, atBob] = await Promise.all([startFaultProxy(cell.port), startFaultProxy(cell.port)]);
    Object.assign(atAda.faults, faultsOfAda);
    Object.assign(atBob.faults, faultsOfBob);
    [ada, bob] = await Promise.all([
      Person.arrive({ extra: NO_WEBRTC }),
      Person.arrive({ extra: NO_WEBRTC }),
    ]);
    await ada.open(`${atAda.url}/#new`);
    const link = await ada.link();
    await bob.open(link.replace(atAda.url, atBob.url));
  };
  const rungs = async (person: Person): Promise<string[]> =>
    (await person.status()).people.map(({ rung }) => rung);

  test.afterEach(async () => {
    await Promise.all([ada.done(), bob.done(), atAda.close(), atBob.close(), cell.stop()]);
  });

  const cases: readonly (readonly [string, Faults, Faults])[] = [
    ['WebSocket and WebSocket (TR-01)', {}, {}],
    ['event stream and WebSocket (TR-01, TR-11)', NO_SOCKET, {}],
    ['polls and WebSocket (TR-01, TR-02)', POLLS, {}],
    ['polls and polls (TR-01, TR-02)', POLLS, POLLS],
  ];
  for (const [name, faultsOfAda, faultsOfBob] of cases) {
    test(`draw together over ${name}`, async () => {
      const startedMs = performance.now();
      await meet(faultsOfAda, faultsOfBob);
      await ada.add([{ type: 'rectangle', x: 0, y: 0, width: 40, height: 40 }]);
      await bob.hasElements(1);
      console.log(`first change after ${Math.round(performance.now() - startedMs)} ms`);
      await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
      expect(await rungs(ada)).toEqual(['relay']);
      await expect(ada.page.getByRole('status')).toContainText('Live with 1');
      const drawnMs = performance.now();
      await bob.drawStroke(300, 300);
      await ada.hasElements(2);
      console.log(`a stroke is there after ${Math.round(performance.now() - drawnMs)} ms`);
      await haveEqualBoards(ada, bob);
      await expect.poll(async () => (await ada.status()).heldBy).toEqual({ all: 1, of: 1 });
    });
  }

  test('the WebSocket is blocked in the middle: they go on over what is left', async () => {
    await meet({}, {});
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    Object.assign(atAda.faults, NO_SOCKET);
    atAda.cut();
    await ada.add([{ type: 'rectangle', x: 0, y: 0, width: 40, height: 40 }]);
    await bob.add([{ type: 'ellipse', x: 90, y: 0, width: 40, height: 40 }]);
    await Promise.all([ada.hasElements(2), bob.hasElements(2)]);
    await haveEqualBoards(ada, bob);
  });

  test('the event stream is blocked too: they go on over polls (TR-11)', async () => {
    await meet(NO_SOCKET, {});
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    Object.assign(atAda.faults, POLLS);
    atAda.cut();
    await ada.add([{ type: 'rectangle', x: 0, y: 0, width: 40, height: 40 }]);
    await bob.add([{ type: 'ellipse', x: 90, y: 0, width: 40, height: 40 }]);
    await Promise.all([ada.hasElements(2), bob.hasElements(2)]);
    await haveEqualBoards(ada, bob);
    expect(atAda.requests.some((line) => line.startsWith('GET /v1/poll'))).toBe(true);
  });

  test('everything is cut again and again: nothing is lost (CM-01, CM-06)', async () => {
    // Each cut within ten seconds of the last makes the next wait twice as long (CM-03).
    test.setTimeout(240_000);
    await meet({}, NO_SOCKET);
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    for (let i = 0; i < 6; i++) {
      (i % 2 === 0 ? atAda : atBob).cut();
      await ada.add([{ type: 'rectangle', x: i * 20, y: 0, width: 10, height: 10 }]);
      await bob.add([{ type: 'ellipse', x: i * 20, y: 50, width: 10, height: 10 }]);
      await Promise.all([ada.hasElements(2 * i + 2), bob.hasElements(2 * i + 2)]);
    }
    await haveEqualBoards(ada, bob);
  });

  test('a connection that is half open is seen within 5 s, and made anew (CM-08)', async () => {
    await meet({}, {});
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    atAda.faults.blackhole = true;
    await ada.add([{ type: 'rectangle', x: 0, y: 0, width: 40, height: 40 }]);
    await expect(ada.page.getByRole('status')).not.toContainText('Live');
    atAda.faults.blackhole = false;
    await bob.hasElements(1);
    await haveEqualBoards(ada, bob);
  });
});
