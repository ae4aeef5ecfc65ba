/**
 * `npm run bench -- signaling/many-clients`: 1,000 clients, whom `/metrics` must count exactly, and
 * 10,000 messages to one room of twelve, all of which must arrive.
 */
import { TestBoard } from '../../signaling/testing/board.ts';
import { runBench } from '../support/run-bench.ts';
import { Peer, until } from './peer.ts';
import { CELL, ServerUnderTest } from './server-under-test.ts';

const CLIENTS = 1_000;
const ROOM_SIZE = 12;
const MESSAGES = 10_000;
const DATA = 'q83vEjRWeJq8'.repeat(33);

await runBench(async ({ defer }) => {
  const cell = await ServerUnderTest.start(CELL);
  defer(() => cell.kill());
  const clients: Peer[] = [];
  while (clients.length < CLIENTS) {
    const more = Array.from({ length: 100 }, () => Peer.connect(cell.signalUrl));
    clients.push(...(await Promise.all(more)));
  }
  console.log(`/metrics with ${CLIENTS} clients: ${await cell.metric('drawbridge_sockets')}`);
  await Promise.all(clients.map((client) => client.leave()));
  const leftMs = performance.now();
  let left = await cell.metric('drawbridge_sockets');
  // The last of them may not have been noticed yet.
  while (left > 0 && performance.now() - leftMs < 5_000) {
    left = await cell.metric('drawbridge_sockets');
  }
  console.log(`/metrics when they have left: ${left}`);

  const { room } = new TestBoard();
  let received = 0;
  const members: Peer[] = [];
  for (let i = 0; i < ROOM_SIZE; i += 1) {
    const onText = (text: string): void => {
      if (text.startsWith('{"type":"publish"')) received += 1;
    };
    const member = await Peer.connect(cell.signalUrl, { onText });
    member.socket.send(JSON.stringify({ type: 'subscribe', topics: [room] }));
    members.push(member);
  }
  const text = JSON.stringify({ type: 'publish', topic: room, data: DATA });
  const expected = MESSAGES * (ROOM_SIZE - 1);
  const startMs = performance.now();
  for (let i = 0; i < MESSAGES; i += 1) {
    members[i % ROOM_SIZE]?.socket.send(text);
    if (i % 100 === 99) await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => received === expected || performance.now() - startMs > 60_000);
  const seconds = (performance.now() - startMs) / 1_000;
  console.log(`${MESSAGES} messages to a room of ${ROOM_SIZE}:`);
  console.log(`  ${received} of ${expected} deliveries in ${seconds.toFixed(2)} s`);
  for (const { socket } of members) socket.terminate();
});
process.exit();
