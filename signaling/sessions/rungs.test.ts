import { describe, expect, it } from 'vitest';
import { newPersonId, TestBoard } from '../testing/board.ts';
import { RUNGS, SessionClient } from '../testing/session-client.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { waitUntil } from '../testing/wait.ts';

const TOPIC = 'a topic';
const bytes = (text: string): Buffer => Buffer.from(text);

describe.each(RUNGS)('a session on the rung %s (TR-01)', (rung) => {
  it('exchanges signaling messages with one on the WebSocket, in order', async () => {
    const { url } = await startTestCell();
    const [low, high] = [
      await SessionClient.connect(url, rung),
      await SessionClient.connect(url, 'websocket'),
    ];
    for (const client of [low, high]) {
      client.send({ type: 'subscribe', topics: [TOPIC] });
      await client.roundTrip();
    }
    for (let i = 0; i < 30; i += 1) {
      low.send({ type: 'publish', topic: TOPIC, data: `up ${i}` });
      high.send({ type: 'publish', topic: TOPIC, data: { down: i } });
    }
    await low.until(({ published }) => published.length === 30);
    await high.until(({ published }) => published.length === 30);
    expect(high.published).toEqual(Array.from({ length: 30 }, (_, i) => `up ${i}`));
    expect(low.published).toEqual(Array.from({ length: 30 }, (_, i) => ({ down: i })));
    expect(low.of('publish')[0]).toMatchObject({ from: high.id, clients: 2 });
  });

  it('is heard by stock clients and hears them', async () => {
    const { url } = await startTestCell();
    const stock = await TestClient.connect(url);
    await stock.subscribe(TOPIC);
    const client = await SessionClient.connect(url, rung);
    client.send({ type: 'subscribe', topics: [TOPIC] });
    client.send({ type: 'publish', topic: TOPIC, data: 'hello' });
    await waitUntil(() => stock.published.includes('hello'));
    stock.publish(TOPIC, { type: 'announce' });
    await client.until(({ published }) => published.length === 1);
    expect(client.of('publish')).toEqual([
      { type: 'publish', topic: TOPIC, data: { type: 'announce' }, clients: 2 },
    ]);
  });

  it('takes binary frames of every kind up to 4 MiB, unchanged but for the sender', async () => {
    const { url } = await startTestCell();
    const board = new TestBoard();
    const [low, high] = [
      await SessionClient.connect(url, rung),
      await SessionClient.connect(url, 'websocket'),
    ];
    for (const client of [low, high]) {
      client.send({
        type: 'enter',
        room: board.room,
        person: newPersonId(),
        proof: board.proof,
      });
      await client.roundTrip();
    }
    const big = Buffer.alloc(4 * 1024 * 1024 - 52 - 64, 7);
    for (const [from, to] of [
      [low, high],
      [high, low],
    ] as const) {
      from.sendFrame(board.document(big));
      from.sendFrame(board.frame('control', bytes('a request'), to.id));
      from.sendFrame(board.document(bytes('a change'), to.id));
      await to.until(({ frames }) => frames.length === 3);
      expect(to.frames[0]?.subarray(52 + 64).equals(big)).toBe(true);
      expect(to.frames[1]?.subarray(52).toString()).toBe('a request');
      expect(to.frames[2]?.subarray(52 + 64).toString()).toBe('a change');
      for (const frame of to.frames) {
        expect(frame.subarray(36, 52).toString('base64url')).toBe(from.id);
      }
    }
    expect([low.errors, high.errors]).toEqual([[], []]);
  });

  it('loses nothing and gets nothing twice when its connection breaks again and again (CM-06, TR-04)', async () => {
    const { url } = await startTestCell();
    const sender = await SessionClient.connect(url);
    const client = await SessionClient.connect(url, rung);
    client.send({ type: 'subscribe', topics: [TOPIC] });
    sender.send({ type: 'subscribe', topics: [TOPIC] });
    await client.roundTrip();
    let sent = 0;
    for (let round = 0; round < 8; round += 1) {
      for (let i = 0; i < 20; i += 1) {
        sender.send({ type: 'publish', topic: TOPIC, data: String(sent) });
        sent += 1;
        if (i === 10) client.drop();
      }
      await sender.roundTrip();
      await client.open();
    }
    await client.until(({ published }) => published.length >= sent);
    expect(client.published).toEqual(Array.from({ length: sent }, (_, i) => String(i)));
    expect(client.of('connected').every(({ session }) => session === client.id)).toBe(true);
    expect(client.of('resync')).toEqual([]);
  });

  it('says resync when more was missed than is kept', async () => {
    const { url } = await startTestCell({
      limits: { replayMaxMessages: 20, memberTtlMs: 60_000 },
    });
    const board = new TestBoard();
    const sender = await SessionClient.connect(url);
    const client = await SessionClient.connect(url, rung);
    for (const each of [sender, client]) {
      each.send({ type: 'subscribe', topics: [TOPIC] });
      each.send({ type: 'enter', room: board.room, person: newPersonId() });
      await each.roundTrip();
    }
    client.drop();
    for (let i = 0; i < 60; i += 1) sender.send({ type: 'publish', topic: TOPIC, data: `${i}` });
    await sender.roundTrip();
    await client.open();
    await client.until((its) => its.of('resync').length === 1 && its.of('members').length === 2);
    expect(client.of('resync')).toMatchObject([{ reason: 'gap' }]);
    // Who is there is told anew, and everything goes on.
    expect(client.of('members')[1]?.members.map(({ session }) => session)).toEqual([sender.id]);
    sender.send({ type: 'publish', topic: TOPIC, data: 'after' });
    await client.until(({ published }) => published.at(-1) === 'after');
  });

  it('ends at once with bye', async () => {
    const cell = await startTestCell();
    const client = await SessionClient.connect(cell.url, rung);
    client.send({ type: 'bye' });
    await waitUntil(() => cell.stats().sessions === 0);
    await client.until(({ closed }) => closed !== undefined);
    client.drop();
  });

  it('is not to be had with a wrong secret', async () => {
    const { url } = await startTestCell();
    const victim = await SessionClient.connect(url);
    const thief = await SessionClient.connect(url);
    thief.secret = Buffer.alloc(32).toString('base64url');
    thief.connected = victim.connected;
    const taken = await SessionClient.takeOver(url, thief, rung);
    if (rung === 'websocket') {
      expect(taken.connected).toMatchObject({ resumed: false });
      expect(taken.id).not.toBe(victim.id);
    } else {
      expect(taken.closed?.code).toBe(410);
    }
    expect(victim.closed).toBeUndefined();
  });
});

it('goes from rung to rung fifty times with nothing lost and nothing twice, either way (TR-10)', async () => {
  const { url } = await startTestCell();
  const other = await SessionClient.connect(url);
  let client = await SessionClient.connect(url, 'short-poll');
  for (const each of [client, other]) {
    each.send({ type: 'subscribe', topics: [TOPIC] });
    await each.roundTrip();
  }
  const heard: unknown[] = [];
  const switches = 50;
  for (let i = 0; i < switches; i += 1) {
    other.send({ type: 'publish', topic: TOPIC, data: `down ${i}` });
    client.send({ type: 'publish', topic: TOPIC, data: `up ${i}` });
    await client.roundTrip();
    const rung = RUNGS[i % RUNGS.length] ?? 'websocket';
    const next = await SessionClient.takeOver(url, client, rung);
    heard.push(...client.published);
    client.drop();
    client = next;
  }
  await client.roundTrip();
  heard.push(...client.published);
  expect(heard).toEqual(Array.from({ length: switches }, (_, i) => `down ${i}`));
  expect(other.published).toEqual(Array.from({ length: switches }, (_, i) => `up ${i}`));
});
