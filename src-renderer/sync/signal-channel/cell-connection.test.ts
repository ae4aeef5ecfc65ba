import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVENTS_PATH, POLL_PATH } from '../../../signaling/protocol.ts';
import {
  CellConnection,
  CONNECT_TIMEOUT_MS,
  PROBE_TIMEOUT_MS,
  UPGRADE_INTERVAL_MS,
} from './cell-connection.ts';
import { EVENTS_SILENCE_MS } from './rungs/events-rung.ts';
import type { RungName } from './rungs/rung.ts';
import { connected, FakeCell } from './testing/fake-cell.ts';

describe('a connection to a cell', () => {
  let cell: FakeCell;
  let connection: CellConnection;
  const told: string[] = [];

  const open = async (rungs?: readonly RungName[]): Promise<void> => {
    connection = new CellConnection({
      origin: 'https://cell.test',
      environment: cell.environment,
      ...(rungs ? { rungs } : {}),
    });
    connection.on('connected', (resumed) => told.push(resumed ? 'resumed' : 'new'));
    connection.on('disconnected', () => told.push('disconnected'));
    connection.on('garbage', () => told.push('garbage'));
    connection.on('refused', (code) => told.push(`refused ${code}`));
    await tick();
  };
  const tick = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const waitMs = (): number => {
    const { state } = connection;
    if (state.kind !== 'waiting') throw new Error(state.kind);
    return state.retryAtMs - Date.now();
  };
  /** No rung opens. */
  const failAttempt = async (): Promise<void> => {
    cell.socket.fail();
    await tick();
    cell.request.fail();
    await tick();
    cell.request.fail();
    await tick();
    cell.request.fail();
    await tick();
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    cell = new FakeCell();
    told.length = 0;
  });
  afterEach(() => {
    connection.destroy();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('opens one socket, says hello and is open when the cell has answered', async () => {
    await open();
    expect(cell.socket).toMatchObject({
      url: 'wss://cell.test/v1/signal',
      protocols: ['drawbridge.v2'],
    });
    expect([connection.state.kind, connection.session]).toEqual(['connecting', null]);
    cell.socket.onopen?.();
    expect(cell.socket.sent).toEqual(['{"type":"hello"}']);
    cell.socket.says(connected());
    expect(connection.state).toEqual({ kind: 'open', rung: 'websocket' });
    expect([told, connection.session, cell.sockets.length, cell.requests.length]).toEqual([
      ['new'],
      'A'.repeat(22),
      1,
      0,
    ]);
  });

  it('waits 1, 2, 4, 8, 16, 30 s between attempts and never stops trying (CM-01, CM-02)', async () => {
    await open();
    const waits: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      await failAttempt();
      waits.push(waitMs());
      expect(connection.state).toMatchObject({ slow: i >= 9 });
      await tick(waits.at(-1));
    }
    expect(waits).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000, 30_000, 30_000,
    ]);
    expect(cell.sockets.length).toBe(13);
  });

  it('keeps the longer wait when the cell flaps, and forgets it after a stable connection (CM-03)', async () => {
    await open(['websocket']);
    cell.socket.fail();
    await tick(1000);
    cell.socket.accept();
    await tick(5000);
    cell.socket.fail();
    expect(waitMs()).toBe(2000);
    await tick(2000);
    cell.socket.accept();
    await tick(10_000);
    cell.socket.fail();
    expect(waitMs()).toBe(1000);
  });

  it('schedules one attempt however often a failure is reported (CM-05, MK-18)', async () => {
    await open(['websocket']);
    const [first] = cell.sockets;
    first?.fail();
    first?.fail();
    await tick(999);
    expect(cell.sockets.length).toBe(1);
    await tick(1);
    expect(cell.sockets.length).toBe(2);
    expect(first?.closedWith).toBeDefined();
  });

  it('tries at once when asked, and only when it was waiting (CM-02)', async () => {
    await open(['websocket']);
    cell.socket.fail();
    await tick();
    connection.retryNow();
    connection.retryNow();
    await tick();
    expect(cell.sockets).toHaveLength(2);
    cell.socket.accept();
    connection.retryNow();
    await tick(5_000);
    expect(cell.sockets).toHaveLength(2);
  });

  it('goes on with its session and sends again what the cell has not got (CM-04, CM-06)', async () => {
    await open();
    cell.socket.accept();
    const received: unknown[] = [];
    connection.on('message', (message) => received.push(message));
    const publish = (data: string) => ({ type: 'publish', topic: 't', data }) as const;
    for (const data of ['one', 'two', 'three']) connection.send(publish(data));
    for (const data of ['a', 'b']) cell.socket.says(publish(data));
    cell.socket.says({ type: 'ack', received: 1 });
    cell.socket.fail();
    expect([told, connection.session]).toEqual([['new', 'disconnected'], null]);
    connection.send(publish('four'));
    await tick(1000);
    cell.socket.onopen?.();
    expect(JSON.parse(cell.socket.sent[0] ?? '')).toEqual({
      type: 'hello',
      resume: { session: 'A'.repeat(22), secret: 'A'.repeat(43), received: 2 },
    });
    cell.socket.says({ ...connected(), resumed: true, sent: 1, received: 2 });
    // What was received before is not told twice.
    for (const data of ['b', 'c']) cell.socket.says(publish(data));
    expect(cell.socket.sent.slice(1).map((text) => JSON.parse(text).data)).toEqual([
      'three',
      'four',
    ]);
    expect(received).toEqual([publish('a'), publish('b'), publish('c')]);
    expect(told).toEqual(['new', 'disconnected', 'resumed']);
  });

  it('begins anew when the cell does not know the session any more', async () => {
    await open(['websocket']);
    cell.socket.accept();
    connection.send({ type: 'publish', topic: 't', data: 'of the old session' });
    cell.socket.fail();
    await tick(1000);
    cell.socket.accept({ session: `${'B'.repeat(21)}A` });
    expect(told).toEqual(['new', 'disconnected', 'new']);
    expect(connection.session).toBe(`${'B'.repeat(21)}A`);
    expect(cell.socket.sent).toHaveLength(1);
    connection.send({ type: 'publish', topic: 't', data: 'of the new one' });
    expect(cell.socket.sent).toHaveLength(2);
  });

  it('tells the cell what has come, every 16 messages', async () => {
    await open();
    cell.socket.accept();
    for (let i = 0; i < 40; i += 1) cell.socket.says({ type: 'publish', topic: 't', data: '' });
    expect(cell.socket.sent.slice(1)).toEqual([
      '{"type":"ack","received":16}',
      '{"type":"ack","received":32}',
    ]);
  });

  it('counts on from where the cell says after it left something out', async () => {
    await open(['websocket']);
    cell.socket.accept();
    const types: string[] = [];
    connection.on('message', ({ type }) => types.push(type));
    cell.socket.says({ type: 'resync', reason: 'slow-reader', sent: 70 });
    cell.socket.says({ type: 'publish', topic: 't', data: '' });
    expect(types).toEqual(['resync', 'publish']);
    cell.socket.fail();
    await tick(1000);
    cell.socket.onopen?.();
    expect(cell.socket.sent[0]).toContain('"received":71');
  });

  it('gives up a way that does not open after 5 s, and tries the next (TR-02)', async () => {
    await open();
    await tick(CONNECT_TIMEOUT_MS);
    expect(cell.socket.closedWith).toBeDefined();
    expect(cell.request.path).toBe(EVENTS_PATH);
    await tick(CONNECT_TIMEOUT_MS);
    expect(cell.request).toMatchObject({ path: POLL_PATH, method: 'GET' });
    expect(cell.requestsTo('GET', EVENTS_PATH)[0]?.isAborted()).toBe(true);
    cell.request.answer([connected()]);
    await tick();
    expect(connection.state).toEqual({ kind: 'open', rung: 'long-poll' });
    expect(cell.request.headers['drawbridge-wait']).toBe('25000');
  });

  it('has no secret in an address (SE-02)', async () => {
    await open(['events']);
    cell.request.stream().event('connected', JSON.stringify(connected()));
    await tick();
    connection.send({ type: 'publish', topic: 't', data: '' });
    await tick();
    for (const request of cell.requests) expect(request.path).toBe(EVENTS_PATH);
    expect(cell.request.headers['drawbridge-session']).toBe(`${'A'.repeat(22)}.${'A'.repeat(43)}`);
  });

  it('gives up a socket that no longer answers', async () => {
    await open();
    cell.socket.accept();
    await tick(15_000);
    expect(cell.socket.sent.at(-1)).toBe('{"type":"ping"}');
    cell.socket.says({ type: 'pong' });
    await tick(15_000 + 4_999);
    expect(connection.state.kind).toBe('open');
    await tick(1);
    expect(connection.state.kind).toBe('waiting');
  });

  it('is given up soon after a probe that nobody answers', async () => {
    await open();
    cell.socket.accept();
    connection.probe();
    cell.socket.says({ type: 'pong' });
    await tick(2 * PROBE_TIMEOUT_MS);
    expect(connection.state.kind).toBe('open');
    connection.probe();
    await tick(PROBE_TIMEOUT_MS);
    expect(connection.state.kind).toBe('waiting');
  });

  it('gives up an event stream on which not even a comment comes', async () => {
    await open(['events']);
    const stream = cell.request.stream();
    stream.event('connected', JSON.stringify(connected()));
    await tick();
    for (let i = 0; i < 3; i += 1) {
      await tick(15_000);
      for (const upload of cell.requestsTo('POST', EVENTS_PATH)) upload.answer({ received: 0 });
      stream.comment();
      await tick();
    }
    expect(connection.state.kind).toBe('open');
    for (let silentMs = 0; silentMs < EVENTS_SILENCE_MS; silentMs += 1_000) {
      await tick(1_000);
      cell.request.answer({ received: 0 });
    }
    expect(connection.state.kind).toBe('waiting');
  });

  it('uploads one request at a time, and what was written meanwhile together', async () => {
    await open(['events']);
    cell.request.stream().event('connected', JSON.stringify(connected()));
    await tick();
    for (const data of ['1', '2', '3']) connection.send({ type: 'publish', topic: 't', data });
    await tick();
    const [first] = cell.requestsTo('POST', EVENTS_PATH);
    expect([first?.body.length, first?.headers['drawbridge-first']]).toEqual([3, '1']);
    for (const data of ['4', '5']) connection.send({ type: 'publish', topic: 't', data });
    await tick();
    expect(cell.requestsTo('POST', EVENTS_PATH)).toHaveLength(1);
    first?.answer({ received: 3 });
    await tick();
    const [, second] = cell.requestsTo('POST', EVENTS_PATH);
    expect([second?.body.length, second?.headers['drawbridge-first']]).toEqual([2, '4']);
  });

  it('comes again with the same upload when the cell asks it to wait', async () => {
    await open(['events']);
    cell.request.stream().event('connected', JSON.stringify(connected()));
    await tick();
    connection.send({ type: 'publish', topic: 't', data: '' });
    await tick();
    cell.request.refuse(429, 'rate-limited', '2');
    await tick(1_999);
    expect(cell.requestsTo('POST', EVENTS_PATH)).toHaveLength(1);
    await tick(1);
    expect(cell.requestsTo('POST', EVENTS_PATH)).toHaveLength(2);
    cell.request.answer({ received: 1 });
    await tick();
    expect(connection.state.kind).toBe('open');
  });

  it('opens a new session when the cell says that the old one is over', async () => {
    await open(['long-poll']);
    cell.request.answer([connected()]);
    await tick();
    cell.request.refuse(410, 'session-gone');
    await tick(1_000);
    expect(cell.request.headers['drawbridge-session']).toBeUndefined();
    cell.request.answer([connected()]);
    await tick();
    expect(told).toEqual(['new', 'disconnected', 'new']);
  });

  it('polls at once again after a held poll (TR-07), and in short ones when held ones are cut', async () => {
    await open(['long-poll', 'short-poll']);
    const polls = () => cell.requestsTo('GET', POLL_PATH);
    const resumed = { ...connected(), resumed: true };
    cell.request.answer([connected()]);
    await tick();
    cell.request.answer([resumed, { type: 'publish', topic: 't', data: '' }]);
    await tick();
    expect(polls().map(({ headers }) => headers['drawbridge-wait'])).toEqual([
      '0',
      '25000',
      '25000',
    ]);
    expect(polls()[2]?.headers['drawbridge-received']).toBe('1');
    // A proxy cuts what is held for long; what is answered at once gets through.
    cell.request.fail();
    await tick();
    cell.request.answer([{ ...resumed, sent: 1 }]);
    await tick();
    expect(connection.state).toMatchObject({ rung: 'long-poll' });
    cell.request.fail();
    await tick();
    expect(polls().at(-1)?.headers['drawbridge-wait']).toBe('0');
    cell.request.answer([{ ...resumed, sent: 1 }]);
    await tick();
    expect(connection.state).toMatchObject({ kind: 'open', rung: 'short-poll' });
    expect(told.filter((event) => event === 'new')).toHaveLength(1);
  });

  it('polls in the intervals of the schedule, sooner after a change made here (TR-05, TR-06)', async () => {
    await open(['short-poll']);
    const polls = () => cell.requestsTo('GET', POLL_PATH).length;
    cell.request.answer([connected()]);
    await tick();
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const before = polls();
      let waitedMs = 0;
      while (polls() === before) {
        await tick(500);
        waitedMs += 500;
        for (const upload of cell.requestsTo('POST', EVENTS_PATH)) upload.answer({ received: 1 });
      }
      waits.push(waitedMs);
      cell.request.answer([{ ...connected(), resumed: true }]);
      await tick();
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    connection.send({ type: 'publish', topic: 't', data: '' });
    await tick(1_000);
    expect(cell.request).toMatchObject({ method: 'GET', path: POLL_PATH });
    expect(polls()).toBe(8);
  });

  it('tries the better ways every minute, and leaves the worse one only for one that works (TR-10, TR-19)', async () => {
    await open();
    cell.socket.fail();
    await tick();
    cell.request.fail();
    await tick();
    cell.request.answer([connected()]);
    await tick();
    expect(connection.rung).toBe('long-poll');
    const poll = cell.request;
    await tick(UPGRADE_INTERVAL_MS);
    // The WebSocket is still blocked, event streams too; the poll goes on.
    expect(cell.sockets).toHaveLength(2);
    cell.socket.fail();
    await tick();
    expect(cell.request.headers['drawbridge-probe']).toBe('1');
    cell.request.fail();
    await tick();
    expect([connection.rung, poll.isAborted()]).toEqual(['long-poll', false]);
    for (let i = 0; i < 6; i += 1) {
      await tick(UPGRADE_INTERVAL_MS / 6);
      const open = cell.requestsTo('GET', POLL_PATH).at(-1);
      open?.answer([{ ...connected(), resumed: true }]);
    }
    // Now it works: a first socket shows it, a second one takes over.
    cell.socket.onopen?.();
    await tick();
    cell.socket.onopen?.();
    expect(cell.socket.sent[0]).toContain('"resume"');
    cell.socket.says({ ...connected(), resumed: true });
    await tick();
    expect(connection.rung).toBe('websocket');
    const polls = cell.requestsTo('GET', POLL_PATH).length;
    await tick((5 * UPGRADE_INTERVAL_MS) / 60);
    expect(cell.requestsTo('GET', POLL_PATH)).toHaveLength(polls);
    // For those who use the session nothing has happened.
    expect(told).toEqual(['new']);
  });

  it('reports what is no message of the protocol and stays connected', async () => {
    await open();
    cell.socket.accept();
    for (const data of ['{', '[]', '{"type":"publish"}', new ArrayBuffer(3), 7]) {
      cell.socket.onmessage?.({ data });
    }
    expect(told).toEqual(['new', 'garbage', 'garbage', 'garbage', 'garbage', 'garbage']);
    expect(connection.state.kind).toBe('open');
  });

  it('says why the cell refused it, and comes again with a new session after a wait', async () => {
    await open(['websocket']);
    cell.socket.accept();
    cell.socket.fail('rate-limited');
    expect(told).toEqual(['new', 'disconnected', 'refused rate-limited']);
    await tick(1_000);
    cell.socket.onopen?.();
    expect(cell.socket.sent[0]).toBe('{"type":"hello"}');
  });

  it('connects anew when the cell is about to stop, without a wait', async () => {
    await open(['websocket']);
    cell.socket.accept();
    cell.socket.says({ type: 'drain', afterMs: 3_000 });
    await tick(2_999);
    expect(cell.sockets).toHaveLength(1);
    await tick(1);
    expect(cell.sockets[0]?.sent.at(-1)).toBe('{"type":"bye"}');
    expect(cell.sockets).toHaveLength(2);
    cell.socket.onopen?.();
    expect(cell.socket.sent[0]).toBe('{"type":"hello"}');
  });

  it('says bye and stays closed after destroy', async () => {
    await open();
    cell.socket.accept();
    connection.destroy();
    expect(cell.socket.sent.at(-1)).toBe('{"type":"bye"}');
    expect(cell.socket.closedWith).toBe(1000);
    await tick(120_000);
    expect([cell.sockets.length, cell.requests.length]).toEqual([1, 0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says bye also where there is no socket, and keeps no timer', async () => {
    await open(['short-poll']);
    cell.request.answer([connected()]);
    await tick();
    connection.destroy();
    expect(cell.request).toMatchObject({ method: 'POST', body: ['{"type":"bye"}'] });
    cell.request.answer({ received: 0 });
    await tick(120_000);
    expect(cell.requests).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
