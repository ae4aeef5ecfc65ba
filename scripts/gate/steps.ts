import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../build/targets.ts';
import { checkLayering, describeReport } from '../layering.ts';
import { commandFile, runNode } from '../support/run-node.ts';
import { checkUiStrings, describeUiStrings } from '../ui-strings.ts';
import { type Counts, countsOfVitest } from './counts.ts';

export interface StepResult {
  readonly counts: Counts;
  /** What to show of a step that failed; empty when it showed its output itself. */
  readonly output: string;
}

export interface Step {
  readonly name: string;
  run(): Promise<StepResult>;
}

function oneCheck(passed: boolean, output: string): StepResult {
  return {
    counts: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 },
    output: passed ? '' : output,
  };
}

function tool(name: string, packageName: string, command: string, args: readonly string[]): Step {
  return {
    name,
    async run() {
      const file = commandFile(packageName, command);
      const { code, output } = await runNode(file, args, { capture: true });
      return oneCheck(code === 0, output);
    },
  };
}

const layering: Step = {
  name: 'layering',
  async run() {
    const { passed, lines } = describeReport(await checkLayering(REPOSITORY));
    return oneCheck(passed, `${lines.join('\n')}\n`);
  },
};

const uiStrings: Step = {
  name: 'strings',
  async run() {
    const { passed, lines } = describeUiStrings(await checkUiStrings(REPOSITORY));
    return oneCheck(passed, `${lines.join('\n')}\n`);
  },
};

/** What needs no test runner: types, format, lint, layers, strings. Each counts as one check. */
export const STATIC_STEPS: readonly Step[] = [
  tool('types', 'typescript', 'tsc', ['--noEmit', '-p', '.']),
  tool('biome', '@biomejs/biome', 'biome', ['ci', '--colors=off', '--diagnostic-level=error', '.']),
  tool('oxlint', 'oxlint', 'oxlint', ['.']),
  layering,
  uiStrings,
];

/** Reads a report that a runner was told to write; null when it wrote none. */
export async function readReport(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Runs something with a folder of its own that is gone afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-gate-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const UNIT_STEP: Step = {
  name: 'unit',
  run: () =>
    withFolder(async (folder) => {
      const report = join(folder, 'vitest.json');
      const { code } = await runNode(commandFile('vitest', 'vitest'), [
        'run',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ]);
      return { counts: countsOfVitest(await readReport(report), code), output: '' };
    }),
};

/** Runs steps one after another, each with its time; a failed one does not stop the next. */
export async function runSteps(
  steps: readonly Step[],
  say: (line: string) => void = console.log,
): Promise<Counts[]> {
  const results: Counts[] = [];
  for (const step of steps) {
    const startedAtMs = Date.now();
    const { counts, output } = await step.run();
    if (output !== '') say(output.trimEnd());
    const verdict = counts.failed === 0 ? 'ok' : 'FAILED';
    say(`${step.name}: ${verdict} in ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`);
    results.push(counts);
  }
  return results;
}
