import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fails, PROBE_LIMIT_MS, runProbe, WORKS } from './probe.ts';

const never = new Promise<never>(() => undefined);

describe('one test', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says how long it took to find that something works', async () => {
    const result = runProbe(
      () => new Promise((resolve) => setTimeout(() => resolve(WORKS), 40)),
      new AbortController().signal,
    );
    await vi.advanceTimersByTimeAsync(40);
    expect(await result).toEqual({ kind: 'works', tookMs: 40 });
  });

  it('says why something does not', async () => {
    const result = await runProbe(async () => fails('refused'), new AbortController().signal);
    expect(result).toEqual({ kind: 'blocked', code: 'refused', tookMs: 0 });
  });

  it('finds that nothing comes back when its time is over, and cleans up', async () => {
    let over: AbortSignal | undefined;
    const result = runProbe((signal) => {
      over = signal;
      return never;
    }, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(PROBE_LIMIT_MS - 1);
    expect(over?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toEqual({ kind: 'blocked', code: 'silent', tookMs: PROBE_LIMIT_MS });
    expect(over?.aborted).toBe(true);
  });

  it('ends at once when it is cancelled, or was before it began', async () => {
    const cancel = new AbortController();
    const result = runProbe(() => never, cancel.signal);
    cancel.abort();
    expect(await result).toEqual({ kind: 'cancelled' });
    const test = vi.fn();
    expect(await runProbe(test, cancel.signal)).toEqual({ kind: 'cancelled' });
    expect(test).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('throws what is a mistake of ours', async () => {
    const mistake = runProbe(async () => {
      throw new RangeError('ours');
    }, new AbortController().signal);
    await expect(mistake).rejects.toThrow('ours');
    expect(vi.getTimerCount()).toBe(0);
  });
});
