import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { listSourceFiles } from '../support/source-files.ts';

export interface BenchEntry {
  /** `signaling/fan-out` for `bench/signaling/fan-out.ts`. */
  readonly name: string;
  readonly file: string;
  /** Whether its opening comment says how to run it: then it is a bench, not a part of one. */
  readonly listed: boolean;
}

const OPENING_COMMENT = /^\s*(?:\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*\n)+)/;

function nameOf(folder: string, file: string): string {
  return relative(folder, file)
    .split(sep)
    .join('/')
    .replace(/(\.bench)?\.ts$/, '');
}

/** All TypeScript files below the folder of benches, and which of them are benches. */
export async function benchEntries(folder: string): Promise<BenchEntry[]> {
  const entries: BenchEntry[] = [];
  for (const file of await listSourceFiles([folder], ['.ts'])) {
    const name = nameOf(folder, file);
    const [comment = ''] = OPENING_COMMENT.exec(await readFile(file, 'utf8')) ?? [];
    const listed =
      file.endsWith('.bench.ts') ||
      comment.includes('npm run bench') ||
      comment.includes(`bench/${name}`);
    entries.push({ name, file, listed });
  }
  return entries;
}

/** What a word selects: the file of exactly that name, else every bench whose name contains it. */
export function selectBenches(entries: readonly BenchEntry[], word: string): BenchEntry[] {
  const exact = entries.filter(({ name }) => name === word);
  return exact.length > 0
    ? exact
    : entries.filter(({ name, listed }) => listed && name.includes(word));
}
