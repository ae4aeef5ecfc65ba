import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SendQueue, type Sink } from './send-queue.ts';

/** A reader that takes what it is told to take. */
class Reader implements Sink {
  bufferedAmount = 0;
  sent = 0;
  readonly #done: { size: number; done: () => void }[] = [];

  send(payload: Buffer, _options: { binary: false }, done: () => void): void {
    this.bufferedAmount += payload.length;
    this.sent += 1;
    this.#done.push({ size: payload.length, done });
  }

  take(messages: number): void {
    for (const { size, done } of this.#done.splice(0, messages)) {
      this.bufferedAmount -= size;
      done();
    }
  }
}

const PAYLOAD = Buffer.alloc(100);

function queueFor(reader: Reader) {
  const onOverflow = vi.fn();
  const queue = new SendQueue(reader, {
    highWaterBytes: 250,
    maxBytes: 1_000,
    graceMs: 500,
    onOverflow,
  });
  const send = (count: number): void => {
    for (let i = 0; i < count; i += 1) queue.send(PAYLOAD);
  };
  return { queue, send, onOverflow };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a send queue', () => {
  it('lets a reader be behind for a burst', () => {
    const reader = new Reader();
    const { send, onOverflow } = queueFor(reader);
    send(8);
    vi.advanceTimersByTime(499);
    reader.take(6);
    vi.advanceTimersByTime(10_000);
    expect(onOverflow).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives the whole grace time again after the reader caught up', () => {
    const reader = new Reader();
    const { send, onOverflow } = queueFor(reader);
    send(8);
    vi.advanceTimersByTime(400);
    reader.take(8);
    send(8);
    vi.advanceTimersByTime(400);
    expect(onOverflow).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(onOverflow).toHaveBeenCalledExactlyOnceWith('time');
  });

  it('ends a reader that stays behind, even one that takes a little', () => {
    const reader = new Reader();
    const { send, onOverflow } = queueFor(reader);
    send(8);
    reader.take(1);
    vi.advanceTimersByTime(500);
    expect(onOverflow).toHaveBeenCalledExactlyOnceWith('time');
    send(1);
    expect(reader.sent).toBe(8);
  });

  it('ends a reader at once when too much waits for it', () => {
    const reader = new Reader();
    const { send, onOverflow } = queueFor(reader);
    send(10);
    expect(onOverflow).not.toHaveBeenCalled();
    send(5);
    expect(onOverflow).toHaveBeenCalledExactlyOnceWith('bytes');
    expect(reader.sent).toBe(10);
  });

  it('keeps no timer after its end', () => {
    const { queue, send } = queueFor(new Reader());
    send(8);
    expect(vi.getTimerCount()).toBe(1);
    queue.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});
