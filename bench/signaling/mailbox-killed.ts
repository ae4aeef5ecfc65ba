/**
 * `npm run bench -- signaling/mailbox-killed [rounds]`: `kill -9` while entries are stored, of a node
 * with a data folder, and of the Redis of two nodes: how many acknowledged entries are lost.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionServerMessageSchema } from '../../signaling/protocol.ts';
import { newSigningKey, sha256, TestBoard } from '../../signaling/testing/board.ts';
import { numberArgument, runBench, sleep } from '../support/run-bench.ts';
import { Peer, until } from './peer.ts';
import { RedisUnderTest } from './redis-under-test.ts';
import { CELL, ServerUnderTest } from './server-under-test.ts';

const DEFAULT_ROUNDS = 5;
const WRITERS = 4;
const ENTRY_BYTES = 2_000;
const KILL_AFTER_MS = 700;

/** Stores entries, one after the other was acknowledged, until it is stopped. */
class Writer {
  readonly board: TestBoard;
  acknowledged = 0;
  readonly #key = newSigningKey();
  #previous: Uint8Array = new Uint8Array(32);
  #sent = 0;
  #peer: Peer | undefined;

  constructor(board: TestBoard) {
    this.board = board;
  }

  async start(signalUrl: string): Promise<void> {
    const peer = await Peer.connect(signalUrl, { onText: (text) => this.#onText(text) });
    this.#peer = peer;
    peer.enter(this.board);
    for (let i = 0; i < 8; i += 1) this.#append();
  }

  end(): void {
    this.#peer?.socket.terminate();
  }

  #onText(text: string): void {
    if (!text.startsWith('{"type":"appended"')) return;
    this.acknowledged += 1;
    this.#append();
  }

  #append(): void {
    this.#sent += 1;
    const entry = this.board.entry(this.#key, {
      counter: this.#sent,
      previous: this.#previous,
      content: randomBytes(ENTRY_BYTES),
    });
    this.#previous = sha256(entry);
    this.#peer?.socket.send(this.board.frame('append', entry));
  }
}

/** How many entries a room's mailbox has. */
async function stored(signalUrl: string, board: TestBoard): Promise<number> {
  let entries = 0;
  let next = 0;
  let isDone = false;
  const read = (): void =>
    peer.socket.send(
      JSON.stringify({ type: 'read-mailbox', id: 1, room: board.room, after: next }),
    );
  const peer = await Peer.connect(signalUrl, {
    onFrame: () => {
      entries += 1;
    },
    onText: (text) => {
      const message = sessionServerMessageSchema.parse(JSON.parse(text));
      if (message.type === 'mailbox-refused') void sleep(200).then(read);
      if (message.type !== 'mailbox-page') return;
      next = message.next;
      if (message.more) read();
      else isDone = true;
    },
  });
  peer.enter(board);
  read();
  await until(() => isDone);
  peer.socket.terminate();
  return entries;
}

interface Outcome {
  acknowledged: number;
  lost: number;
}

async function oneRound(
  outcome: Outcome,
  signalUrl: string,
  kill: () => Promise<void>,
  comeBack: () => Promise<string>,
): Promise<void> {
  const writers = Array.from({ length: WRITERS }, () => new Writer(new TestBoard()));
  for (const writer of writers) await writer.start(signalUrl);
  await sleep(KILL_AFTER_MS);
  await kill();
  await sleep(100);
  for (const writer of writers) writer.end();
  const url = await comeBack();
  for (const { board, acknowledged } of writers) {
    outcome.acknowledged += acknowledged;
    outcome.lost += Math.max(0, acknowledged - (await stored(url, board)));
  }
}

const report = (label: string, rounds: number, { acknowledged, lost }: Outcome): void =>
  console.log(`${label}, killed ${rounds} times: ${lost} of ${acknowledged} entries lost`);

await runBench(async ({ defer }) => {
  const rounds = numberArgument(0, DEFAULT_ROUNDS);
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-bench-mailbox-'));
  defer(() => rm(folder, { recursive: true, force: true }));
  const withFolder: Outcome = { acknowledged: 0, lost: 0 };
  let cell = await ServerUnderTest.start(CELL, ['--data-folder', folder]);
  defer(() => cell.kill());
  for (let round = 0; round < rounds; round += 1) {
    await oneRound(
      withFolder,
      cell.signalUrl,
      () => cell.kill(),
      async () => {
        cell = await ServerUnderTest.start(CELL, ['--data-folder', folder]);
        return cell.signalUrl;
      },
    );
  }
  report('a node with a data folder', rounds, withFolder);

  const redis = await RedisUnderTest.start();
  defer(() => redis.end());
  const withRedis: Outcome = { acknowledged: 0, lost: 0 };
  const node = await ServerUnderTest.start(CELL, ['--redis', redis.url]);
  defer(() => node.kill());
  for (let round = 0; round < rounds; round += 1) {
    await oneRound(
      withRedis,
      node.signalUrl,
      () => redis.kill(),
      async () => {
        await redis.restart();
        while (!(await fetch(`${node.origin}/readyz`)).ok) await sleep(50);
        return node.signalUrl;
      },
    );
  }
  report('Redis (append-only, each second)', rounds, withRedis);
});
process.exit();
