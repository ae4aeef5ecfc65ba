import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVENTS_PATH, POLL_PATH } from '../../../signaling/protocol.ts';
import type { RungName } from '../signal-channel/rungs/rung.ts';
import { connected, FakeCell } from '../signal-channel/testing/fake-cell.ts';
import { PROBE_LIMIT_MS, type ProbeResult, runProbe } from './probe.ts';
import { tryRung } from './try-rung.ts';

let cell: FakeCell;
let cancel: AbortController;

const run = (name: RungName): Promise<ProbeResult> =>
  runProbe(
    (signal) => tryRung(name, { origin: 'http://cell', environment: cell.environment }, signal),
    cancel.signal,
  );
const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
  cell = new FakeCell();
  cancel = new AbortController();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a WebSocket', () => {
  it('works once a message came back, and ends its session', async () => {
    const result = run('websocket');
    cell.socket.accept();
    await settle();
    expect(cell.socket.sent).toEqual(['{"type":"hello"}', '{"type":"ping"}']);
    cell.socket.says({ type: 'pong' });
    expect(await result).toMatchObject({ kind: 'works' });
    expect(cell.socket.sent.at(-1)).toBe('{"type":"bye"}');
    expect(cell.socket.closedWith).toBe(1000);
  });

  it('is blocked when it is cut', async () => {
    const result = run('websocket');
    cell.socket.fail();
    expect(await result).toMatchObject({ kind: 'blocked', code: 'unreachable' });
  });

  it('is refused when the cell says so', async () => {
    const result = run('websocket');
    cell.socket.fail('unauthorized');
    expect(await result).toMatchObject({ kind: 'blocked', code: 'refused' });
  });

  it('is blocked when it opens and then carries nothing', async () => {
    const result = run('websocket');
    cell.socket.accept();
    await vi.advanceTimersByTimeAsync(PROBE_LIMIT_MS);
    expect(await result).toMatchObject({ kind: 'blocked', code: 'silent' });
    expect(cell.socket.closedWith).toBeDefined();
  });

  it('is blocked when it never opens', async () => {
    const result = run('websocket');
    await vi.advanceTimersByTimeAsync(PROBE_LIMIT_MS);
    expect(await result).toEqual({ kind: 'blocked', code: 'silent', tookMs: PROBE_LIMIT_MS });
    expect(cell.socket.closedWith).toBeDefined();
  });

  it('is blocked when something else answers', async () => {
    const result = run('websocket');
    cell.socket.onmessage?.({ data: 'welcome to the chat' });
    expect(await result).toMatchObject({ kind: 'blocked', code: 'rubbish' });
  });

  it('is blocked when the browser does not take the address', async () => {
    const openSocket = (): never => {
      throw new DOMException('mixed content', 'SecurityError');
    };
    const environment = { ...cell.environment, openSocket };
    const result = runProbe(
      (signal) => tryRung('websocket', { origin: 'http://cell', environment }, signal),
      cancel.signal,
    );
    expect(await result).toMatchObject({ kind: 'blocked', code: 'unreachable' });
  });
});

describe('an event stream', () => {
  it('works once a message went up as well', async () => {
    const result = run('events');
    cell.request.stream().event('connected', JSON.stringify(connected()));
    await settle();
    const [upload] = cell.requestsTo('POST', EVENTS_PATH);
    expect(upload?.body).toEqual(['{"type":"ping"}']);
    upload?.answer({ received: 0 });
    expect(await result).toMatchObject({ kind: 'works' });
    expect(cell.request.body).toEqual(['{"type":"bye"}']);
    expect(cell.requestsTo('GET', EVENTS_PATH)[0]?.isAborted()).toBe(true);
  });

  it('is blocked when nothing goes up', async () => {
    const result = run('events');
    cell.request.stream().event('connected', JSON.stringify(connected()));
    await settle();
    cell.request.fail();
    expect(await result).toMatchObject({ kind: 'blocked', code: 'unreachable' });
  });

  it('is blocked when a proxy holds it back', async () => {
    const result = run('events');
    cell.request.stream();
    await vi.advanceTimersByTimeAsync(PROBE_LIMIT_MS);
    expect(await result).toMatchObject({ kind: 'blocked', code: 'silent' });
    expect(cell.requests.every(({ isAborted }) => isAborted())).toBe(true);
  });

  it('is blocked when something else answers', async () => {
    const result = run('events');
    cell.request.stream().event('message', 'hello!');
    await settle();
    expect(await result).toMatchObject({ kind: 'blocked', code: 'rubbish' });
  });
});

describe('polls', () => {
  it('work once a message went up as well', async () => {
    const result = run('short-poll');
    cell.request.answer([connected()]);
    await settle();
    cell.requestsTo('POST', EVENTS_PATH)[0]?.answer({ received: 0 });
    expect(await result).toMatchObject({ kind: 'works' });
    expect(cell.requestsTo('GET', POLL_PATH)).toHaveLength(1);
  });

  it('are blocked when they are refused, cut or answered by something else', async () => {
    const refused = run('short-poll');
    cell.request.refuse(401, 'unauthorized');
    expect(await refused).toMatchObject({ kind: 'blocked', code: 'refused' });
    const cut = run('short-poll');
    cell.request.fail();
    expect(await cut).toMatchObject({ kind: 'blocked', code: 'unreachable' });
    const rubbish = run('short-poll');
    cell.request.answer({ received: 3 });
    expect(await rubbish).toMatchObject({ kind: 'blocked', code: 'rubbish' });
  });

  it('leave nothing behind when they are cancelled', async () => {
    const result = run('short-poll');
    cancel.abort();
    expect(await result).toEqual({ kind: 'cancelled' });
    expect(cell.request.isAborted()).toBe(true);
  });
});
