import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-depth.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('isDeeperThan', () => {
  it('counts arrays and objects alike', () => {
    expect(isDeeperThan(nested(3), 3)).toBe(false);
    expect(isDeeperThan(nested(4), 3)).toBe(true);
    expect(isDeeperThan('{"a":[{"b":1}]}', 3)).toBe(false);
    expect(isDeeperThan('{"a":[{"b":1}]}', 2)).toBe(true);
  });

  it('does not count siblings', () => {
    expect(isDeeperThan('[[],[],{},{}]', 2)).toBe(false);
  });

  it('does not count brackets in text, escaped quotes included', () => {
    expect(isDeeperThan('["[[[[\\"[[[[", "\\\\", "{{{{"]', 1)).toBe(false);
    expect(isDeeperThan('["\\\\", [1]]', 1)).toBe(true);
  });

  it('takes 64 KiB of brackets without recursion', () => {
    expect(isDeeperThan('['.repeat(64 * 1024), 32)).toBe(true);
  });

  it('agrees with the real depth of any JSON', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
        : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        // What JSON makes of the value counts, not the value: -0 and the like.
        const depth = depthOf(JSON.parse(text));
        expect(isDeeperThan(text, depth)).toBe(false);
        if (depth > 0) expect(isDeeperThan(text, depth - 1)).toBe(true);
      }),
    );
  });
});
