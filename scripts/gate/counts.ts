import { z } from 'zod';
import { failuresOfPlaywright, failuresOfVitest, flakyOfPlaywright } from './failures.ts';

/** What the gate's closing line adds up. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** A line for each failure whose name is known. */
  readonly failures?: readonly string[];
  /** A line for each test that passed only when it was tried again; it counts as passed. */
  readonly flaky?: readonly string[];
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
      failures: [...(sum.failures ?? []), ...(one.failures ?? [])],
      flaky: [...(sum.flaky ?? []), ...(one.flaky ?? [])],
    }),
    NOTHING,
  );
}

/** The last lines of `npm test`: what failed or was flaky, so that nobody has to look for it, and the figures. */
export function closingLines(counts: Counts): string {
  const { passed, failed, skipped, failures = [], flaky = [] } = counts;
  return [
    ...flaky.map((test) => `FLAKY ${test}`),
    ...failures.map((failure) => `FAILED ${failure}`),
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join('\n');
}

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightReport = z.object({
  errors: z.array(z.unknown()).default([]),
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** A report that is absent or unreadable is a failure, never a silent zero. */
const UNREADABLE: Counts = { passed: 0, failed: 1, skipped: 0 };

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A file that failed before its tests were known counts as one failure, and so does a run that failed otherwise. */
export function countsOfVitest(report: string | null, exitCode: number): Counts {
  const json = parseJson(report);
  const parsed = vitestReport.safeParse(json);
  if (!parsed.success) return UNREADABLE;
  const { data } = parsed;
  const brokenFiles = data.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = data.numFailedTests + brokenFiles;
  return {
    passed: data.numPassedTests,
    failed: failed === 0 && (exitCode !== 0 || !data.success) ? 1 : failed,
    skipped: data.numPendingTests + data.numTodoTests,
    failures: failuresOfVitest(json),
  };
}

/** A test that passed at its second try has passed, and is named: docs/testing.md says why it is tried again. */
export function countsOfPlaywright(report: string | null, exitCode: number): Counts {
  const json = parseJson(report);
  const parsed = playwrightReport.safeParse(json);
  if (!parsed.success) return UNREADABLE;
  const { stats, errors } = parsed.data;
  const failed = stats.unexpected + errors.length;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: stats.skipped,
    failures: failuresOfPlaywright(json),
    flaky: flakyOfPlaywright(json),
  };
}
