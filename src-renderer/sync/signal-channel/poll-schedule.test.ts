import { describe, expect, it } from 'vitest';
import { POLL_FAST_FOR_MS, PollSchedule } from './poll-schedule.ts';

const waits = (schedule: PollSchedule, count: number, inCompany = false): number[] =>
  Array.from({ length: count }, () => schedule.nextMs(false, inCompany));

describe('the wait before the next short poll', () => {
  it('doubles while nothing happens, from 1 to 30 s (TR-06)', () => {
    expect(waits(new PollSchedule(() => 0), 7)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  it('begins anew when something came (TR-06)', () => {
    const schedule = new PollSchedule(() => 0);
    waits(schedule, 4);
    expect(schedule.nextMs(true, false)).toBe(1_000);
    expect(schedule.nextMs(false, false)).toBe(2_000);
  });

  it('is at most 5 s while somebody else is in a room (TR-05)', () => {
    expect(waits(new PollSchedule(() => 0), 5, true)).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('is 1 s for 10 s after a change made here (TR-05)', () => {
    let nowMs = 0;
    const schedule = new PollSchedule(() => nowMs);
    waits(schedule, 5);
    schedule.changed();
    for (nowMs = 0; nowMs < POLL_FAST_FOR_MS; nowMs += 1_000) {
      expect(schedule.nextMs(false, true)).toBe(1_000);
    }
    expect(waits(schedule, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  });
});
