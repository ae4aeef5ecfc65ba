import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVENTS_PATH, POLL_PATH } from '../../../signaling/protocol.ts';
import { connected, FakeCell } from '../signal-channel/testing/fake-cell.ts';
import { Checkup, type CheckupEnvironment, type CheckupSubject, wayOf } from './checkup.ts';
import { PROBE_LIMIT_MS } from './probe.ts';
import { fakeConnections, type IceEvent } from './testing/fake-connection.ts';

const CONFIG = {
  product: 'drawbridge',
  protocol: 1,
  iceServers: [
    { urls: 'stun:stun.example.org' },
    { urls: 'turn:turn.example.org', username: 'u', credential: 'c' },
  ],
};
const ADDRESS: IceEvent = { type: 'host', address: 'b1c2.local' };

let cell: FakeCell;
let config: () => Promise<Response>;
let finds: (configuration: RTCConfiguration) => readonly IceEvent[];
let connections: ReturnType<typeof fakeConnections>;
let environment: CheckupEnvironment;

beforeEach(() => {
  vi.useFakeTimers();
  cell = new FakeCell();
  config = async () => Response.json(CONFIG);
  finds = () => [
    ADDRESS,
    { type: 'srflx', address: '203.0.113.7' },
    { type: 'relay', address: '' },
  ];
  connections = fakeConnections((configuration) => finds(configuration));
  environment = {
    openSocket: cell.environment.openSocket,
    fetch: (input, init) =>
      String(input).endsWith('/v1/config') ? config() : cell.environment.fetch(input, init),
    createConnection: connections.create,
    isOnline: () => true,
  };
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  expect(connections.made.every(({ closed }) => closed)).toBe(true);
  vi.useRealTimers();
});

const subject = (change: Partial<CheckupSubject> = {}): CheckupSubject => ({
  origin: 'http://cell',
  wayInUse: 'websocket',
  iceServers: [],
  peers: [],
  ...change,
});
const settle = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(0);
};
const stateOf = (checkup: Checkup, key: string) =>
  checkup.state.rows.find((row) => row.key === key)?.state;

async function answerSocket(): Promise<void> {
  cell.socket.accept();
  await settle();
  cell.socket.says({ type: 'pong' });
}

async function answerRequests(): Promise<void> {
  cell.requestsTo('GET', EVENTS_PATH)[0]?.stream().event('connected', JSON.stringify(connected()));
  cell.requestsTo('GET', POLL_PATH)[0]?.answer([connected()]);
  await settle();
  for (const upload of cell.requestsTo('POST', EVENTS_PATH)) upload.answer({ received: 0 });
}

describe('a checkup', () => {
  it('tests everything side by side, and says step by step what it has found', async () => {
    const checkup = new Checkup(
      subject({ peers: [{ name: 'Ada', route: 'relay', ping: async () => true }] }),
      environment,
    );
    const seen: string[] = [];
    checkup.on('state', ({ summary }) => seen.push(summary.kind));
    expect(checkup.state.rows.every(({ state }) => state.kind !== 'works')).toBe(true);
    const run = checkup.run();
    await settle();
    expect(stateOf(checkup, 'cell')).toMatchObject({ kind: 'works' });
    expect(stateOf(checkup, 'websocket')).toEqual({ kind: 'running' });
    expect(stateOf(checkup, 'stun')).toMatchObject({ kind: 'works' });
    await answerSocket();
    await answerRequests();
    await run;
    expect(checkup.state.rows.map(({ key, state }) => [key, state.kind])).toEqual([
      ['cell', 'works'],
      ['websocket', 'works'],
      ['events', 'works'],
      ['polls', 'works'],
      ['udp', 'works'],
      ['stun', 'works'],
      ['turn', 'works'],
      ['person-0', 'works'],
    ]);
    expect(checkup.state).toMatchObject({ running: false, summary: { kind: 'direct' } });
    expect(new Set(seen)).toEqual(new Set(['checking', 'direct']));
  });

  it('ends when nothing answers, within two limits (CM-15)', async () => {
    config = () => new Promise(() => undefined);
    finds = () => [];
    const checkup = new Checkup(
      subject({
        iceServers: [{ urls: 'stun:known.example.org' }],
        peers: [{ name: '', route: 'direct', ping: () => new Promise(() => undefined) }],
      }),
      environment,
    );
    const run = checkup.run();
    await vi.advanceTimersByTimeAsync(2 * PROBE_LIMIT_MS);
    await run;
    const blocked = ['cell', 'websocket', 'events', 'polls', 'udp', 'stun', 'person-0'];
    for (const key of blocked) expect(stateOf(checkup, key), key).toMatchObject({ code: 'silent' });
    expect(stateOf(checkup, 'turn')).toEqual({ kind: 'untested' });
    expect(checkup.state.summary).toEqual({ kind: 'cell-down', direct: false });
  });

  it('is cancelled at once, and leaves nothing open (CM-15)', async () => {
    config = () => new Promise(() => undefined);
    const checkup = new Checkup(subject(), environment);
    const run = checkup.run();
    await settle();
    checkup.cancel();
    await run;
    expect(checkup.state).toMatchObject({ running: false, summary: { kind: 'cancelled' } });
    expect(cell.socket.closedWith).toBeDefined();
    expect(cell.requests.every(({ isAborted }) => isAborted())).toBe(true);
  });

  it('tests nobody who has no link, and nothing of a board without a cell', async () => {
    const ping = vi.fn(async () => true);
    const checkup = new Checkup(
      subject({ peers: [{ name: 'Ada', route: null, ping }] }),
      environment,
    );
    const run = checkup.run();
    await answerSocket();
    await answerRequests();
    await run;
    expect(stateOf(checkup, 'person-0')).toMatchObject({ kind: 'blocked', code: 'no-link' });
    expect(ping).not.toHaveBeenCalled();
    const local = new Checkup(subject({ origin: null }), environment);
    await local.run();
    expect(local.state).toMatchObject({ rows: [], summary: { kind: 'no-cell' } });
  });

  it('knows both kinds of polls as polls', () => {
    expect(
      ['websocket', 'events', 'long-poll', 'short-poll'].map((rung) => wayOf(rung as 'events')),
    ).toEqual(['websocket', 'events', 'polls', 'polls']);
  });
});
