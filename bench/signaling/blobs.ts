/**
 * `npm run bench -- signaling/blobs [rounds]`: CPU of the server for each encrypted blob of 1 MB that
 * one member sends to the four others of a room: as a signed binary frame through our cell, as
 * base64 in JSON through the server that comes with y-webrtc. One run, taking turns.
 */
import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';
import { TestBoard } from '../../signaling/testing/board.ts';
import { quantile, ratio } from '../support/figures.ts';
import { numberArgument, runBench } from '../support/run-bench.ts';
import { Peer, until } from './peer.ts';
import { CELL, ServerUnderTest, STOCK_SERVER } from './server-under-test.ts';

const BLOB_BYTES = 1024 * 1024;
const ROOM_SIZE = 5;
const BLOBS_A_ROUND = 8;
const DEFAULT_ROUNDS = 7;
const NO_LIMIT = String(1024 ** 4);

interface Contender {
  readonly server: ServerUnderTest;
  /** Sends one blob; resolves when the others have it. */
  readonly send: () => Promise<void>;
  readonly perBlobMs: number[];
}

async function cellContender(server: ServerUnderTest): Promise<Contender> {
  const board = new TestBoard();
  let received = 0;
  const peers: Peer[] = [];
  for (let i = 0; i < ROOM_SIZE; i += 1) {
    const peer = await Peer.connect(server.signalUrl, {
      onFrame: () => {
        received += 1;
      },
    });
    peer.enter(board);
    peers.push(peer);
  }
  const frame = board.document(randomBytes(BLOB_BYTES));
  const send = async (): Promise<void> => {
    const expected = received + ROOM_SIZE - 1;
    peers[0]?.socket.send(frame);
    await until(() => received >= expected, 1);
  };
  return { server, send, perBlobMs: [] };
}

async function stockContender(server: ServerUnderTest): Promise<Contender> {
  let received = 0;
  const sockets: WebSocket[] = [];
  for (let i = 0; i < ROOM_SIZE; i += 1) {
    const socket = new WebSocket(server.signalUrl, { perMessageDeflate: false });
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{"type":"subscribe","topics":["room"]}');
    const pong = new Promise((resolve) => socket.once('message', resolve));
    socket.send('{"type":"ping"}');
    await pong;
    socket.on('message', () => {
      received += 1;
    });
    sockets.push(socket);
  }
  const data = randomBytes(BLOB_BYTES).toString('base64');
  const text = JSON.stringify({ type: 'publish', topic: 'room', data });
  const send = async (): Promise<void> => {
    // It sends each message back to its sender too.
    const expected = received + ROOM_SIZE;
    sockets[0]?.send(text);
    await until(() => received >= expected, 1);
  };
  return { server, send, perBlobMs: [] };
}

await runBench(async ({ defer }) => {
  const rounds = numberArgument(0, DEFAULT_ROUNDS);
  const cell = await ServerUnderTest.start(CELL, [
    '--limits-frame-bytes-per-second',
    NO_LIMIT,
    '--limits-frame-byte-burst',
    NO_LIMIT,
  ]);
  defer(() => cell.kill());
  const stock = await ServerUnderTest.start(STOCK_SERVER);
  defer(() => stock.kill());
  const contenders = [await cellContender(cell), await stockContender(stock)];
  for (let round = 0; round <= rounds; round += 1) {
    for (const { server, send, perBlobMs } of contenders) {
      const beforeUs = await server.cpuUs();
      for (let i = 0; i < BLOBS_A_ROUND; i += 1) await send();
      const usedMs = ((await server.cpuUs()) - beforeUs) / 1_000;
      if (round > 0) perBlobMs.push(usedMs / BLOBS_A_ROUND);
    }
  }
  console.log(`CPU per blob of 1 MB to ${ROOM_SIZE - 1} others, ms, median / p95`);
  const baseMs = quantile(contenders[1]?.perBlobMs ?? [], 0.5);
  for (const { server, perBlobMs } of contenders) {
    const [median, p95] = [quantile(perBlobMs, 0.5), quantile(perBlobMs, 0.95)];
    const figures = `${median.toFixed(2).padStart(7)} / ${p95.toFixed(2).padStart(6)}`;
    console.log(`  ${server.name.padEnd(16)}${figures}   ${ratio(median, baseMs)}`);
  }
  process.exitCode = 0;
});
process.exit();
