import { describe, expect, it } from 'vitest';
import { newPersonId, TestBoard } from '../testing/board.ts';
import { RUNGS, SessionClient } from '../testing/session-client.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { waitUntil } from '../testing/wait.ts';

/** How long a cell may take to see that a connection broke, on a busy machine. */
const NOTICED_MS = 3_000;

const board = new TestBoard();
const { room } = board;

async function member(url: string, person = newPersonId(), about = 'sealed') {
  const client = await SessionClient.connect(url);
  client.send({ type: 'enter', room, person, about, proof: board.proof });
  await client.until((its) => its.of('members').length > 0);
  return client;
}

describe('the members of a room', () => {
  it('are told to whoever enters, who is told to them (PR-04, PR-09)', async () => {
    const { url } = await startTestCell();
    const [annasId, bensId] = [newPersonId(), newPersonId()];
    const anna = await member(url, annasId, 'Anna, sealed');
    const ben = await member(url, bensId, 'Ben, sealed');
    expect(anna.of('members')).toEqual([{ type: 'members', room, members: [] }]);
    expect(ben.of('members')).toEqual([
      {
        type: 'members',
        room,
        members: [{ session: anna.id, person: annasId, about: 'Anna, sealed', connected: true }],
      },
    ]);
    await anna.until((its) => its.of('joined').length === 1);
    expect(anna.of('joined')).toEqual([
      {
        type: 'joined',
        room,
        member: { session: ben.id, person: bensId, about: 'Ben, sealed', connected: true },
      },
    ]);
  });

  it('may tell something new about themselves', async () => {
    const { url } = await startTestCell();
    const anna = await member(url);
    const person = newPersonId();
    const ben = await member(url, person, 'viewing, sealed');
    ben.send({ type: 'enter', room, person, about: 'editing, sealed' });
    await anna.until((its) => its.of('joined').length === 2);
    expect(anna.of('joined')[1]?.member.about).toBe('editing, sealed');
    // The proof that was shown still holds.
    ben.sendFrame(board.frame('control', Buffer.from('x'), anna.id));
    await anna.until(({ frames }) => frames.length === 1);
  });

  it.each(RUNGS)('leave at once with bye and with leave, on the rung %s (PR-03)', async (rung) => {
    const { url } = await startTestCell();
    const anna = await member(url);
    const ben = await SessionClient.connect(url, rung);
    const enter = { type: 'enter', room, person: newPersonId() } as const;
    ben.send(enter);
    await anna.until((its) => its.of('joined').length === 1);
    ben.send({ type: 'leave', room });
    await anna.until((its) => its.of('left').length === 1);
    ben.send(enter, { type: 'bye' });
    await anna.until((its) => its.of('left').length === 2);
    expect(anna.of('left')[1]).toEqual({ type: 'left', room, session: ben.id });
    expect(anna.of('lost')).toEqual([]);
  });

  it.each(['websocket', 'events', 'long-poll'] as const)(
    'are told as lost at once when the connection breaks on the rung %s, and as back',
    async (rung) => {
      const { url } = await startTestCell();
      const anna = await member(url);
      const ben = await SessionClient.connect(url, rung);
      ben.send({ type: 'enter', room, person: newPersonId() });
      await anna.until((its) => its.of('joined').length === 1);
      const isLost = (): boolean => anna.of('lost').length === 1;
      // Between two polls there is no connection that could break: then it takes one more try.
      for (let tries = 1; !isLost(); tries++) {
        if (tries > 1) await ben.open();
        await ben.roundTrip();
        ben.drop();
        await waitUntil(isLost, () => 'lost', NOTICED_MS).catch((error: unknown) => {
          if (rung !== 'long-poll' || tries > 5) throw error;
        });
      }
      const carla = await member(url);
      expect(carla.of('members')[0]?.members).toContainEqual(
        expect.objectContaining({ session: ben.id, connected: false }),
      );
      await ben.open();
      await anna.until((its) => its.of('joined').length === 3);
      expect(anna.of('joined')[2]?.member).toMatchObject({ session: ben.id, connected: true });
      expect(anna.of('left')).toEqual([]);
    },
  );

  it('are told as left once when they give no sign of life, and are welcome back (PR-02, PR-06)', async () => {
    const { url } = await startTestCell({ limits: { memberTtlMs: 1_500, sweepIntervalMs: 20 } });
    const anna = await member(url);
    const alive = setInterval(() => anna.send({ type: 'ping' }), 200);
    try {
      for (const rung of RUNGS) {
        const before = anna.of('left').length;
        const ben = await SessionClient.connect(url, rung);
        ben.send({ type: 'enter', room, person: newPersonId() });
        await ben.roundTrip();
        ben.drop();
        await anna.until((its) => its.of('left').length === before + 1);
        expect(anna.of('left').at(-1)).toEqual({ type: 'left', room, session: ben.id });
        await ben.open();
        await anna.until((its) => its.of('joined').at(-1)?.member.session === ben.id);
        expect(ben.connected).toMatchObject({ resumed: true });
        ben.send({ type: 'bye' });
        await anna.until((its) => its.of('left').length === before + 2);
      }
    } finally {
      clearInterval(alive);
    }
  });

  it('are told as left once also when the session is over before they come back', async () => {
    const limits = { memberTtlMs: 1_000, sessionResumeMs: 1_500, sweepIntervalMs: 20 };
    const cell = await startTestCell({ limits });
    const anna = await member(cell.url);
    const alive = setInterval(() => anna.send({ type: 'ping' }), 100);
    try {
      const ben = await member(cell.url);
      ben.drop();
      await anna.until((its) => its.of('left').length === 1 && cell.stats().sessions === 1);
      await anna.roundTrip();
      expect(anna.of('left')).toHaveLength(1);
      await ben.open();
      expect(ben.connected).toMatchObject({ resumed: false });
    } finally {
      clearInterval(alive);
    }
  });

  it('are no more than the room holds', async () => {
    const { url } = await startTestCell({ limits: { maxRoomMembers: 2 } });
    await member(url);
    await member(url);
    const third = await SessionClient.connect(url);
    third.send({ type: 'enter', room, person: newPersonId() });
    await third.until(({ errors }) => errors.length === 1);
    expect(third.of('error')[0]).toMatchObject({ code: 'room-full', room });
  });

  it('cannot enter with a proof of another room', async () => {
    const { url } = await startTestCell();
    const client = await SessionClient.connect(url);
    client.send({
      type: 'enter',
      room,
      person: newPersonId(),
      proof: { ...board.proof, edit: new TestBoard().proof.edit },
    });
    await client.until(({ errors }) => errors.length === 1);
    expect(client.errors).toEqual(['bad-proof']);
    const other = await member(url);
    expect(other.of('members')[0]?.members).toEqual([]);
  });
});

describe('a message for one', () => {
  it('reaches exactly that session of twenty, or the sessions of that person (TR-15)', async () => {
    const { url } = await startTestCell();
    const person = newPersonId();
    const clients = await Promise.all(
      Array.from({ length: 20 }, (_, i) => member(url, i < 3 ? person : newPersonId())),
    );
    for (const client of clients) client.send({ type: 'subscribe', topics: [room] });
    await Promise.all(clients.map((client) => client.roundTrip()));
    const [, second, , fourth] = clients;
    const sender = clients.at(-1);
    if (!second || !fourth || !sender) throw new Error('too few');
    sender.send({ type: 'publish', topic: room, data: 'for one', to: fourth.id });
    sender.send({ type: 'publish', topic: room, data: 'for a person', person });
    sender.sendFrame(board.document(Buffer.from('for one'), fourth.id));
    sender.sendFrame(board.frame('live', Buffer.from('for a person'), person, 'person'));
    await Promise.all(clients.map((client) => client.roundTrip()));
    await Promise.all(clients.map((client) => client.roundTrip()));
    const received = clients.map(({ published, frames }) => [published.length, frames.length]);
    expect(received).toEqual(clients.map((_, i) => (i <= 3 ? [1, 1] : [0, 0])));
    expect([second.published, fourth.published]).toEqual([['for a person'], ['for one']]);
  });

  it('is refused when that one is not in the room', async () => {
    const { url } = await startTestCell();
    const anna = await member(url);
    const outside = await SessionClient.connect(url);
    anna.send({ type: 'subscribe', topics: [room] });
    anna.send({ type: 'publish', topic: room, data: 'x', to: outside.id });
    anna.sendFrame(board.document(Buffer.from('x'), outside.id));
    await anna.until(({ errors }) => errors.length === 2);
    expect(anna.errors).toEqual(['peer-gone', 'peer-gone']);
    await outside.roundTrip();
    expect([outside.published, outside.frames]).toEqual([[], []]);
  });
});
