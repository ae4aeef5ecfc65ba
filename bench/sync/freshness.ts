/*
 * How long a change takes to be with the other (ME-01), on each rung of the ladder in turn: directly,
 * and through the cell over a WebSocket, an event stream and polls. Two browser processes, a real
 * cell, and proxies that let through what the rung is. From the call that makes the change to the
 * frame in which it is in the other's document, on the clock that both processes share.
 *
 *   npm run bench -- sync/freshness [changes on each rung]
 */
import type { Page } from '@playwright/test';
import { startCellProcess } from '../../tests/support/cell.ts';
import { type Faults, startFaultProxy } from '../../tests/support/fault-proxy.ts';
import { Person } from '../../tests/support/person.ts';
import { millisecondsLine } from '../support/figures.ts';
import { pageBundle } from '../support/page-bundle.ts';
import { type BenchScope, numberArgument, runBench, sleep } from '../support/run-bench.ts';

const CHANGES = numberArgument(0, 30);
const WARM_UP_CHANGES = 2;
const MEET_LIMIT_MS = 40_000;
const ARRIVAL_LIMIT_MS = 20_000;
/** Pauses between changes, so that they fall anywhere between two polls. */
const PAUSE_MS_MAX = 1_500;
const RUNG_LIMIT_MS = 150_000;

const NO_WEBRTC = ['--webrtc-ip-handling-policy=disable_non_proxied_udp'];

interface RungBench {
  readonly name: string;
  readonly extra: readonly string[];
  readonly faults: Faults;
  /** What the interface says of the link. */
  readonly shown: string;
}

const RUNGS: readonly RungBench[] = [
  { name: 'direct', extra: [], faults: {}, shown: 'direct' },
  { name: 'relay over a WebSocket', extra: NO_WEBRTC, faults: {}, shown: 'relay' },
  {
    name: 'relay over an event stream',
    extra: NO_WEBRTC,
    faults: { reset: /^GET \/v1\/signal/ },
    shown: 'relay',
  },
  {
    name: 'relay over polls',
    extra: NO_WEBRTC,
    faults: { reset: /^GET \/v1\/(signal|events)/ },
    shown: 'relay',
  },
];

async function arrive(scope: BenchScope, rung: RungBench, cellPort: number, probe: string) {
  const proxy = await startFaultProxy(cellPort);
  scope.defer(() => proxy.close());
  Object.assign(proxy.faults, rung.faults);
  const person = await Person.arrive({ extra: rung.extra });
  scope.defer(() => person.done());
  await person.page.addInitScript(probe);
  return { person, proxy };
}

async function measure(sender: Page, receiver: Page): Promise<number> {
  const before = await receiver.evaluate(() => window.probe.elementTimes.length);
  const madeAtMs = await sender.evaluate((x) => {
    const atMs = window.probe.now();
    window.drawbridge?.add([{ type: 'rectangle', x, y: 0, width: 8, height: 8 }]);
    return atMs;
  }, before * 10);
  await receiver.waitForFunction((count) => window.probe.elementTimes.length > count, before, {
    timeout: ARRIVAL_LIMIT_MS,
    polling: 20,
  });
  const arrivedAtMs = await receiver.evaluate((nth) => window.probe.elementTimes[nth], before);
  if (arrivedAtMs === undefined) throw new Error('a change did not arrive');
  return arrivedAtMs - madeAtMs;
}

for (const rung of RUNGS) {
  await runBench(async (scope) => {
    const cell = await startCellProcess();
    scope.defer(() => cell.stop());
    const probe = await pageBundle('./page/probe.ts', import.meta.url);
    const ada = await arrive(scope, rung, cell.port, probe);
    const bob = await arrive(scope, rung, cell.port, probe);
    await ada.person.open(`${ada.proxy.url}/#new`);
    await bob.person.open((await ada.person.link()).replace(ada.proxy.url, bob.proxy.url));
    await Promise.all([
      ada.person.isLiveWith(1, MEET_LIMIT_MS),
      bob.person.isLiveWith(1, MEET_LIMIT_MS),
    ]);
    const [link] = (await ada.person.status()).people;
    if (link?.rung !== rung.shown) throw new Error(`the link is ${link?.rung}, not ${rung.shown}`);
    await bob.person.page.evaluate(() =>
      window.probe.watchElements(() => window.drawbridge?.elements().length ?? 0),
    );
    const times: number[] = [];
    for (let change = -WARM_UP_CHANGES; change < CHANGES; change++) {
      const tookMs = await measure(ada.person.page, bob.person.page);
      if (change >= 0) times.push(tookMs);
      await sleep(Math.random() * PAUSE_MS_MAX);
    }
    const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
    console.log(`${millisecondsLine(rung.name, times)}  mean ${mean.toFixed(1)} ms`);
  }, RUNG_LIMIT_MS);
}
