import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONNECT_TIMEOUT_MS, PROBE_TIMEOUT_MS, SignalChannel } from './signal-channel.ts';

/** A socket that does what the test tells it. */
class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: string[] = [];
  closed = false;
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
}

describe('the signal channel', () => {
  let sockets: FakeSocket[] = [];
  let channel: SignalChannel;
  const last = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  beforeEach(async () => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    sockets = [];
    channel = new SignalChannel('ws://cell.test/v1/signal', () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as Partial<WebSocket> as WebSocket;
    });
    await vi.advanceTimersByTimeAsync(0);
  });
  afterEach(() => {
    channel.destroy();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('opens one socket and says so', () => {
    let connected = 0;
    channel.on('connect', () => {
      connected += 1;
    });
    expect(channel.state.kind).toBe('connecting');
    last().onopen?.();
    expect([connected, channel.connected, channel.state.kind, sockets.length]).toEqual([
      1,
      true,
      'open',
      1,
    ]);
  });

  it('is given up soon after a probe that nobody answers', async () => {
    last().onopen?.();
    channel.probe();
    expect(last().sent).toEqual(['{"type":"ping"}']);
    await vi.advanceTimersByTimeAsync(PROBE_TIMEOUT_MS - 1);
    expect(channel.state.kind).toBe('open');
    await vi.advanceTimersByTimeAsync(1);
    expect(channel.state.kind).toBe('waiting');
  });

  it('stays open when the probe is answered', async () => {
    last().onopen?.();
    channel.probe();
    last().onmessage?.({ data: '{"type":"pong"}' });
    await vi.advanceTimersByTimeAsync(2 * PROBE_TIMEOUT_MS);
    expect(channel.state.kind).toBe('open');
  });

  it('waits 1, 2, 4, 8, 16, 30 s between failures and never stops trying (CM-01, CM-02)', async () => {
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      last().onclose?.();
      const state = channel.state;
      if (state.kind !== 'waiting') throw new Error(state.kind);
      waits.push(state.retryAtMs - Date.now());
      expect(state.slow).toBe(i >= 9);
      await vi.advanceTimersByTimeAsync(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000, 30_000, 30_000,
    ]);
    expect(sockets.length).toBe(13);
  });

  it('keeps the longer wait when the cell flaps, and forgets it after a stable connection (CM-03)', async () => {
    last().onclose?.();
    await vi.advanceTimersByTimeAsync(1000);
    last().onopen?.();
    await vi.advanceTimersByTimeAsync(5000);
    last().onclose?.();
    expect(channel.state).toMatchObject({ retryAtMs: Date.now() + 2000 });
    await vi.advanceTimersByTimeAsync(2000);
    last().onopen?.();
    await vi.advanceTimersByTimeAsync(10_000);
    last().onclose?.();
    expect(channel.state).toMatchObject({ retryAtMs: Date.now() + 1000 });
  });

  it('schedules one attempt however often a failure is reported (CM-05)', async () => {
    const first = last();
    first.onclose?.();
    first.onclose?.();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sockets.length).toBe(2);
    expect(first.closed).toBe(true);
  });

  it('tries at once when asked, and only when it was waiting', async () => {
    last().onclose?.();
    channel.retryNow();
    expect(sockets.length).toBe(2);
    channel.retryNow();
    expect(sockets.length).toBe(2);
  });

  it('gives up a connection that does not open, and one that no longer answers', async () => {
    await vi.advanceTimersByTimeAsync(CONNECT_TIMEOUT_MS);
    expect(channel.state.kind).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1000);
    last().onopen?.();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(last().sent).toEqual(['{"type":"ping"}']);
    last().onmessage?.({ data: '{"type":"pong"}' });
    await vi.advanceTimersByTimeAsync(15_000 + 4_999);
    expect(channel.state.kind).toBe('open');
    await vi.advanceTimersByTimeAsync(1);
    expect(channel.state.kind).toBe('waiting');
  });

  it('reports what is no message of the protocol and stays connected', () => {
    let garbage = 0;
    channel.on('garbage', () => {
      garbage += 1;
    });
    last().onopen?.();
    for (const data of ['{', '[]', '{"type":"publish"}', new ArrayBuffer(3)]) {
      last().onmessage?.({ data });
    }
    expect([garbage, channel.connected]).toEqual([4, true]);
  });

  it('passes published messages on in order, without those that the filter refuses', async () => {
    const seen: unknown[] = [];
    let finishSlow: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finishSlow = resolve;
    });
    channel.filter = async (message) => {
      if (message.data === 'slow') await slow;
      return message.data !== 'refused';
    };
    channel.on('message', (message) => seen.push(message.type === 'publish' && message.data));
    last().onopen?.();
    for (const data of ['slow', 'refused', 'quick']) {
      last().onmessage?.({ data: JSON.stringify({ type: 'publish', topic: 't', data }) });
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual([]);
    finishSlow();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual(['slow', 'quick']);
  });

  it('stays closed after destroy', async () => {
    channel.destroy();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets.length).toBe(1);
    expect(last().closed).toBe(true);
  });
});
