import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { commandFile, runNode } from '../support/run-node.ts';
import type { Mutation } from './list.ts';

/** Schedules that are tried on one mutation, and the same ones each time. */
const SCHEDULES = '60';
const SEED = '1';

/** What became of a mutation, or of the sources as they are. */
export type Verdict =
  /** Tests failed: somebody noticed. */
  | 'caught'
  /** All tests passed. */
  | 'survived'
  /** No test ran: the change broke the file itself, and shows nothing. */
  | 'broken';

const reportSchema = z.object({
  numTotalTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** @throws when the text does not stand in the source exactly once */
export function mutate(source: string, { name, file, text, replacement }: Mutation): string {
  const count = source.split(text).length - 1;
  if (count !== 1) throw new Error(`${name}: its text stands ${count} times in ${file}`);
  return source.replace(text, () => replacement);
}

export interface TestRun {
  readonly verdict: Verdict;
  /** Names of the tests that failed, or why none ran. */
  readonly failed: readonly string[];
}

/** Runs test files in a copy of the repository. */
export async function runTests(copy: string, tests: readonly string[]): Promise<TestRun> {
  const report = join(copy, 'mutation-report.json');
  await writeFile(report, '{}');
  const { output } = await runNode(
    commandFile('vitest', 'vitest'),
    ['run', ...tests, '--reporter=json', `--outputFile=${report}`],
    {
      capture: true,
      cwd: copy,
      env: { DRAWBRIDGE_FUZZ_SEED: SEED, DRAWBRIDGE_SYNC_SCHEDULES: SCHEDULES },
    },
  );
  const parsed = reportSchema.safeParse(JSON.parse(await readFile(report, 'utf8')));
  if (!parsed.success) return { verdict: 'broken', failed: [output] };
  const { numTotalTests, testResults } = parsed.data;
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  if (failed.length > 0) return { verdict: 'caught', failed };
  const broken = testResults.filter(({ assertionResults }) => assertionResults.length === 0);
  if (numTotalTests > 0 && broken.length === 0) return { verdict: 'survived', failed };
  return { verdict: 'broken', failed: broken.map(({ name, message }) => `${name}: ${message}`) };
}

/** Tries one mutation in a copy of the repository, which is as it was afterwards. */
export async function tryMutation(copy: string, mutation: Mutation): Promise<TestRun> {
  const path = join(copy, mutation.file);
  const source = await readFile(path, 'utf8');
  await writeFile(path, mutate(source, mutation));
  try {
    return await runTests(copy, mutation.tests);
  } finally {
    await writeFile(path, source);
  }
}
