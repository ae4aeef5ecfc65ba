import { afterEach, describe, expect, it, vi } from 'vitest';
import { askCell } from './ask-cell.ts';
import { PROBE_LIMIT_MS, type ProbeResult, runProbe } from './probe.ts';

const CONFIG = {
  product: 'drawbridge',
  protocol: 1,
  iceServers: [{ urls: 'stun:stun.example.org' }],
};

const result = (answer: typeof fetch, onServers = vi.fn()): Promise<ProbeResult> =>
  runProbe(
    (signal) => askCell('http://cell.example', answer, onServers, signal),
    new AbortController().signal,
  );

describe('asking the cell', () => {
  afterEach(() => void vi.useRealTimers());

  it('works, and tells which servers the cell names', async () => {
    const onServers = vi.fn();
    expect(await result(async () => Response.json(CONFIG), onServers)).toMatchObject({
      kind: 'works',
    });
    expect(onServers).toHaveBeenCalledExactlyOnceWith(CONFIG.iceServers);
  });

  const failures: readonly (readonly [string, string, () => Promise<Response>])[] = [
    ['is down', 'unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['is overloaded', 'refused', async () => new Response('', { status: 503 })],
    ['is another web server', 'not-a-cell', async () => new Response('<html>')],
    ['answers rubbish', 'rubbish', async () => Response.json({ product: 'drawbridge' })],
    ['is newer', 'newer-protocol', async () => Response.json({ ...CONFIG, protocol: 9 })],
  ];
  for (const [what, code, answer] of failures) {
    it(`says why it does not work: it ${what}`, async () => {
      expect(await result(answer)).toMatchObject({ kind: 'blocked', code });
    });
  }

  it('gives up a cell that hangs, and lets the request go', async () => {
    vi.useFakeTimers();
    let isAborted = (): boolean => false;
    const found = result((_input, init) => {
      isAborted = () => init?.signal?.aborted ?? false;
      return new Promise(() => undefined);
    });
    await vi.advanceTimersByTimeAsync(PROBE_LIMIT_MS);
    expect(await found).toMatchObject({ kind: 'blocked', code: 'silent' });
    expect(isAborted()).toBe(true);
  });
});
