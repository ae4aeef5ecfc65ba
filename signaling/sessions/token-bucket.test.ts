import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

function bucketAt(start: number) {
  const clock = { ms: start };
  const bucket = new TokenBucket({ perSecond: 100, burst: 10, nowMs: () => clock.ms });
  const takeAll = (): number => {
    let taken = 0;
    while (bucket.take(1)) taken += 1;
    return taken;
  };
  return { clock, bucket, takeAll };
}

describe('a token bucket', () => {
  it('allows its burst at once, then its rate', () => {
    const { clock, takeAll } = bucketAt(5_000);
    expect(takeAll()).toBe(10);
    clock.ms += 50;
    expect(takeAll()).toBe(5);
  });

  it('never holds more than the burst', () => {
    const { clock, takeAll } = bucketAt(0);
    clock.ms += 3_600_000;
    expect(takeAll()).toBe(10);
  });

  it('takes nothing when it has too little', () => {
    const { bucket } = bucketAt(0);
    expect(bucket.take(11)).toBe(false);
    expect(bucket.take(10)).toBe(true);
  });
});
