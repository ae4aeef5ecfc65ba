import { z } from 'zod';

/** Longest first line of an error that is repeated at the end of a run. */
const REASON_LENGTH = 160;
const ESCAPE = String.fromCharCode(27);

function firstLine(message: string): string {
  const plain = message.replaceAll(new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g'), '');
  return (plain.split('\n').find((line) => line.trim() !== '') ?? 'failed').slice(0, REASON_LENGTH);
}

const vitestTests = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

/** @returns one line for each test that failed, and for each file that could not be loaded */
export function failuresOfVitest(report: unknown): readonly string[] {
  const parsed = vitestTests.safeParse(report);
  if (!parsed.success) return [];
  return parsed.data.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replaceAll('\\', '/').split('/').slice(-2).join('/');
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : [];
    return failed.map(
      (one) => `${file} › ${one.fullName}: ${firstLine(one.failureMessages[0] ?? '')}`,
    );
  });
}

const playwrightError = z.object({ message: z.string().default('') });
const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  ok: z.boolean(),
  tests: z.array(
    z.object({
      status: z.string().default(''),
      results: z.array(z.object({ errors: z.array(playwrightError).default([]) })),
    }),
  ),
});
const playwrightSuite = z.object({
  specs: z.array(playwrightSpec).default([]),
  get suites() {
    return z.array(playwrightSuite).default([]);
  },
});
const playwrightTests = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(playwrightError).default([]),
});

type PlaywrightSpec = z.infer<typeof playwrightSpec>;

function specsOf({ specs, suites }: z.infer<typeof playwrightSuite>): PlaywrightSpec[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** A line for a test with the first error of all its tries. */
function lineOf({ file, line, title, tests }: PlaywrightSpec): string {
  const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
  return `${file}:${line} › ${title}: ${firstLine(errors[0]?.message ?? '')}`;
}

/** @returns one line for each test that failed, and for each error outside of tests */
export function failuresOfPlaywright(report: unknown): readonly string[] {
  const parsed = playwrightTests.safeParse(report);
  if (!parsed.success) return [];
  const specs = parsed.data.suites.flatMap(specsOf);
  return [
    ...specs.filter(({ ok }) => !ok).map(lineOf),
    ...parsed.data.errors.map(({ message }) => firstLine(message)),
  ];
}

/** @returns one line for each test that failed at first and passed when it was tried again */
export function flakyOfPlaywright(report: unknown): readonly string[] {
  const parsed = playwrightTests.safeParse(report);
  if (!parsed.success) return [];
  const specs = parsed.data.suites.flatMap(specsOf);
  return specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(lineOf);
}
