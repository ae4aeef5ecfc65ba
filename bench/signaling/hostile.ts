/**
 * `npm run bench -- signaling/hostile [frames] [seed]`: one node under all known kinds of bad input,
 * and then under a seeded fuzzer of both protocols, while two bystanders go on talking: whether it
 * survives, whether they notice, and what it costs in memory.
 */
import fc from 'fast-check';
import WebSocket from 'ws';
import { newPersonId, TestBoard } from '../../signaling/testing/board.ts';
import { STRIKES } from '../../signaling/testing/strikes.ts';
import { quantile } from '../support/figures.ts';
import { numberArgument, runBench } from '../support/run-bench.ts';
import { Peer, until } from './peer.ts';
import { CELL, ServerUnderTest } from './server-under-test.ts';

const DEFAULT_FRAMES = 100_000;
const DEFAULT_SEED = 20_261_125;
const FRAMES_A_CONNECTION = 20;
const ATTACKERS = 8;
const MIB = 1024 * 1024;
const board = new TestBoard();

const id = fc.oneof(fc.constantFrom('A'.repeat(22), board.room, '__proto__', ''), fc.string());
const value = fc.jsonValue({ maxDepth: 3 });
const type = fc.constantFrom('subscribe', 'publish', 'hello', 'enter', 'ack', 'read-mailbox', 'x');
const anyFrame = fc.oneof(
  fc
    .record(
      { type, topics: fc.array(id), topic: id, data: value, to: id, room: id, after: value },
      { requiredKeys: ['type'] },
    )
    .map((message) => JSON.stringify(message)),
  value.map((each) => JSON.stringify(each)),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(fc.constantFrom(1, 1, 2), fc.nat(9), fc.nat(3), fc.uint8Array({ maxLength: 400 }))
    .map(([version, kind, scope, rest]) =>
      Buffer.concat([Buffer.of(version, kind, scope, 0), board.roomBytes, rest]),
    ),
);

/** Two who talk to each other all the time. */
async function bystanders(signalUrl: string) {
  const roundTripsMs: number[] = [];
  let isWaiting = false;
  const [anna, ben] = [
    await Peer.connect(signalUrl, {
      onFrame: () => {
        isWaiting = false;
      },
    }),
    await Peer.connect(signalUrl, {
      onFrame: () => ben.socket.send(board.frame('control', Buffer.from('b'), anna.session)),
    }),
  ];
  for (const peer of [anna, ben]) peer.enter(board);
  let talking = true;
  const talk = (async () => {
    while (talking) {
      const startMs = performance.now();
      isWaiting = true;
      anna.socket.send(board.frame('control', Buffer.from('a'), ben.session));
      await until(() => !isWaiting || anna.closedWith !== undefined, 2);
      roundTripsMs.push(performance.now() - startMs);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const stop = async (): Promise<void> => {
    talking = false;
    await talk;
  };
  return { stop, roundTripsMs, dropped: () => [anna, ben].filter((its) => its.closedWith).length };
}

async function connected(signalUrl: string, protocols: readonly string[]): Promise<WebSocket> {
  const socket = new WebSocket(signalUrl, [...protocols]);
  socket.on('error', () => undefined);
  await new Promise((resolve) => {
    socket.once('open', resolve);
    socket.once('close', resolve);
  });
  return socket;
}

const closed = (socket: WebSocket): Promise<unknown> =>
  new Promise((resolve) => {
    if (socket.readyState === WebSocket.CLOSED) resolve(undefined);
    else socket.once('close', resolve);
  });

await runBench(async ({ defer }) => {
  const frames = numberArgument(0, DEFAULT_FRAMES);
  const seed = numberArgument(1, DEFAULT_SEED);
  const cell = await ServerUnderTest.start(CELL);
  defer(() => cell.kill());
  const { stop, roundTripsMs, dropped } = await bystanders(cell.signalUrl);
  let survived = 0;
  const strikeAll = async (): Promise<void> => {
    for (const { strike } of STRIKES) {
      const socket = await connected(cell.signalUrl, []);
      strike({ socket });
      await closed(socket);
      if ((await fetch(`${cell.origin}/livez`)).ok) survived += 1;
    }
  };
  await strikeAll();
  console.log(`${survived} of ${STRIKES.length} kinds of bad input survived`);
  const beforeBytes = await cell.rssBytes();
  let sent = 0;
  let connections = 0;
  const samples = fc.sample(anyFrame, { seed, numRuns: Math.min(frames, 20_000) });
  const attack = async (hasSession: boolean): Promise<void> => {
    const socket = await connected(cell.signalUrl, hasSession ? ['drawbridge.v2'] : []);
    connections += 1;
    if (hasSession) {
      const { room, proof } = board;
      socket.send('{"type":"hello"}');
      socket.send(JSON.stringify({ type: 'enter', room, person: newPersonId(), proof }));
    }
    for (let i = 0; i < FRAMES_A_CONNECTION; i += 1) {
      const frame = samples[(sent * 7 + i) % samples.length];
      if (frame !== undefined && socket.readyState === WebSocket.OPEN) socket.send(frame);
      sent += 1;
    }
    socket.close();
    await closed(socket);
  };
  const attackers = Array.from({ length: ATTACKERS }, async (_, i) => {
    while (sent < frames) await attack(i % 2 === 0);
  });
  await Promise.all(attackers);
  await stop();
  const grownBytes = (await cell.rssBytes()) - beforeBytes;
  console.log(`${sent} frames of the fuzzer (seed ${seed}) over ${connections} connections`);
  console.log(`  memory grew by ${(grownBytes / MIB).toFixed(1)} MB`);
  console.log(`  bystanders dropped: ${dropped()}`);
  const [p50, p99] = [quantile(roundTripsMs, 0.5), quantile(roundTripsMs, 0.99)];
  console.log(`  their round trips: p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} ms`);
});
process.exit();
