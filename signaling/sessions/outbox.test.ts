import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox, type ReplayBudget } from './outbox.ts';
import type { Transport } from './transport.ts';

/** A connection that takes what it is told to take. */
class Line implements Transport {
  readonly rung = 'websocket';
  hasRoom = true;
  waitingBytes = 0;
  readonly written: string[] = [];
  readonly numbers: number[] = [];
  /** Bytes after which it has no room. */
  roomBytes = Number.POSITIVE_INFINITY;

  write(payload: Buffer, _binary: boolean, number: number): void {
    this.written.push(payload.toString('latin1').slice(0, 8));
    this.numbers.push(number);
    this.waitingBytes += payload.length;
    this.hasRoom = this.waitingBytes < this.roomBytes;
  }

  take(): void {
    this.waitingBytes = 0;
    this.hasRoom = true;
  }

  close(): void {
    throw new Error('an outbox closes nothing');
  }

  cut(): void {
    throw new Error('an outbox cuts nothing');
  }

  probe(): void {
    throw new Error('an outbox probes nothing');
  }
}

const LIMITS = {
  replayMaxMessages: 10,
  replayMaxBytes: 1_000,
  sendQueueHighWaterBytes: 250,
  sendQueueMaxBytes: 1_000,
  sendQueueGraceMs: 500,
};

function outboxFor(options: { replays?: boolean; budget?: ReplayBudget } = {}) {
  const onOverflow = vi.fn();
  const budget = options.budget ?? { usedBytes: 0, maxBytes: 1_000_000 };
  const { replays = true } = options;
  const outbox = new Outbox({ limits: LIMITS, budget, replays, onOverflow });
  const push = (...texts: readonly string[]): void => {
    for (const text of texts) outbox.push(Buffer.from(text));
  };
  const fill = (count: number, bytes = 100): void => {
    for (let i = 0; i < count; i += 1) outbox.push(Buffer.alloc(bytes));
  };
  return { outbox, push, fill, onOverflow, budget };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an outbox', () => {
  it('writes at once, and again to the next connection what is not acknowledged', () => {
    const { outbox, push } = outboxFor();
    const [first, second] = [new Line(), new Line()];
    expect(outbox.attach(first, 0)).toBe(true);
    push('a', 'b', 'c');
    outbox.acknowledge(1);
    push('d');
    expect(first.written).toEqual(['a', 'b', 'c', 'd']);
    expect(outbox.attach(second, 2)).toBe(true);
    outbox.pump();
    expect([second.written, second.numbers]).toEqual([
      ['c', 'd'],
      [3, 4],
    ]);
  });

  it('keeps what comes while nobody is there', () => {
    const { outbox, push } = outboxFor();
    const line = new Line();
    outbox.attach(line, 0);
    push('a');
    outbox.detach();
    push('b', 'c');
    expect(outbox.attach(line, 1)).toBe(true);
    outbox.pump();
    expect(line.written).toEqual(['a', 'b', 'c']);
  });

  it('waits for room, and leaves live messages out meanwhile', () => {
    const { outbox, push } = outboxFor();
    const line = new Line();
    line.roomBytes = 2;
    outbox.attach(line, 0);
    push('a', 'b', 'c', 'd');
    expect(outbox.pushLive(Buffer.from('live'))).toBe(false);
    expect(line.written).toEqual(['a', 'b']);
    line.take();
    line.roomBytes = 100;
    outbox.pump();
    expect(outbox.pushLive(Buffer.from('live'))).toBe(true);
    expect(line.written).toEqual(['a', 'b', 'c', 'd', 'live']);
    expect(line.numbers.at(-1)).toBe(4);
  });

  it('says that something is missing when it was not kept', () => {
    const { outbox, fill } = outboxFor();
    const [line, next] = [new Line(), new Line()];
    outbox.attach(line, 0);
    for (let i = 0; i < 30; i += 1) {
      fill(1, 1);
      line.take();
    }
    expect(outbox.attach(next, 25)).toBe(true);
    expect(outbox.attach(next, 5)).toBe(false);
    expect(outbox.sent).toBe(30);
    outbox.pump();
    expect(next.written).toEqual([]);
  });

  it('does not believe somebody who has received more than was sent', () => {
    const { outbox, push } = outboxFor();
    outbox.attach(new Line(), 0);
    push('a');
    expect(outbox.attach(new Line(), 7)).toBe(false);
    expect(outbox.sent).toBe(1);
  });

  it('keeps no more than all sessions together may', () => {
    const budget = { usedBytes: 0, maxBytes: 500 };
    const [one, other] = [outboxFor({ budget }), outboxFor({ budget })];
    const [line, otherLine] = [new Line(), new Line()];
    one.outbox.attach(line, 0);
    other.outbox.attach(otherLine, 0);
    one.fill(4);
    expect(budget.usedBytes).toBe(400);
    line.take();
    for (let i = 0; i < 5; i += 1) {
      other.fill(1);
      otherLine.take();
    }
    expect(budget.usedBytes).toBeLessThanOrEqual(500);
    one.outbox.end();
    other.outbox.end();
    expect(budget.usedBytes).toBe(0);
  });
});

describe('an outbox of a client that cannot resume', () => {
  it('keeps nothing that is written', () => {
    const { outbox, fill, budget } = outboxFor({ replays: false });
    const line = new Line();
    outbox.attach(line, 0);
    fill(5);
    expect([line.written.length, outbox.sent, budget.usedBytes]).toEqual([5, 5, 0]);
  });
});

describe('a reader that is behind', () => {
  it('may be so for a burst', () => {
    const { outbox, fill, onOverflow } = outboxFor();
    const line = new Line();
    outbox.attach(line, 0);
    fill(8);
    vi.advanceTimersByTime(499);
    line.take();
    outbox.pump();
    vi.advanceTimersByTime(10_000);
    expect(onOverflow).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gets the whole grace time again after it caught up', () => {
    const { outbox, fill, onOverflow } = outboxFor();
    const line = new Line();
    outbox.attach(line, 0);
    fill(8);
    vi.advanceTimersByTime(400);
    line.take();
    outbox.pump();
    fill(8);
    vi.advanceTimersByTime(499);
    expect(onOverflow).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onOverflow).toHaveBeenCalledExactlyOnceWith('time');
  });

  it('is given nothing more once it is too far behind, until it begins anew', () => {
    const { outbox, fill, onOverflow } = outboxFor();
    const line = new Line();
    line.roomBytes = 100;
    outbox.attach(line, 0);
    fill(10);
    expect(onOverflow).not.toHaveBeenCalled();
    fill(5);
    expect(onOverflow).toHaveBeenCalledExactlyOnceWith('bytes');
    fill(5);
    outbox.discard();
    expect(outbox.sent).toBe(11);
    line.take();
    fill(1);
    expect(line.numbers.at(-1)).toBe(12);
  });

  it('leaves no timer behind when it goes', () => {
    const { outbox, fill } = outboxFor();
    outbox.attach(new Line(), 0);
    fill(8);
    expect(vi.getTimerCount()).toBe(1);
    outbox.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});
