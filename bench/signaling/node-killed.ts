/**
 * `npm run bench -- signaling/node-killed [clients]`: two nodes behind a proxy, and clients that use
 * the app's own connection. One node is killed: how long until all are back at the other, whether
 * rooms are whole again, and how many connections came in one second.
 */
import WebSocket from 'ws';
import { newPersonId, TestBoard } from '../../signaling/testing/board.ts';
import { CellConnection } from '../../src-renderer/sync/signal-channel/cell-connection.ts';
import { RoundRobinProxy } from '../../tests/support/round-robin-proxy.ts';
import { numberArgument, runBench, sleep } from '../support/run-bench.ts';
import { until } from './peer.ts';
import { RedisUnderTest } from './redis-under-test.ts';
import { CELL, ServerUnderTest } from './server-under-test.ts';

const DEFAULT_CLIENTS = 500;
const ROOM_SIZE = 5;

const environment = {
  openSocket: (url: string, protocols: string[]): globalThis.WebSocket => {
    const socket = new WebSocket(url, protocols);
    socket.on('error', () => undefined);
    return socket as Partial<globalThis.WebSocket> as globalThis.WebSocket;
  },
};

/** How many came in the busiest second. */
function busiestSecond(timesMs: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [last, timeMs] of timesMs.entries()) {
    while (timeMs - (timesMs[first] ?? 0) > 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

await runBench(async ({ defer }) => {
  const count = numberArgument(0, DEFAULT_CLIENTS);
  const redis = await RedisUnderTest.start();
  defer(() => redis.end());
  const nodes: ServerUnderTest[] = [];
  for (let i = 0; i < 2; i += 1) {
    const node = await ServerUnderTest.start(CELL, ['--redis', redis.url]);
    defer(() => node.kill());
    nodes.push(node);
  }
  const proxy = await RoundRobinProxy.start(nodes.map(({ port }) => port));
  defer(() => proxy.end());

  const heard = new Map<CellConnection, Set<string>>();
  const clients: { readonly connection: CellConnection; readonly board: TestBoard }[] = [];
  let board = new TestBoard();
  for (let i = 0; i < count; i += 1) {
    if (i % ROOM_SIZE === 0) board = new TestBoard();
    const connection = new CellConnection({ origin: proxy.origin, environment });
    const { room, proof } = board;
    const person = newPersonId();
    const enter = (): void => {
      connection.send({ type: 'subscribe', topics: [room] });
      connection.send({ type: 'enter', room, person, proof });
    };
    connection.onConnected((resumed) => {
      if (!resumed) enter();
    });
    connection.onMessage((message) => {
      if (message.type === 'publish' && typeof message.data === 'string') {
        heard.get(connection)?.add(message.data);
      }
    });
    heard.set(connection, new Set());
    clients.push({ connection, board });
    if (i % 25 === 24) await sleep(50);
  }
  const isBack = (): boolean => clients.every(({ connection }) => connection.session !== null);
  await until(isBack);
  await sleep(1_000);
  const atVictim = await (nodes[0]?.metric('drawbridge_sockets') ?? Number.NaN);

  proxy.upgradesMs.length = 0;
  const killedMs = performance.now();
  await nodes[0]?.kill();
  await until(() => clients.some(({ connection }) => connection.session === null), 1);
  await until(isBack);
  const backMs = performance.now() - killedMs;
  await sleep(1_000);
  for (const [i, { connection, board: its }] of clients.entries()) {
    connection.send({ type: 'publish', topic: its.room, data: `after ${i % ROOM_SIZE}` });
  }
  const isWhole = (): boolean => [...heard.values()].every((words) => words.size === ROOM_SIZE - 1);
  const wordsMs = performance.now();
  await until(() => isWhole() || performance.now() - wordsMs > 10_000);
  const whole = [...heard.values()].filter((words) => words.size === ROOM_SIZE - 1).length;

  console.log(`${count} clients, ${atVictim} of them at the node that was killed`);
  console.log(`  all back after ${(backMs / 1_000).toFixed(1)} s`);
  console.log(`  ${busiestSecond(proxy.upgradesMs)} connections in the busiest second`);
  console.log(`  ${whole} of ${count} hear everybody in their room again`);
  for (const { connection } of clients) connection.destroy();
}, 150_000);
process.exit();
