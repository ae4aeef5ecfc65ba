import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import {
  EVENTS_PATH,
  POLL_PATH,
  SESSION_HEADERS,
  SIGNAL_MESSAGE_MAX_BYTES,
  SIGNAL_PATH,
  writeBatch,
} from '../../protocol.ts';
import { TestBoard } from '../../testing/board.ts';
import { RawConnection } from '../../testing/raw-connection.ts';
import { SessionClient } from '../../testing/session-client.ts';
import { startTestCell } from '../../testing/test-cell.ts';
import { TestClient } from '../../testing/test-client.ts';
import { waitUntil } from '../../testing/wait.ts';

const PROTOCOL = { [SESSION_HEADERS.protocol]: '2' };
const TOPIC = 'a topic';

async function codeOf(response: Response): Promise<string> {
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
}

/** A cell with a bystander on it, who must not notice anything. */
async function scene(limits = {}) {
  const cell = await startTestCell({ limits });
  const bystanders = [
    await SessionClient.connect(cell.url, 'long-poll'),
    await SessionClient.connect(cell.url),
  ] as const;
  for (const client of bystanders) {
    client.send({ type: 'subscribe', topics: [TOPIC] });
    await client.roundTrip();
  }
  let exchanges = 0;
  const undisturbed = async (): Promise<void> => {
    exchanges += 1;
    const [one, other] = bystanders;
    one.send({ type: 'publish', topic: TOPIC, data: `up ${exchanges}` });
    other.send({ type: 'publish', topic: TOPIC, data: `down ${exchanges}` });
    await one.until(({ published }) => published.includes(`down ${exchanges}`));
    await other.until(({ published }) => published.includes(`up ${exchanges}`));
  };
  const post = (session: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(cell.url + EVENTS_PATH, {
      method: 'POST',
      headers: { ...PROTOCOL, [SESSION_HEADERS.session]: session, ...headers },
      body,
    });
  return { cell, undisturbed, post };
}

describe('a request to a rung', () => {
  it.each([EVENTS_PATH, POLL_PATH, '/v1/rooms/x/events'])(
    'GET %s is refused without the protocol version, or with another one',
    async (path) => {
      const { url, stats } = await startTestCell();
      for (const headers of [{}, { [SESSION_HEADERS.protocol]: '1, 3' }]) {
        const response = await fetch(url + path, { headers });
        expect([response.status, await codeOf(response)]).toEqual([400, 'unsupported-protocol']);
      }
      expect(stats().sessions).toBe(0);
    },
  );

  it('offers the newest of several versions', async () => {
    const { url } = await startTestCell();
    const response = await fetch(url + POLL_PATH, {
      headers: { [SESSION_HEADERS.protocol]: '3, 2,1' },
    });
    expect(response.status).toBe(200);
  });

  it.each([
    ['rubbish', 400, 'invalid-message'],
    [`${'A'.repeat(22)}.${'A'.repeat(43)}.x`, 400, 'invalid-message'],
    [`${'A'.repeat(22)}.short`, 400, 'invalid-message'],
    [`__proto__.${'A'.repeat(43)}`, 400, 'invalid-message'],
    [`${'A'.repeat(22)}.${'A'.repeat(43)}`, 410, 'session-gone'],
  ])('with the session %s is refused', async (session, status, code) => {
    const { cell, post } = await scene();
    const headers = { ...PROTOCOL, [SESSION_HEADERS.session]: session };
    for (const response of [
      await fetch(cell.url + EVENTS_PATH, { headers }),
      await fetch(cell.url + POLL_PATH, { headers }),
      await post(session, writeBatch([])),
    ]) {
      expect([response.status, await codeOf(response)]).toEqual([status, code]);
    }
  });

  it.each(['-1', '1.5', '1e3', 'NaN', '9'.repeat(30)])(
    'with the number %s is refused and opens nothing',
    async (number) => {
      const cell = await startTestCell();
      for (const [path, name] of [
        [EVENTS_PATH, 'last-event-id'],
        [POLL_PATH, SESSION_HEADERS.received],
        [POLL_PATH, SESSION_HEADERS.wait],
      ] as const) {
        const response = await fetch(cell.url + path, { headers: { ...PROTOCOL, [name]: number } });
        expect([response.status, await codeOf(response)]).toEqual([400, 'invalid-message']);
      }
      expect(cell.stats().sessions).toBe(0);
    },
  );

  it('may come from a page of another origin, which a browser asks about first', async () => {
    const { url } = await startTestCell();
    for (const path of [EVENTS_PATH, POLL_PATH]) {
      const preflight = await fetch(url + path, { method: 'OPTIONS' });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
      for (const name of [...Object.values(SESSION_HEADERS), 'last-event-id', 'authorization']) {
        expect(preflight.headers.get('access-control-allow-headers')).toContain(name);
      }
      const wrong = await fetch(url + path, { method: 'DELETE' });
      expect([wrong.status, wrong.headers.get('access-control-allow-origin')]).toEqual([405, '*']);
    }
    const poll = await fetch(url + POLL_PATH, { headers: PROTOCOL });
    expect(poll.headers.get('access-control-allow-origin')).toBe('*');
    expect(poll.headers.get('cache-control')).toContain('no-store');
  });

  it('is refused politely while the cell is full', async () => {
    const { cell } = await scene({ maxSockets: 2 });
    for (const path of [EVENTS_PATH, POLL_PATH]) {
      const response = await fetch(cell.url + path, { headers: PROTOCOL });
      expect([response.status, await codeOf(response)]).toEqual([503, 'server-full']);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });
});

describe('an upload', () => {
  it.each<[string, string | Uint8Array, number, string]>([
    ['that is no batch', 'rubbish', 400, 'invalid-message'],
    ['that is cut short', writeBatch(['{"type":"ping"}']).slice(0, -3), 400, 'invalid-message'],
    ['of invalid JSON', writeBatch(['{"type":']), 400, 'invalid-json'],
    ['of text that is not UTF-8', Uint8Array.of(1, 0, 0, 0, 2, 0xc3, 0x28), 400, 'invalid-message'],
    ['of an unknown type', writeBatch(['{"type":"shutdown"}']), 400, 'invalid-message'],
    ['of JSON null', writeBatch(['null']), 400, 'invalid-message'],
    ['nested too deep', writeBatch([`[${'['.repeat(5_000)}`]), 400, 'too-deep'],
    [
      'with a prototype key',
      writeBatch(['{"type":"publish","topic":"a topic","data":{"__proto__":{}}}']),
      400,
      'invalid-message',
    ],
    [
      'of a text too large',
      writeBatch(['x'.repeat(SIGNAL_MESSAGE_MAX_BYTES + 1)]),
      400,
      'too-large',
    ],
    ['of a frame without a header', writeBatch([Buffer.alloc(20)]), 400, 'invalid-message'],
    ['of a frame of no kind', writeBatch([Buffer.alloc(100)]), 400, 'invalid-message'],
    ['of a frame too large', writeBatch([Buffer.alloc(4 * 1024 * 1024 + 1)]), 400, 'too-large'],
    ['of too much', Buffer.alloc(5 * 1024 * 1024), 413, 'too-large'],
  ])('%s is refused, and nobody else notices', async (_name, body, status, code) => {
    const { cell, undisturbed, post } = await scene();
    const attacker = await SessionClient.connect(cell.url, 'short-poll');
    const response = await post(
      attacker.credentials,
      typeof body === 'string' ? body : Buffer.from(body),
    );
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
    await undisturbed();
    // What was a bad message has ended the session; what was no message has not been read.
    await waitUntil(() => cell.stats().sessions === (status === 400 ? 2 : 3));
    attacker.drop();
  });

  it('that announces too much is refused before it is sent', async () => {
    const { cell, undisturbed } = await scene();
    const attacker = await SessionClient.connect(cell.url, 'short-poll');
    const raw = await RawConnection.open(cell.url);
    raw.write(
      `POST ${EVENTS_PATH} HTTP/1.1\r\nhost: cell.test\r\n${SESSION_HEADERS.session}: ${attacker.credentials}\r\ncontent-length: 999999999\r\n\r\n`,
    );
    expect(await raw.answered()).toBe(413);
    await raw.closed();
    await undisturbed();
  });

  it('without a session is refused', async () => {
    const { cell } = await scene();
    const response = await fetch(cell.url + EVENTS_PATH, { method: 'POST', headers: PROTOCOL });
    expect([response.status, await codeOf(response)]).toEqual([400, 'invalid-message']);
  });

  it('that comes again is taken once; one that skips is refused with what is there', async () => {
    const { cell, post } = await scene();
    const [client, other] = [
      await SessionClient.connect(cell.url, 'long-poll'),
      await SessionClient.connect(cell.url),
    ];
    other.send({ type: 'subscribe', topics: [TOPIC] });
    await other.roundTrip();
    const publish = (data: string) => JSON.stringify({ type: 'publish', topic: TOPIC, data });
    const subscribe = JSON.stringify({ type: 'subscribe', topics: [TOPIC] });
    const first = (number: number) => ({ [SESSION_HEADERS.first]: String(number) });
    const { credentials } = client;
    const batch = writeBatch([subscribe, publish('one'), '{"type":"ping"}', publish('two')]);
    for (let i = 0; i < 3; i += 1) {
      expect(await (await post(credentials, batch, first(1))).json()).toEqual({ received: 3 });
    }
    const overlapping = writeBatch([publish('two'), publish('three')]);
    expect(await (await post(credentials, overlapping, first(3))).json()).toEqual({ received: 4 });
    const gap = await post(credentials, writeBatch([publish('six')]), first(7));
    expect(gap.status).toBe(409);
    expect(await gap.json()).toMatchObject({ code: 'gap', received: 4 });
    await other.until(({ published }) => published.includes('three'));
    expect(other.published).toEqual(['one', 'two', 'three']);
  });

  it('is refused while the session goes on over a WebSocket', async () => {
    const { cell, post } = await scene();
    const client = await SessionClient.connect(cell.url, 'websocket');
    const response = await post(client.credentials, writeBatch(['{"type":"ping"}']));
    expect([response.status, await codeOf(response)]).toEqual([409, 'superseded']);
    await client.roundTrip();
  });

  it('of too many messages is put off, and the session stays', async () => {
    const { cell, undisturbed, post } = await scene({ messageBurst: 50, messagesPerSecond: 50 });
    const client = await SessionClient.connect(cell.url, 'long-poll');
    const pings = writeBatch(Array.from({ length: 40 }, () => '{"type":"ping"}'));
    expect((await post(client.credentials, pings)).status).toBe(200);
    const refused = await post(client.credentials, pings);
    expect([refused.status, await codeOf(refused)]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await undisturbed();
    expect(client.closed).toBeUndefined();
  });
});

describe('an event stream', () => {
  it('begins with connected, and has a comment every now and then (TR-04)', async () => {
    const { url } = await startTestCell({ limits: { pingIntervalMs: 50 } });
    const client = await SessionClient.connect(url, 'events');
    expect(client.messages[0]?.type).toBe('connected');
    await client.until(({ comments }) => comments >= 3);
  });

  it('of a room is subscribed to its topic already', async () => {
    const cell = await startTestCell();
    const publisher = await TestClient.connect(cell.url);
    await publisher.subscribe('board');
    const response = await fetch(`${cell.url}/v1/rooms/board/events`, { headers: PROTOCOL });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    await waitUntil(() => cell.stats().sessions === 2);
    publisher.publish('board', 'hello');
    while (!text.includes('hello')) text += (await reader?.read())?.value ?? '';
    expect(text).toMatch(/^id: 0\nevent: connected\n/);
    expect(text).toContain('id: 1\nevent: message\ndata: {"type":"publish","topic":"board"');
    await reader?.cancel();
  });

  it('is freed within a second when its client goes (TR-04)', async () => {
    const cell = await startTestCell();
    const clients = await Promise.all(
      Array.from({ length: 10 }, () => SessionClient.connect(cell.url, 'events')),
    );
    expect(cell.stats().connections).toBeGreaterThanOrEqual(10);
    for (const client of clients) client.drop();
    await waitUntil(() => cell.stats().connections === 0, undefined, 1_000);
  });

  it('shows that streams get through, without a session', async () => {
    const cell = await startTestCell();
    const response = await fetch(cell.url + EVENTS_PATH, {
      headers: { ...PROTOCOL, [SESSION_HEADERS.probe]: '1' },
    });
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toContain('event: probe');
    expect(cell.stats().sessions).toBe(0);
  });
});

describe('a held poll', () => {
  it('is answered as soon as something comes, and freed when its client goes (TR-07)', async () => {
    const cell = await startTestCell();
    const [client, other] = [
      await SessionClient.connect(cell.url, 'long-poll'),
      await SessionClient.connect(cell.url),
    ];
    for (const each of [client, other]) {
      each.send({ type: 'subscribe', topics: [TOPIC] });
      await each.roundTrip();
    }
    const startMs = performance.now();
    other.send({ type: 'publish', topic: TOPIC, data: 'now' });
    await client.until(({ published }) => published.length === 1);
    expect(performance.now() - startMs).toBeLessThan(5_000);
    client.drop();
    other.drop();
    // Kept alive for the next upload for a few seconds.
    await waitUntil(() => cell.stats().connections === 0);
  });

  it('is answered with nothing after its time, and no later than 25 s', async () => {
    const { url } = await startTestCell();
    const opened = await SessionClient.connect(url, 'short-poll');
    opened.drop();
    const response = await fetch(url + POLL_PATH, {
      headers: {
        ...PROTOCOL,
        [SESSION_HEADERS.session]: opened.credentials,
        [SESSION_HEADERS.received]: String(opened.received),
        [SESSION_HEADERS.wait]: '50',
      },
    });
    expect(response.status).toBe(200);
  });

  it('gives way to a newer one of the same session', async () => {
    const { url } = await startTestCell();
    const opened = await SessionClient.connect(url, 'short-poll');
    opened.drop();
    const poll = (waitMs: number) =>
      fetch(url + POLL_PATH, {
        headers: {
          ...PROTOCOL,
          [SESSION_HEADERS.session]: opened.credentials,
          [SESSION_HEADERS.received]: String(opened.received),
          [SESSION_HEADERS.wait]: String(waitMs),
        },
      });
    const older = poll(25_000);
    await poll(0);
    expect((await older).status).toBe(200);
  });
});

describe('a WebSocket of version 2', () => {
  const open = async (url: string): Promise<WebSocket> => {
    const socket = new WebSocket(url.replace(/^http/, 'ws') + SIGNAL_PATH, ['drawbridge.v2']);
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('open', resolve));
    return socket;
  };
  const closeOf = (socket: WebSocket): Promise<{ code: number; reason: string }> =>
    new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });

  it.each<[string, (socket: WebSocket) => void, number, string]>([
    ['another message first', (its) => its.send('{"type":"ping"}'), 1008, 'hello-expected'],
    ['a binary frame first', (its) => its.send(Buffer.alloc(60)), 1003, 'binary-frame'],
    ['invalid JSON first', (its) => its.send('{'), 1007, 'invalid-json'],
    [
      'a session that is none',
      (its) => its.send('{"type":"hello","resume":{"session":"x","secret":"y","received":0}}'),
      1008,
      'invalid-message',
    ],
    [
      'a flood of pings first',
      (its) => {
        for (let i = 0; i < 30; i += 1) its.pong();
      },
      1008,
      'rate-limited',
    ],
  ])('that sends %s is closed', async (_name, strike, code, reason) => {
    const { cell, undisturbed } = await scene();
    const socket = await open(cell.url);
    const closed = closeOf(socket);
    strike(socket);
    expect(await closed).toEqual({ code, reason });
    await undisturbed();
    expect(cell.stats().sessions).toBe(2);
  });

  it('that sends too large a text is closed, though frames may be as large', async () => {
    const { cell, undisturbed } = await scene();
    const client = await SessionClient.connect(cell.url);
    client.sendItems(`{"type":"ping","x":"${'x'.repeat(SIGNAL_MESSAGE_MAX_BYTES)}"}`);
    await client.until(({ closed }) => closed !== undefined);
    expect(client.closed).toEqual({ code: 1009, reason: 'too-large' });
    await undisturbed();
  });

  it('that sends too large a frame is closed', async () => {
    const { cell, undisturbed } = await scene();
    const client = await SessionClient.connect(cell.url);
    client.sendFrame(new TestBoard().frame('live', Buffer.alloc(4 * 1024 * 1024)));
    await client.until(({ closed }) => closed !== undefined);
    expect(client.closed?.code).toBe(1009);
    await undisturbed();
    await waitUntil(() => cell.stats().sessions === 2);
  });

  it('that floods with frames is closed', async () => {
    const { cell, undisturbed } = await scene();
    const client = await SessionClient.connect(cell.url);
    const frame = new TestBoard().frame('live', Buffer.alloc(1024 * 1024));
    for (let i = 0; i < 20; i += 1) client.sendFrame(frame);
    await client.until(({ closed }) => closed !== undefined);
    expect(client.closed).toEqual({ code: 1008, reason: 'rate-limited' });
    await undisturbed();
  });

  it('of an unknown version is refused before the upgrade; of several, the known one is taken', async () => {
    const { url } = await startTestCell();
    const address = url.replace(/^http/, 'ws') + SIGNAL_PATH;
    const unknown = new WebSocket(address, ['drawbridge.v9']);
    const error = await new Promise<Error>((resolve) => unknown.once('error', resolve));
    expect(error.message).toContain('400');
    const several = new WebSocket(address, ['drawbridge.v3', 'drawbridge.v2', 'drawbridge.v1']);
    await new Promise((resolve) => several.once('open', resolve));
    expect(several.protocol).toBe('drawbridge.v2');
    several.close();
  });
});
