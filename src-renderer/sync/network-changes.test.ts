import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOCK_INTERVAL_MS, watchNetwork } from './network-changes.ts';

describe('watching the network', () => {
  const page = new EventTarget();
  const connection = new EventTarget();
  const told = vi.fn();
  let stop: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', page);
    vi.stubGlobal('navigator', { connection });
    told.mockClear();
    stop = watchNetwork(told);
  });
  afterEach(() => {
    stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('tells at once when the network comes, goes or is another one (CM-10)', () => {
    page.dispatchEvent(new Event('offline'));
    page.dispatchEvent(new Event('online'));
    connection.dispatchEvent(new Event('change'));
    expect(told).toHaveBeenCalledTimes(3);
  });

  it('tells once when the computer has slept (CM-02, CM-10)', () => {
    vi.advanceTimersByTime(60_000);
    expect(told).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(CLOCK_INTERVAL_MS);
    expect(told).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('takes a busy second for no sleep, nor a clock that was set back', () => {
    vi.setSystemTime(Date.now() + 2_000);
    vi.advanceTimersByTime(CLOCK_INTERVAL_MS);
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(10 * CLOCK_INTERVAL_MS);
    expect(told).not.toHaveBeenCalled();
  });

  it('leaves nothing behind', () => {
    stop();
    page.dispatchEvent(new Event('online'));
    connection.dispatchEvent(new Event('change'));
    expect(told).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
