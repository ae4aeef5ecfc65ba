import { describe, expect, it, onTestFinished } from 'vitest';
import { newPersonId, TestBoard } from '../../signaling/testing/board.ts';
import { RUNGS } from '../../src-renderer/sync/signal-channel/rungs/rung.ts';
import { type Faults, startFaultProxy } from '../support/fault-proxy.ts';
import { Client, testCell } from './client.ts';

const TOPIC = 'a topic';
const numbers = (count: number, prefix: string): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix} ${i}`);

async function cellBehindProxy(faults: Faults = {}) {
  const cell = await testCell();
  const proxy = await startFaultProxy(cell.port);
  Object.assign(proxy.faults, faults);
  onTestFinished(() => proxy.close());
  return { cell, proxy };
}

const subscribed = async (client: Client): Promise<Client> => {
  client.connection.send({ type: 'subscribe', topics: [TOPIC] });
  client.connection.onConnected((resumed) => {
    if (!resumed) client.connection.send({ type: 'subscribe', topics: [TOPIC] });
  });
  client.connection.send({ type: 'publish', topic: 'nobody', data: '' });
  await client.until(() => client.messages.some(({ type }) => type === 'error'));
  return client;
};

describe.each(RUNGS)('the app’s connection over the rung %s', (rung) => {
  it('carries text and binary both ways, in order (TR-01)', async () => {
    const cell = await testCell();
    const board = new TestBoard();
    const low = await Client.connect(cell.url, [rung]);
    const high = await Client.connect(cell.url, ['websocket']);
    for (const { connection } of [low, high]) {
      connection.send({
        type: 'enter',
        room: board.room,
        person: newPersonId(),
        proof: board.proof,
      });
    }
    for (const client of [low, high]) {
      await client.until(() => client.messages.some(({ type }) => type === 'members'));
      await subscribed(client);
    }
    for (const data of numbers(50, 'up')) low.publish(TOPIC, data);
    for (const data of numbers(50, 'down')) high.publish(TOPIC, data);
    const big = Buffer.alloc(3 * 1024 * 1024, 5);
    for (const [from, to] of [
      [low, high],
      [high, low],
    ] as const) {
      from.connection.sendFrame(new Uint8Array(board.document(big)));
      await to.until(() => to.frames.length === 1);
      expect(
        Buffer.from(to.frames[0] ?? [])
          .subarray(116)
          .equals(big),
      ).toBe(true);
    }
    await low.until(() => low.published.length === 50);
    await high.until(() => high.published.length === 50);
    expect(high.published).toEqual(numbers(50, 'up'));
    expect(low.published).toEqual(numbers(50, 'down'));
    expect(low.rungs.every((name) => name === rung)).toBe(true);
  });

  it('loses nothing and repeats nothing when the network cuts it ten times (CM-06)', async () => {
    const { cell, proxy } = await cellBehindProxy();
    const client = await subscribed(await Client.connect(proxy.url, [rung]));
    const other = await subscribed(await Client.connect(cell.url, ['websocket']));
    let sent = 0;
    for (let round = 0; round < 10; round += 1) {
      for (let i = 0; i < 10; i += 1) {
        client.publish(TOPIC, `up ${sent}`);
        other.publish(TOPIC, `down ${sent}`);
        sent += 1;
        if (i === 4) proxy.cut();
        await new Promise((resolve) => setImmediate(resolve));
      }
      await client.until(
        () => client.connection.state.kind === 'waiting' || client.published.length === sent,
      );
      client.connection.retryNow();
      await client.until(
        () => client.connection.session !== null && client.published.length === sent,
      );
    }
    await other.until(() => other.published.length === sent);
    expect(other.published).toEqual(numbers(sent, 'up'));
    expect(client.published).toEqual(numbers(sent, 'down'));
    expect(new Set(client.sessions).size).toBe(1);
  });

  it('leaves at once, and nothing of it stays at the cell (PR-03)', async () => {
    const cell = await testCell();
    const client = await Client.connect(cell.url, [rung]);
    client.connection.destroy();
    await client.until(() => cell.stats().sessions === 0, 2_000);
    await client.until(() => cell.stats().sockets === 0, 5_000);
  });
});

describe('where something is blocked', () => {
  it.each<{ name: string; faults: Faults; expected: string; withinMs: number }>([
    {
      name: 'WebSockets are refused',
      faults: { reset: /upgrade: websocket/i },
      expected: 'events',
      withinMs: 3_000,
    },
    {
      name: 'WebSockets hang',
      faults: { swallow: /upgrade: websocket/i },
      expected: 'events',
      withinMs: 8_000,
    },
    {
      name: 'WebSockets hang and answers are held back until they are complete',
      faults: { swallow: /upgrade: websocket/i, buffer: /^GET \/v1\/events/ },
      expected: 'long-poll',
      withinMs: 15_000,
    },
  ])('$name, the connection uses what is left ($expected) in time (TR-02)', async (scene) => {
    const { cell, proxy } = await cellBehindProxy(scene.faults);
    const startMs = performance.now();
    const client = Client.begin(proxy.url);
    client.connection.onConnected(() =>
      client.connection.send({ type: 'subscribe', topics: [TOPIC] }),
    );
    const other = await subscribed(await Client.connect(cell.url, ['websocket']));
    const talk = setInterval(() => other.publish(TOPIC, 'an edit'), 50);
    onTestFinished(() => clearInterval(talk));
    await client.until(() => client.published.includes('an edit'));
    expect(performance.now() - startMs).toBeLessThan(scene.withinMs);
    expect(client.connection.rung).toBe(scene.expected);
  });

  it('the connection goes up again when it is not blocked any more, and polls no more (TR-10, TR-19)', async () => {
    const { cell, proxy } = await cellBehindProxy({
      reset: /upgrade: websocket|GET \/v1\/events/i,
    });
    const client = await subscribed(await Client.connect(proxy.url));
    const other = await subscribed(await Client.connect(cell.url, ['websocket']));
    expect(client.connection.rung).toBe('long-poll');
    proxy.faults.reset = /GET \/v1\/events/i;
    let sent = 0;
    const talk = setInterval(() => {
      client.publish(TOPIC, `up ${sent}`);
      other.publish(TOPIC, `down ${sent}`);
      sent += 1;
    }, 5);
    client.connection.retryNow();
    await client.until(() => client.connection.rung === 'websocket');
    const polls = () => proxy.requests.filter((line) => line.includes('/v1/poll')).length;
    const pollsThen = polls();
    await client.until(() => sent > 100);
    clearInterval(talk);
    await client.until(() => client.published.length === sent);
    await other.until(() => other.published.length === sent);
    expect(polls()).toBe(pollsThen);
    expect(client.published).toEqual(numbers(sent, 'down'));
    expect(other.published).toEqual(numbers(sent, 'up'));
    expect([client.sessions.length, cell.stats().sessions]).toEqual([1, 2]);
  });
});

it('changes its rung fifty times under talk with nothing lost and nothing twice (TR-10)', async () => {
  const { cell, proxy } = await cellBehindProxy();
  const client = await subscribed(await Client.connect(proxy.url));
  const other = await subscribed(await Client.connect(cell.url, ['websocket']));
  let sent = 0;
  const talk = setInterval(() => {
    client.publish(TOPIC, `up ${sent}`);
    other.publish(TOPIC, `down ${sent}`);
    sent += 1;
  }, 10);
  const switches = 50;
  const before = client.rungs.length;
  const blocked = /upgrade: websocket/i;
  while (client.rungs.length - before < switches) {
    const count = client.rungs.length;
    if (client.connection.rung === 'websocket') {
      proxy.faults.reset = blocked;
      proxy.cut();
      await client.until(() => client.connection.state.kind !== 'open');
    } else {
      delete proxy.faults.reset;
    }
    await client.until(() => {
      client.connection.retryNow();
      return client.rungs.length > count;
    });
  }
  clearInterval(talk);
  await client.until(() => client.published.length >= sent);
  await other.until(() => other.published.length >= sent);
  expect(client.published).toEqual(numbers(sent, 'down'));
  expect(other.published).toEqual(numbers(sent, 'up'));
  expect(new Set(client.sessions).size).toBe(1);
}, 60_000);

it('a cell that restarts is found again, with a new session (CM-07)', async () => {
  const cell = await testCell();
  const client = await Client.connect(cell.url);
  await cell.stop();
  await client.until(() => client.connection.session === null);
  const again = await testCell({ port: cell.port });
  await client.until(() => client.connection.session !== null);
  expect(client.sessions).toHaveLength(2);
  expect(again.stats().sessions).toBe(1);
});
