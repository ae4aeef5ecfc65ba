/**
 * `npm run bench -- signaling/latency [seconds]`: how long a message takes from sender to reader at
 * 10,000 deliveries a second in 100 rooms of five; and what a second node adds: readers at the
 * sender's node and at another one, over Redis, in the same run.
 */

import { TestBoard } from '../../signaling/testing/board.ts';
import { quantile } from '../support/figures.ts';
import { numberArgument, runBench, sleep } from '../support/run-bench.ts';
import { Peer } from './peer.ts';
import { RedisUnderTest } from './redis-under-test.ts';
import { CELL, ServerUnderTest } from './server-under-test.ts';

const ROOMS = 100;
const ROOM_SIZE = 5;
const DELIVERIES_PER_SECOND = 10_000;
const QUIET_DELIVERIES_PER_SECOND = 400;
const DEFAULT_SECONDS = 15;
const WARM_UP_SECONDS = 3;
/** About as long as an encrypted ICE candidate. */
const DATA = 'q83vEjRWeJq8'.repeat(33);

/** Reads `<sender's clock>:<sender's node>:…` off a published message. */
const SENT = /"data":"([\d.]+):(\d):/;

interface Talk {
  readonly board: TestBoard;
  readonly members: readonly Peer[];
}

/** @param urls nodes, that the members of each room are spread over */
async function rooms(urls: readonly string[], onText: (text: string, node: number) => void) {
  const talks: Talk[] = [];
  for (let i = 0; i < ROOMS; i += 1) {
    const board = new TestBoard();
    const members = await Promise.all(
      Array.from({ length: ROOM_SIZE }, async (_, index) => {
        const node = index % urls.length;
        const events = { onText: (text: string) => onText(text, node) };
        const peer = await Peer.connect(urls[node] ?? '', events);
        peer.socket.send(JSON.stringify({ type: 'subscribe', topics: [board.room] }));
        return peer;
      }),
    );
    talks.push({ board, members });
  }
  return talks;
}

/** Sends at an even pace, whether or not the readers keep up. */
async function talk(
  talks: readonly Talk[],
  deliveriesPerSecond: number,
  seconds: number,
): Promise<void> {
  const perMs = deliveriesPerSecond / (ROOM_SIZE - 1) / 1_000;
  const startMs = performance.now();
  let sent = 0;
  while (performance.now() - startMs < seconds * 1_000) {
    const due = (performance.now() - startMs) * perMs;
    for (; sent < due; sent += 1) {
      const { board, members } = talks[sent % talks.length] ?? {};
      const sender = members?.[Math.floor(sent / talks.length) % 2];
      const node = Math.floor(sent / talks.length) % 2;
      const data = `${performance.now()}:${node}:${DATA}`;
      sender?.socket.send(JSON.stringify({ type: 'publish', topic: board?.room, data }));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await sleep(500);
}

const line = (label: string, values: readonly number[]): string => {
  const [p50, p99] = [quantile(values, 0.5), quantile(values, 0.99)];
  const name = label.padEnd(40);
  return `${name} p50 ${p50.toFixed(2)}  p99 ${p99.toFixed(2)} ms  (${values.length} deliveries)`;
};

await runBench(async ({ defer }) => {
  const seconds = numberArgument(0, DEFAULT_SECONDS);
  let latencies: number[] = [];
  const cell = await ServerUnderTest.start(CELL);
  defer(() => cell.kill());
  const one = await rooms([cell.signalUrl], (text) => {
    const sentMs = SENT.exec(text)?.[1];
    if (sentMs !== undefined) latencies.push(performance.now() - Number(sentMs));
  });
  await talk(one, DELIVERIES_PER_SECOND, WARM_UP_SECONDS);
  latencies = [];
  const beforeUs = await cell.cpuUs();
  await talk(one, DELIVERIES_PER_SECOND, seconds);
  const share = ((await cell.cpuUs()) - beforeUs) / (seconds * 1_000_000);
  console.log(line(`one node, ${DELIVERIES_PER_SECOND} deliveries/s`, latencies));
  console.log(`  ${(100 * share).toFixed(0)} % of one core`);
  for (const { members } of one) for (const { socket } of members) socket.terminate();
  await cell.kill();

  const redis = await RedisUnderTest.start();
  defer(() => redis.end());
  const nodes: ServerUnderTest[] = [];
  for (let i = 0; i < 2; i += 1) {
    const node = await ServerUnderTest.start(CELL, ['--redis', redis.url]);
    defer(() => node.kill());
    nodes.push(node);
  }
  const [near, far]: [number[], number[]] = [[], []];
  const two = await rooms(
    nodes.map(({ signalUrl }) => signalUrl),
    (text, node) => {
      const [, sentMs, sender] = SENT.exec(text) ?? [];
      if (sentMs === undefined) return;
      (Number(sender) === node ? near : far).push(performance.now() - Number(sentMs));
    },
  );
  await talk(two, QUIET_DELIVERIES_PER_SECOND, WARM_UP_SECONDS);
  near.length = 0;
  far.length = 0;
  await talk(two, QUIET_DELIVERIES_PER_SECOND, seconds);
  console.log(line(`two nodes, ${QUIET_DELIVERIES_PER_SECOND} deliveries/s, same node`, near));
  console.log(line('  other node', far));
  console.log(`  added p50 ${(quantile(far, 0.5) - quantile(near, 0.5)).toFixed(2)} ms`);
});
process.exit();
