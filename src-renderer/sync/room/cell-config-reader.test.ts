import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CellConfig } from '../../../signaling/protocol.ts';
import { BACKOFF_MAX_MS } from '../signal-channel/backoff.ts';
import type { CellConfigResult } from './cell-config.ts';
import { CellConfigReader } from './cell-config-reader.ts';

const CONFIG: CellConfig = {
  product: 'drawbridge',
  protocol: 1,
  iceServers: [],
};
const LOST: CellConfigResult = { ok: false, code: 'unreachable', message: 'timed out' };

describe('the configuration of a cell', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const reader = (answers: CellConfigResult[], isReached = true) => {
    const results: CellConfigResult[] = [];
    const read = vi.fn(async () => answers.shift() ?? LOST);
    const asked = new CellConfigReader({
      origin: 'https://cell.example',
      onResult: (result) => results.push(result),
      isReached: () => isReached,
      read,
    });
    return { asked, read, results };
  };

  it('is asked for again when an answer was lost, and never after it was told', async () => {
    const { asked, read, results } = reader([LOST, LOST, { ok: true, config: CONFIG }]);
    asked.request();
    await vi.advanceTimersByTimeAsync(2 * BACKOFF_MAX_MS);
    expect(results.map(({ ok }) => ok)).toEqual([false, false, true]);
    asked.request();
    await vi.advanceTimersByTimeAsync(2 * BACKOFF_MAX_MS);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('is not asked for while the cell is not reached, nor twice at once', async () => {
    const { asked, read } = reader([LOST], false);
    asked.request();
    asked.request();
    await vi.advanceTimersByTimeAsync(2 * BACKOFF_MAX_MS);
    expect(read).toHaveBeenCalledTimes(1);
    asked.request();
    await vi.advanceTimersByTimeAsync(0);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is not asked for once nobody needs it', async () => {
    const { asked, read, results } = reader([]);
    asked.request();
    asked.destroy();
    await vi.advanceTimersByTimeAsync(2 * BACKOFF_MAX_MS);
    expect(read).toHaveBeenCalledTimes(1);
    expect(results).toEqual([]);
  });
});
