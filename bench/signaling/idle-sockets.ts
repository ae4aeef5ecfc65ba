/**
 * `npm run bench -- signaling/idle-sockets [count]`: how many idle sessions one node holds, and what
 * each costs it. Both this process and the node may have 20,000 files open on most machines.
 */
import { numberArgument, runBench } from '../support/run-bench.ts';
import { Peer } from './peer.ts';
import { CELL, ServerUnderTest } from './server-under-test.ts';

const DEFAULT_COUNT = 18_000;
const AT_ONCE = 100;

await runBench(async ({ defer }) => {
  const count = numberArgument(0, DEFAULT_COUNT);
  const cell = await ServerUnderTest.start(CELL, ['--limits-max-sockets', String(count + 100)]);
  defer(() => cell.kill());
  const beforeBytes = await cell.rssBytes();
  const startMs = performance.now();
  const peers: Peer[] = [];
  while (peers.length < count) {
    const size = Math.min(AT_ONCE, count - peers.length);
    const more = Array.from({ length: size }, () => Peer.connect(cell.signalUrl));
    peers.push(...(await Promise.all(more)));
  }
  const tookMs = performance.now() - startMs;
  const held = await cell.metric('drawbridge_sockets');
  const eachBytes = ((await cell.rssBytes()) - beforeBytes) / held;
  const busyUs = await cell.cpuUs();
  await new Promise((resolve) => setTimeout(resolve, 20_000));
  const idleShare = ((await cell.cpuUs()) - busyUs) / 20_000_000;
  console.log(`${held} sockets held, opened in ${(tookMs / 1_000).toFixed(1)} s`);
  console.log(`${(eachBytes / 1_024).toFixed(1)} KiB each`);
  console.log(`${(100 * idleShare).toFixed(1)} % of one core while idle (pings each 15 s)`);
  for (const { socket } of peers) socket.terminate();
});
