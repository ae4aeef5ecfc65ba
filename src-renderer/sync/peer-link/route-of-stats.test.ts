import { describe, expect, it } from 'vitest';
import { routeOfStats } from './route-of-stats.ts';

const end = (candidateType: string) => ({ candidateType });
const pair = (localCandidateId: string, remoteCandidateId: string) => ({
  type: 'candidate-pair',
  nominated: true,
  localCandidateId,
  remoteCandidateId,
});
const stats = (change: Readonly<Record<string, unknown>> = {}): Map<string, unknown> =>
  new Map(
    Object.entries({
      channel: { type: 'data-channel' },
      old: pair('a', 'b'),
      now: pair('c', 'd'),
      a: end('host'),
      b: end('host'),
      c: end('relay'),
      d: end('prflx'),
      transport: { type: 'transport', selectedCandidatePairId: 'now' },
      ...change,
    }),
  );

describe('the route of a connection', () => {
  it('is that of the pair in use, not of one that was', () => {
    expect(routeOfStats(stats())).toBe('turn');
    const back = { transport: { type: 'transport', selectedCandidatePairId: 'old' } };
    expect(routeOfStats(stats(back))).toBe('direct');
  });

  it('is over a relay server whichever end is there', () => {
    expect(routeOfStats(stats({ c: end('host'), d: end('relay') }))).toBe('turn');
    expect(routeOfStats(stats({ c: end('srflx') }))).toBe('direct');
  });

  it('is that of the pair that says so itself, where no transport does', () => {
    const marked = { transport: undefined, now: { ...pair('c', 'd'), selected: true } };
    expect(routeOfStats(stats(marked))).toBe('turn');
  });

  it('is not known while no pair is in use, or an end of it is not known', () => {
    expect(routeOfStats(stats({ transport: { type: 'transport' } }))).toBeNull();
    expect(routeOfStats(stats({ d: undefined }))).toBeNull();
    expect(routeOfStats(stats({ now: undefined }))).toBeNull();
    expect(routeOfStats(new Map())).toBeNull();
  });
});
