import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askPeer, PING_INTERVAL_MS } from './ask-peer.ts';
import { PROBE_LIMIT_MS, runProbe } from './probe.ts';

const never = new Promise<never>(() => undefined);
const run = (ping: () => Promise<boolean>) =>
  runProbe((signal) => askPeer(ping, signal), new AbortController().signal);

describe('asking somebody', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('works when an answer comes', async () => {
    expect(await run(async () => true)).toMatchObject({ kind: 'works' });
  });

  it('asks again, since a question may be lost on its way', async () => {
    const ping = vi.fn<() => Promise<boolean>>().mockReturnValueOnce(never).mockResolvedValue(true);
    const result = run(ping);
    await vi.advanceTimersByTimeAsync(PING_INTERVAL_MS);
    expect(await result).toEqual({ kind: 'works', tookMs: PING_INTERVAL_MS });
    expect(ping).toHaveBeenCalledTimes(2);
  });

  it('finds that no answer comes', async () => {
    const result = run(() => never);
    await vi.advanceTimersByTimeAsync(PROBE_LIMIT_MS);
    expect(await result).toMatchObject({ kind: 'blocked', code: 'silent' });
  });

  it('finds that the link has ended', async () => {
    expect(await run(async () => false)).toMatchObject({ kind: 'blocked', code: 'no-link' });
  });
});
