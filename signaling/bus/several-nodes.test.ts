import { describe, expect, it } from 'vitest';
import type { Cell, CellOptions } from '../cell.ts';
import { newPersonId, TestBoard } from '../testing/board.ts';
import { TestDevice } from '../testing/mailbox-reader.ts';
import { RUNGS, SessionClient, type TestRung } from '../testing/session-client.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { HAS_REDIS, TestRedis } from '../testing/test-redis.ts';
import { waitUntil } from '../testing/wait.ts';

/** A sentinel notices, agrees, promotes the copy, and the nodes ask again. */
const FAILOVER_MS = 30_000;
const QUICK = { memberTtlMs: 1_800, sweepIntervalMs: 50, nodeBeatIntervalMs: 100 };

const startNode = (redis: TestRedis, limits: CellOptions['limits'] = {}): Promise<Cell> =>
  startTestCell({ redis: redis.target, limits: { ...QUICK, ...limits } });

async function member(url: string, board: TestBoard, rung: TestRung = 'websocket') {
  const client = await SessionClient.connect(url, rung);
  const { room, proof } = board;
  client.send({ type: 'subscribe', topics: [room] });
  client.send({ type: 'enter', room, person: newPersonId(), about: 'sealed', proof });
  await client.until((its) => its.of('members').length === 1);
  return client;
}

const knows = (client: SessionClient, other: SessionClient): boolean =>
  client.of('joined').some((its) => its.member.session === other.id) ||
  client.of('members').some(({ members }) => members.some(({ session }) => session === other.id));

/** Two people at two nodes who know of each other. */
async function pair(redis: TestRedis, rung: TestRung = 'websocket') {
  const [first, second] = [await startNode(redis), await startNode(redis)];
  const board = new TestBoard();
  const [anna, ben] = [await member(first.url, board, rung), await member(second.url, board, rung)];
  await anna.until(() => knows(anna, ben));
  await ben.until(() => knows(ben, anna));
  return { first, second, board, anna, ben };
}

const readiness = async (cell: Cell): Promise<number> => (await fetch(`${cell.url}/readyz`)).status;

async function untilReady(cell: Cell, status: number, deadlineMs?: number): Promise<void> {
  let last = 0;
  const timer = setInterval(() => {
    void readiness(cell).then((its) => {
      last = its;
    });
  }, 20);
  try {
    await waitUntil(
      () => last === status,
      () => `readyz ${last}`,
      deadlineMs,
    );
  } finally {
    clearInterval(timer);
  }
}

describe.skipIf(!HAS_REDIS)('nodes that share a Redis (needs redis-server)', () => {
  it.each(RUNGS)(
    'carry signals, frames and members to each other on the rung %s (SC-04)',
    async (rung) => {
      const redis = await TestRedis.start();
      const { anna, ben, board } = await pair(redis, rung);
      const { room } = board;
      anna.send({ type: 'publish', topic: room, data: 'to all' });
      anna.send({ type: 'publish', topic: room, data: 'to Ben', to: ben.id });
      ben.sendFrame(board.document(Buffer.from('a change')));
      ben.sendFrame(board.frame('control', Buffer.from('for Anna'), anna.id));
      await ben.until(({ published }) => published.length === 2);
      expect(ben.published).toEqual(['to all', 'to Ben']);
      expect(ben.of('publish')[0]).toMatchObject({ from: anna.id, clients: 2 });
      await anna.until(({ frames }) => frames.length === 2);
      expect(anna.frames.map((frame) => frame.toString('latin1').slice(-8))).toEqual([
        'a change',
        'for Anna',
      ]);
      ben.send({ type: 'bye' });
      await anna.until((its) => its.of('left').length === 1);
      expect(anna.of('left')[0]?.session).toBe(ben.id);
      expect(anna.errors).toEqual([]);
    },
  );

  it('count the clients of a topic over all nodes, also those of stock y-webrtc', async () => {
    const redis = await TestRedis.start();
    const nodes = await Promise.all([1, 2, 3].map(() => startNode(redis)));
    const clients: TestClient[] = [];
    for (const { url } of nodes) {
      const client = await TestClient.connect(url);
      await client.subscribe('a-topic');
      clients.push(client);
    }
    const [first, second, third] = clients;
    const counted = (): number | undefined => {
      first?.publish('a-topic', { hello: 'all' });
      const last = third?.received.at(-1);
      return last?.type === 'publish' ? last.clients : undefined;
    };
    await waitUntil(() => counted() === 3);
    await second?.leave();
    await waitUntil(() => counted() === 2);
  });

  it('learn of each other however they enter at the same moment', async () => {
    const redis = await TestRedis.start();
    const [first, second] = [await startNode(redis), await startNode(redis)];
    for (let i = 0; i < 20; i += 1) {
      const board = new TestBoard();
      const [anna, ben] = await Promise.all([member(first.url, board), member(second.url, board)]);
      anna.send({ type: 'publish', topic: board.room, data: 'here I am' });
      ben.send({ type: 'publish', topic: board.room, data: 'so am I' });
      await anna.until(() => knows(anna, ben));
      await ben.until(() => knows(ben, anna));
      await waitUntil(() => anna.published.length + ben.published.length > 0);
      anna.send({ type: 'bye' });
      ben.send({ type: 'bye' });
    }
  });

  it('tell one `left` of a member whose node is gone, and keep no key for ever (PR-05, PR-06)', async () => {
    const redis = await TestRedis.start();
    const [first, second] = [await startNode(redis), await startNode(redis)];
    const board = new TestBoard();
    const [anna, carla] = [await member(first.url, board), await member(second.url, board)];
    // A member of a node that was killed: written down, and renewed by nobody.
    const gone = { session: 'AAAAAAAAAAAAAAAAAAAAAA', person: newPersonId(), connected: true };
    const about = JSON.stringify({ node: 'feedfeedfeedfeed', member: gone, key: '' });
    const client = redis.client();
    await client.hset(`drawbridge:about:{${board.room}}`, gone.session, about);
    await client.zadd(`drawbridge:presence:{${board.room}}`, Date.now() + 1_500, gone.session);
    const ben = await member(first.url, board);
    await ben.roundTrip();
    const late = await startNode(redis);
    const dora = await member(late.url, board);
    await dora.until((its) => its.of('lost').length === 1);
    expect(dora.of('lost')[0]?.session).toBe(gone.session);
    await dora.until((its) => its.of('left').length === 1);
    await Promise.all([anna, ben, carla, dora].map((its) => its.roundTrip()));
    expect(dora.of('left')).toHaveLength(1);
    for (const its of [anna, ben, carla]) expect(its.of('left').length).toBeLessThanOrEqual(1);
    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThanOrEqual(3);
    for (const key of keys) expect([key, await client.pttl(key)]).not.toEqual([key, -1]);
  });

  it('look for nothing by pattern, and listen to a room only while somebody is in it (PR-05)', async () => {
    const redis = await TestRedis.start();
    const client = redis.client();
    const before = await client.info('commandstats');
    expect(before).not.toMatch(/cmdstat_(keys|scan):/);
    const { first, anna, ben, board } = await pair(redis);
    const channel = `drawbridge:room:${board.room}`;
    expect(await client.pubsub('NUMSUB', channel)).toEqual([channel, 2]);
    await startNode(redis);
    expect(await client.pubsub('NUMSUB', channel)).toEqual([channel, 2]);
    ben.send({ type: 'bye' });
    await anna.until((its) => its.of('left').length === 1);
    let listeners: unknown = 2;
    while (listeners !== 1) [, listeners] = await client.pubsub('NUMSUB', channel);
    expect(first.stats().rooms).toBe(1);
    expect(await client.info('commandstats')).not.toMatch(/cmdstat_(keys|scan):/);
  });

  it('answer requests of sessions that another node has: no sticky sessions (TR-12)', async () => {
    const redis = await TestRedis.start();
    const [first, second] = [await startNode(redis), await startNode(redis)];
    const board = new TestBoard();
    const anna = await member(first.url, board);
    for (const rung of ['events', 'long-poll', 'short-poll'] as const) {
      const ben = await SessionClient.connect(second.url, rung);
      const other = await SessionClient.takeOver(first.url, ben, rung);
      expect(other.connected).toMatchObject({ session: ben.id, resumed: true });
      const { room, proof } = board;
      other.send({ type: 'enter', room, person: newPersonId(), proof });
      await other.until((its) => its.of('members').length === 1);
      await anna.until(() => knows(anna, ben));
      anna.sendFrame(board.frame('control', Buffer.from(rung), ben.id));
      await other.until(({ frames }) => frames.length === 1);
      other.send({ type: 'bye' });
      await anna.until((its) => its.of('left').some(({ session }) => session === ben.id));
    }
  });

  it('see a member leave at once when its client goes on at another node', async () => {
    const redis = await TestRedis.start();
    const { anna, ben, first, second } = await pair(redis);
    ben.drop();
    await anna.until((its) => its.of('lost').length === 1);
    const again = await SessionClient.takeOver(first.url, ben, 'websocket');
    expect(again.connected).toMatchObject({ resumed: false });
    await anna.until((its) => its.of('left').length === 1);
    expect(anna.of('left')[0]?.session).toBe(ben.id);
    await waitUntil(() => second.stats().sessions === 0);
  });

  it('go on by themselves while Redis is away, say so at /readyz, and heal (SC-08)', async () => {
    const redis = await TestRedis.start();
    const { first, second, anna, ben, board } = await pair(redis);
    const near = await member(first.url, board);
    await redis.kill();
    await untilReady(first, 503, 5_000);
    await untilReady(second, 503, 5_000);
    anna.send({ type: 'publish', topic: board.room, data: 'while away' });
    anna.sendFrame(board.document(Buffer.from('while away')));
    await near.until(({ published, frames }) => published.length + frames.length === 2);
    const late = await member(second.url, board);
    await ben.until(() => knows(ben, late));
    await redis.restart();
    await untilReady(first, 200);
    await untilReady(second, 200);
    await anna.until(() => knows(anna, late));
    await late.until(() => knows(late, anna));
    anna.send({ type: 'publish', topic: board.room, data: 'back' });
    await ben.until(({ published }) => published.at(-1) === 'back');
    await late.until(({ published }) => published.at(-1) === 'back');
    expect(anna.of('left')).toEqual([]);
    expect(ben.of('left')).toEqual([]);
  });

  it('notice a Redis that only seems to be there', async () => {
    const redis = await TestRedis.start();
    const node = await startNode(redis);
    redis.hang();
    await untilReady(node, 503, 5_000);
    redis.goOn();
    await untilReady(node, 200);
  });

  it('keep one mailbox together', async () => {
    const redis = await TestRedis.start();
    const { anna, ben, board } = await pair(redis);
    const counters = await Promise.all(
      [anna, ben].map(async (client) => {
        client.sendFrame(board.frame('append', new TestDevice(board).next('x')));
        await client.until((its) => its.of('appended').length === 1);
        return client.of('appended')[0]?.sequence;
      }),
    );
    expect(counters.toSorted()).toEqual([1, 2]);
    for (const client of [anna, ben]) {
      await client.until((its) => its.of('mailbox').some(({ head }) => head === 2));
      client.send({ type: 'read-mailbox', id: 7, room: board.room, after: 0 });
      await client.until(({ frames }) => frames.length === 2);
    }
  });

  it('may share a Redis cluster', async () => {
    const redis = await TestRedis.startCluster();
    const [first, second] = [await startTestCell({ redis }), await startTestCell({ redis })];
    const board = new TestBoard();
    const [anna, ben] = [await member(first.url, board), await member(second.url, board)];
    await anna.until(() => knows(anna, ben));
    ben.send({ type: 'publish', topic: board.room, data: 'hello' });
    await anna.until(({ published }) => published.length === 1);
    anna.sendFrame(board.frame('append', new TestDevice(board).next('x')));
    await anna.until((its) => its.of('appended').length === 1);
    await ben.until((its) => its.of('mailbox').length === 1);
  });

  it(
    'may be told by sentinels which Redis to use, and go over to its copy when it dies',
    async () => {
      const { target, first } = await TestRedis.startWatched();
      const node = () => startTestCell({ redis: target, limits: QUICK });
      const [one, two] = [await node(), await node()];
      const board = new TestBoard();
      const [anna, ben] = [await member(one.url, board), await member(two.url, board)];
      await anna.until(() => knows(anna, ben));
      await first.kill();
      await untilReady(one, 503, FAILOVER_MS);
      await Promise.all([untilReady(one, 200, FAILOVER_MS), untilReady(two, 200, FAILOVER_MS)]);
      ben.send({ type: 'publish', topic: board.room, data: 'over the copy' });
      await anna.until(({ published }) => published.length === 1);
    },
    3 * FAILOVER_MS,
  );

  it('lose no entry that was acknowledged when Redis is killed', async () => {
    const redis = await TestRedis.start();
    const { anna, ben, board, first } = await pair(redis);
    const device = new TestDevice(board);
    for (let i = 1; i <= 30; i += 1) anna.sendFrame(board.frame('append', device.next(`${i}`)));
    await anna.until((its) => its.of('appended').length >= 10);
    await redis.kill();
    await untilReady(first, 503, 5_000);
    await anna.until((its) => its.of('appended').length + its.of('mailbox-refused').length === 30);
    const acknowledged = anna.of('appended').map(({ counter }) => counter);
    await redis.restart();
    await untilReady(first, 200);
    ben.send({ type: 'read-mailbox', id: 9, room: board.room, after: 0 });
    await ben.until((its) => its.of('mailbox-page').length === 1);
    expect(ben.of('mailbox-page')[0]?.head).toBeGreaterThanOrEqual(acknowledged.length);
    expect(ben.frames.length).toBeGreaterThanOrEqual(acknowledged.length);
  });

  it('do not start without Redis, and say why', async () => {
    await expect(
      startTestCell({
        redis: { kind: 'single', url: 'redis://127.0.0.1:1' },
        limits: { redisStartTimeoutMs: 300 },
      }),
    ).rejects.toThrow('Redis does not answer.');
  });
});
