import { describe, expect, it } from 'vitest';
import { addCounts, closingLines, countsOfPlaywright, countsOfVitest } from './counts.ts';

const vitest = (change: object) =>
  JSON.stringify({
    success: true,
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [],
    ...change,
  });
const playwright = (stats: object, errors: unknown[] = []) =>
  JSON.stringify({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 2, ...stats }, errors });

describe('counting a unit run', () => {
  it('adds pending and to-do tests to the skipped', () => {
    expect(countsOfVitest(vitest({}), 0)).toMatchObject({ passed: 5, failed: 0, skipped: 2 });
  });

  it('counts a file that could not be loaded', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countsOfVitest(vitest({ success: false, testResults }), 1).failed).toBe(1);
  });

  it('never calls a failed run green', () => {
    expect(countsOfVitest(vitest({}), 1).failed).toBe(1);
    expect(countsOfVitest(null, 0).failed).toBe(1);
    expect(countsOfVitest('{"success":', 0).failed).toBe(1);
    expect(countsOfVitest('{}', 0).failed).toBe(1);
  });
});

describe('counting an end-to-end run', () => {
  it('takes the runner’s own figures', () => {
    expect(countsOfPlaywright(playwright({}), 0)).toMatchObject({
      passed: 3,
      failed: 0,
      skipped: 2,
    });
  });

  it('counts a test that passed at its second try as passed', () => {
    expect(countsOfPlaywright(playwright({ flaky: 1 }), 0)).toMatchObject({ passed: 4, failed: 0 });
  });

  it('counts errors outside of tests as failures', () => {
    expect(countsOfPlaywright(playwright({ unexpected: 2 }, [{}]), 1).failed).toBe(3);
  });

  it('never calls a failed run green', () => {
    expect(countsOfPlaywright(playwright({}), 1).failed).toBe(1);
    expect(countsOfPlaywright(null, 0).failed).toBe(1);
  });
});

describe('the closing lines', () => {
  it('sums over the suites', () => {
    const sum = addCounts([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 10, failed: 1, skipped: 0 },
    ]);
    expect(closingLines(sum)).toBe('11 passed, 1 failed, 2 skipped');
  });

  it('names what was flaky', () => {
    const flaky = { passed: 1, failed: 0, skipped: 0, flaky: ['a.spec.ts:1 › a: late'] };
    expect(closingLines(addCounts([flaky]))).toBe(
      'FLAKY a.spec.ts:1 › a: late\n1 passed, 0 failed, 0 skipped',
    );
  });

  it('names what failed', () => {
    const failed = { passed: 0, failed: 1, skipped: 0, failures: ['a.test.ts › a: not 1'] };
    expect(closingLines(addCounts([failed]))).toBe(
      'FAILED a.test.ts › a: not 1\n0 passed, 1 failed, 0 skipped',
    );
  });
});
