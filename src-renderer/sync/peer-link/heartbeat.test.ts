import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Heartbeat } from './heartbeat.ts';

describe('the heartbeat', () => {
  let clock = 0;
  let beats = 0;
  let quiet = 0;
  let dead = false;
  let heart: Heartbeat;
  beforeEach(() => {
    vi.useFakeTimers();
    clock = 0;
    beats = 0;
    quiet = 0;
    dead = false;
    heart = new Heartbeat({
      now: () => clock,
      beat: () => {
        beats += 1;
      },
      onQuiet: () => {
        quiet += 1;
      },
      onDead: () => {
        dead = true;
      },
      timing: { heartbeatMs: 1000, quietAfterMs: 1500, deadAfterMs: 4000 },
    });
  });
  afterEach(() => {
    heart.stop();
    vi.useRealTimers();
  });
  const pass = (seconds: number, each: () => void = () => undefined): void => {
    for (let i = 0; i < seconds; i++) {
      clock += 1000;
      each();
      vi.advanceTimersByTime(1000);
    }
  };

  it('gives a silent peer up after the limit, once', () => {
    pass(4);
    expect(dead).toBe(false);
    pass(1);
    expect(dead).toBe(true);
    expect(beats).toBe(4);
  });

  it('says once in each silence that nothing is heard, before it gives up', () => {
    pass(4);
    expect([quiet, dead]).toEqual([1, false]);
    heart.heard();
    pass(3);
    expect([quiet, dead]).toEqual([2, false]);
  });

  it('keeps a quiet peer that still beats', () => {
    pass(60, () => heart.heard());
    expect(dead).toBe(false);
  });

  it('does not blame the peer for our own sleep', () => {
    pass(3);
    clock += 600_000; // the lid was closed: one late tick
    vi.advanceTimersByTime(1000);
    expect(dead).toBe(false);
    pass(5); // and now it really is silent
    expect(dead).toBe(true);
  });
});
