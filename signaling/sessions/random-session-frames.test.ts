import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPersonId, TestBoard } from '../testing/board.ts';
import { SessionClient } from '../testing/session-client.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { waitUntil } from '../testing/wait.ts';

const board = new TestBoard();
const id = fc.oneof(fc.constantFrom('A'.repeat(22), board.room, '__proto__', ''), fc.string());
const anyJson = fc.jsonValue({ maxDepth: 3 });
const count = fc.oneof(fc.nat(), fc.double(), anyJson);
const types = [
  'subscribe',
  'publish',
  'hello',
  'enter',
  'leave',
  'ack',
  'authorize',
  'read-mailbox',
  'read-part',
  'connected',
  'joined',
  'resync',
];
const almostMessage = fc
  .record(
    {
      type: fc.oneof(fc.constantFrom(...types), anyJson),
      topics: fc.oneof(fc.array(id), anyJson),
      topic: id,
      data: anyJson,
      to: id,
      person: id,
      room: fc.oneof(fc.constant(board.room), id),
      about: fc.oneof(fc.string(), anyJson),
      proof: fc.oneof(fc.constant(board.proof), anyJson),
      received: count,
      after: count,
      id: count,
      hash: id,
      token: anyJson,
      resume: fc.oneof(fc.record({ session: id, secret: id, received: count }), anyJson),
    },
    { requiredKeys: [] },
  )
  .map((message) => JSON.stringify(message));
/** Mostly of the right room and a known kind, so that it comes further than the header. */
const almostFrame = fc
  .record({
    version: fc.constantFrom(1, 1, 1, 2),
    kind: fc.nat(9),
    scope: fc.nat(3),
    reserved: fc.constantFrom(0, 0, 0, 1),
    isOfRoom: fc.constantFrom(true, true, false),
    rest: fc.uint8Array({ maxLength: 600 }),
  })
  .map(({ version, kind, scope, reserved, isOfRoom, rest }) =>
    Buffer.concat([
      Buffer.from([version, kind, scope, reserved]),
      isOfRoom ? board.roomBytes : Buffer.alloc(32),
      rest,
    ]),
  );
const item = fc.oneof(almostMessage, almostFrame, fc.uint8Array({ maxLength: 100 }));

describe.each(['websocket', 'events', 'short-poll'] as const)('random input over %s', (rung) => {
  it('never stops the cell or another client', async () => {
    const cell = await startTestCell({ limits: { messageBurst: 100_000 } });
    const [anna, ben] = [
      await SessionClient.connect(cell.url),
      await SessionClient.connect(cell.url),
    ];
    for (const client of [anna, ben]) {
      client.send({ type: 'enter', room: board.room, person: newPersonId(), proof: board.proof });
      await client.roundTrip();
    }
    let said = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 12 }), async (items) => {
        const attacker = await SessionClient.connect(cell.url, rung);
        const { room, proof } = board;
        attacker.send({ type: 'enter', room, person: newPersonId(), proof });
        for (const each of items) attacker.sendItems(each);
        said += 1;
        anna.sendFrame(board.document(Buffer.from(`word ${said}`)));
        const isHeard = (frame: Buffer) => frame.subarray(116).toString() === `word ${said}`;
        await ben.until(({ frames }) => frames.some(isHeard));
        attacker.drop();
      }),
      { numRuns: rung === 'websocket' ? 100 : 40 },
    );
    expect([anna.closed, ben.closed]).toEqual([undefined, undefined]);
    await waitUntil(() => cell.stats().sockets === 2);
  }, 60_000);
});
