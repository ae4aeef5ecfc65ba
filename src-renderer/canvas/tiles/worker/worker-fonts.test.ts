import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkerFonts } from './worker-fonts.ts';

/** A set of fonts whose one face comes, or fails, when the test says so. */
class StandInFonts extends EventTarget {
  has = false;
  status: 'loading' | 'loaded' = 'loaded';
  ready: Promise<void> = Promise.resolve();
  settle: (faces: readonly unknown[] | Error) => void = () => undefined;
  readonly #faces = new Promise<readonly unknown[]>((resolve, reject) => {
    this.settle = (faces) => {
      this.has = true;
      if (faces instanceof Error) reject(faces);
      else resolve(faces);
    };
  });

  check(): boolean {
    return this.has;
  }

  load(): Promise<readonly unknown[]> {
    return this.#faces;
  }
}

function setUp() {
  const set = new StandInFonts();
  const arrivals: boolean[] = [];
  const fonts = new WorkerFonts(set as unknown as FontFaceSet, (isLate) => arrivals.push(isLate));
  return { set, arrivals, fonts };
}

describe('fonts in the worker', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => {
      vi.useRealTimers();
    };
  });

  it('hold text back until they are there', async () => {
    const { set, arrivals, fonts } = setUp();
    const fetching = fonts.fetchFor(['Hello']);
    set.settle(['face']);
    await fetching;
    expect([arrivals, fonts.isAwaited]).toEqual([[false], false]);
    expect(fonts.fetchFor(['Hello'])).toBeNull();
  });

  it('hold it back until the set is at rest: canvases learn of a face only then', async () => {
    const { set, arrivals, fonts } = setUp();
    let rest: () => void = () => undefined;
    set.status = 'loading';
    set.ready = new Promise((resolve) => {
      rest = () => {
        set.status = 'loaded';
        resolve();
      };
    });
    set.settle(['face']);
    const fetching = fonts.fetchFor(['Hello']);
    expect(fetching).not.toBeNull();
    await vi.advanceTimersByTimeAsync(10);
    expect(arrivals).toEqual([]);
    rest();
    await fetching;
    expect([arrivals, fonts.isAwaited]).toEqual([[false], false]);
  });

  it('do so for a while only, and are awaited from then on', async () => {
    const { set, arrivals, fonts } = setUp();
    const fetching = fonts.fetchFor(['Hello']);
    await vi.advanceTimersByTimeAsync(1000);
    await fetching;
    expect([arrivals, fonts.isAwaited]).toEqual([[], true]);
    set.settle(['face']);
    await vi.advanceTimersByTimeAsync(0);
    expect([arrivals, fonts.isAwaited]).toEqual([[true], false]);
  });

  it('are not awaited any more when they cannot be had', async () => {
    const { set, arrivals, fonts } = setUp();
    const fetching = fonts.fetchFor(['Hello']);
    await vi.advanceTimersByTimeAsync(1000);
    await fetching;
    set.settle(new Error('no network'));
    await vi.advanceTimersByTimeAsync(0);
    expect([arrivals, fonts.isAwaited]).toEqual([[true], false]);
  });
});
