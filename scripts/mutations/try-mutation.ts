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
  numFailedTestSuites: z.number(),
});

/** @throws when the text does not stand in the source exactly once */
export function mutate(source: string, { name, file, text, replacement }: Mutation): string {
  const count = source.split(text).length - 1;
  if (count !== 1) throw new Error(`${name}: its text stands ${count} times in ${file}`);
  return source.replace(text, () => replacement);
}

/** Runs test files in a copy of the repository. */
export async function runTests(copy: string, tests: readonly string[]): Promise<Verdict> {
  const report = join(copy, 'mutation-report.json');
  await writeFile(report, '{}');
  await runNode(
    commandFile('vitest', 'vitest'),
    ['run', ...tests, '--reporter=json', `--outputFile=${report}`],
    {
      capture: true,
      cwd: copy,
      env: { DRAWBRIDGE_FUZZ_SEED: SEED, DRAWBRIDGE_SYNC_SCHEDULES: SCHEDULES },
    },
  );
  const parsed = reportSchema.safeParse(JSON.parse(await readFile(report, 'utf8')));
  if (!parsed.success || parsed.data.numTotalTests === 0) return 'broken';
  return parsed.data.numFailedTests > 0 ? 'caught' : 'survived';
}

/** Tries one mutation in a copy of the repository, which is as it was afterwards. */
export async function tryMutation(copy: string, mutation: Mutation): Promise<Verdict> {
  const path = join(copy, mutation.file);
  const source = await readFile(path, 'utf8');
  await writeFile(path, mutate(source, mutation));
  try {
    return await runTests(copy, mutation.tests);
  } finally {
    await writeFile(path, source);
  }
}
