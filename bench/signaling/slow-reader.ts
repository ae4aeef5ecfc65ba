/**
 * `npm run bench -- signaling/slow-reader`: what a member that reads nothing costs the cell and the
 * others while 20 MB of changes are published to its room: memory, and readers that are dropped.
 */
import { randomBytes } from 'node:crypto';
import { TestBoard } from '../../signaling/testing/board.ts';
import { runBench, sleep } from '../support/run-bench.ts';
import { Peer, until } from './peer.ts';
import { CELL, ServerUnderTest } from './server-under-test.ts';

const HEALTHY = 5;
const FRAME_BYTES = 64 * 1024;
const PUBLISHED_BYTES = 20 * 1024 * 1024;
const WARM_UP_FRAMES = 64;
/** Within the limit of one member, 4 MiB a second. */
const FRAME_INTERVAL_MS = 18;
const MIB = 1024 * 1024;

await runBench(async ({ defer }) => {
  const cell = await ServerUnderTest.start(CELL);
  defer(() => cell.kill());
  const board = new TestBoard();
  let received = 0;
  const readers: Peer[] = [];
  for (let i = 0; i < HEALTHY; i += 1) {
    const reader = await Peer.connect(cell.signalUrl, {
      onFrame: () => {
        received += 1;
      },
    });
    reader.enter(board);
    readers.push(reader);
  }
  const sender = await Peer.connect(cell.signalUrl);
  sender.enter(board);
  let sent = 0;
  const publish = async (frames: number): Promise<void> => {
    for (let i = 0; i < frames; i += 1) {
      sender.socket.send(board.document(randomBytes(FRAME_BYTES)));
      sent += 1;
      await sleep(FRAME_INTERVAL_MS);
    }
    await until(() => received === sent * HEALTHY);
  };
  // What healthy readers cost is there before.
  await publish(WARM_UP_FRAMES);
  const slow = await Peer.connect(cell.signalUrl);
  slow.enter(board);
  await sleep(200);
  slow.socket.pause();
  const beforeBytes = await cell.rssBytes();
  let mostBytes = beforeBytes;
  let watching = true;
  const watch = (async () => {
    while (watching) {
      mostBytes = Math.max(mostBytes, await cell.rssBytes());
      await sleep(250);
    }
  })();
  await publish(PUBLISHED_BYTES / FRAME_BYTES);
  watching = false;
  await watch;
  const dropped = readers.filter(({ closedWith }) => closedWith !== undefined).length;
  console.log(`${PUBLISHED_BYTES / MIB} MB published past a reader that reads nothing`);
  console.log(`  memory grew by ${((mostBytes - beforeBytes) / MIB).toFixed(1)} MB at most`);
  console.log(`  ${dropped} of ${HEALTHY} healthy readers dropped, ${received} frames received`);
  console.log(`  left behind: ${await cell.metric('drawbridge_slow_readers_total')}`);
});
process.exit();
