import { describe, expect, it } from 'vitest';
import { newPersonId, newSigningKey, TestBoard } from '../testing/board.ts';
import { RUNGS, SessionClient, type TestRung } from '../testing/session-client.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { waitUntil } from '../testing/wait.ts';

const board = new TestBoard();
const bytes = (text: string): Buffer => Buffer.from(text);

async function enter(url: string, rung: TestRung = 'websocket', proof = board.proof) {
  const client = await SessionClient.connect(url, rung);
  client.send({ type: 'enter', room: board.room, person: newPersonId(), proof });
  await client.roundTrip();
  return client;
}

describe.each(RUNGS)('on the rung %s, somebody without the edit key', (rung) => {
  it('writes no document frame, neither unsigned nor wrongly signed nor replayed elsewhere', async () => {
    const { url } = await startTestCell();
    const anna = await enter(url);
    const intruder = await enter(url, rung);
    const other = new TestBoard();
    const valid = board.document(bytes('a change'));
    const changed = Buffer.from(valid);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    const moved = Buffer.from(other.document(bytes('of another room')));
    board.roomBytes.copy(moved, 4);
    for (const frame of [
      board.frame('document', bytes('short')),
      board.frame('document', Buffer.alloc(200)),
      board.document(bytes('x'), undefined, newSigningKey()),
      board.document(bytes('x'), anna.id, newSigningKey()),
      changed,
      moved,
    ]) {
      intruder.sendFrame(frame);
    }
    await intruder.until(({ errors }) => errors.length === 6);
    expect(new Set(intruder.errors)).toEqual(new Set(['bad-signature']));
    await anna.roundTrip();
    expect(anna.frames).toEqual([]);
  });

  it('is thrown out when it goes on trying', async () => {
    const cell = await startTestCell();
    const anna = await enter(cell.url);
    const intruder = await enter(cell.url, rung);
    for (let i = 0; i < 12; i += 1) intruder.sendFrame(board.frame('document', Buffer.alloc(100)));
    await waitUntil(() => cell.stats().sessions === 1);
    await intruder.until(({ closed }) => closed !== undefined);
    expect(intruder.errors.length).toBeLessThanOrEqual(11);
    await anna.roundTrip();
    expect(anna.frames).toEqual([]);
    await anna.until((its) => its.of('left').length === 1);
    intruder.drop();
  });

  it('may ask one peer reliably, in few bytes', async () => {
    const { url } = await startTestCell();
    const anna = await enter(url);
    const viewer = await enter(url, rung);
    viewer.sendFrame(board.frame('control', bytes('what do you have?'), anna.id));
    await anna.until(({ frames }) => frames.length === 1);
  });

  it('gets and gives nothing without having shown the link of the board', async () => {
    const { url } = await startTestCell();
    const anna = await enter(url);
    const stranger = await SessionClient.connect(url, rung);
    stranger.sendFrame(board.frame('live', bytes('x')));
    stranger.send({ type: 'enter', room: board.room, person: newPersonId() });
    stranger.sendFrame(board.frame('live', bytes('x')));
    stranger.sendFrame(board.frame('control', bytes('x'), anna.id));
    stranger.sendFrame(board.document(bytes('x')));
    await stranger.until(({ errors }) => errors.length === 4);
    expect(stranger.errors).toEqual(['not-entered', 'no-proof', 'no-proof', 'no-proof']);
    anna.sendFrame(board.document(bytes('to all')));
    anna.sendFrame(board.frame('live', bytes('to all')));
    anna.sendFrame(board.document(bytes('to it'), stranger.id));
    await anna.until(({ errors }) => errors.length === 1);
    await stranger.roundTrip();
    expect([anna.frames, stranger.frames, anna.errors]).toEqual([[], [], ['peer-gone']]);
  });
});

describe('a frame', () => {
  it('goes to everybody in the room but its sender, who cannot name another as the sender', async () => {
    const { url } = await startTestCell();
    const clients = [await enter(url), await enter(url), await enter(url, 'events')];
    const [anna, ben] = clients;
    if (!anna || !ben) throw new Error('too few');
    const forged = board.document(bytes('a change'));
    Buffer.from(ben.id, 'base64url').copy(forged, 36);
    anna.sendFrame(forged);
    for (const client of clients.slice(1)) await client.until(({ frames }) => frames.length === 1);
    await anna.roundTrip();
    expect(anna.frames).toEqual([]);
    for (const { frames } of clients.slice(1)) {
      expect(frames[0]?.subarray(36, 52).toString('base64url')).toBe(anna.id);
    }
  });

  it.each([
    ['of another version', (frame: Buffer) => frame.writeUInt8(9, 0)],
    ['of no kind', (frame: Buffer) => frame.writeUInt8(0, 1)],
    ['of a kind that only a cell sends', (frame: Buffer) => frame.writeUInt8(6, 1)],
    ['of no scope', (frame: Buffer) => frame.writeUInt8(9, 2)],
    ['with a reserved byte set', (frame: Buffer) => frame.writeUInt8(1, 3)],
    ['of kind control to the whole room', (frame: Buffer) => frame.writeUInt8(3, 1)],
  ])('%s ends its sender and nobody else', async (_name, spoil) => {
    const { url } = await startTestCell();
    for (const rung of ['websocket', 'long-poll'] as const) {
      const [anna, attacker] = [await enter(url), await enter(url, rung)];
      const frame = board.frame('live', bytes('x'));
      spoil(frame);
      attacker.sendFrame(frame);
      await attacker.until(({ closed }) => closed !== undefined);
      if (rung === 'websocket') {
        expect(attacker.closed).toEqual({ code: 1008, reason: 'invalid-message' });
      }
      await anna.until((its) => its.of('left').length === 1);
      anna.drop();
      attacker.drop();
    }
  });

  it('of kind live is left out for a reader that is behind, others are not (SC-12)', async () => {
    const cell = await startTestCell({
      limits: { frameByteBurst: 1024 ** 3, sendQueueGraceMs: 60_000, sendQueueMaxBytes: 1024 ** 3 },
    });
    const [anna, slow] = [await enter(cell.url), await enter(cell.url)];
    slow.pause();
    const chunk = Buffer.alloc(256 * 1024);
    let documents = 0;
    for (let i = 0; i < 100; i += 1) {
      anna.sendFrame(board.document(chunk));
      anna.sendFrame(board.frame('live', bytes('cursor')));
      documents += 1;
    }
    await anna.roundTrip();
    slow.resume();
    const isDocument = (frame: Buffer): boolean => frame[1] === 2;
    await slow.until(({ frames }) => frames.filter(isDocument).length === documents);
    await slow.roundTrip();
    expect(slow.frames.filter((frame) => !isDocument(frame)).length).toBeLessThan(100);
    expect(slow.of('resync')).toEqual([]);
    // Once it has caught up, live frames come again.
    const before = slow.frames.length;
    anna.sendFrame(board.frame('live', bytes('cursor')));
    await slow.until(({ frames }) => frames.length === before + 1);
  });

  it('is replaced by resync for a reader that is too far behind, which stays (SC-12)', async () => {
    const cell = await startTestCell({
      limits: { frameByteBurst: 1024 ** 3, sendQueueMaxBytes: 8 * 1024 * 1024 },
    });
    const [anna, ben, slow] = [await enter(cell.url), await enter(cell.url), await enter(cell.url)];
    slow.pause();
    const chunk = Buffer.alloc(1024 * 1024);
    const documents = 40;
    for (let i = 0; i < documents; i += 1) anna.sendFrame(board.document(chunk));
    await ben.until(({ frames }) => frames.length === documents);
    slow.resume();
    await slow.until((its) => its.of('resync').length > 0);
    await slow.roundTrip();
    expect(slow.of('resync')[0]).toMatchObject({ reason: 'slow-reader' });
    expect(slow.frames.length).toBeLessThan(documents);
    expect(slow.closed).toBeUndefined();
    anna.sendFrame(board.document(bytes('after')));
    await slow.until(
      ({ frames }) =>
        frames
          .at(-1)
          ?.subarray(52 + 64)
          .toString() === 'after',
    );
    // The count goes on where both sides think it does.
    slow.drop();
    anna.sendFrame(board.document(bytes('while away')));
    await anna.roundTrip();
    await slow.open();
    await slow.until(
      ({ frames }) =>
        frames
          .at(-1)
          ?.subarray(52 + 64)
          .toString() === 'while away',
    );
    expect(
      slow.frames
        .at(-2)
        ?.subarray(52 + 64)
        .toString(),
    ).toBe('after');
  });
});
