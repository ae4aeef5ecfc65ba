import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { listSourceFiles } from './support/source-files.ts';

/** Rows of docs/requirements.md are named like this. */
const ROW_ID = /\b[A-Z]{2}-\d{2}\b/g;
const TEST_FILE = /\.(test|spec)\.tsx?$/;
const TABLE = 'docs/requirements.md';
const TEST_ROOTS = ['src-renderer', 'src-main', 'signaling', 'scripts', 'tests'] as const;
/** Its own tests cite rows that exist nowhere. */
const OWN_TEST = 'scripts/requirements.test.ts';

export interface RequirementRow {
  readonly id: string;
  /** Test files that are said to show it, relative to the repository. */
  readonly tests: readonly string[];
}

export interface RequirementsReport {
  readonly rows: number;
  /** One sentence each. */
  readonly problems: readonly string[];
}

/** Rows of a Markdown table whose first cell is a row id and whose third names test files. */
export function readRows(markdown: string): RequirementRow[] {
  return markdown.split('\n').flatMap((line) => {
    const [, id = '', , tests = ''] = line.split('|').map((cell) => cell.trim());
    if (id.replace(ROW_ID, '') !== '' || id === '') return [];
    return [{ id, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file) }];
  });
}

/**
 * Compares the table with the tests.
 * @param citedIn row ids that each test file names, by file
 */
export function compareRows(
  rows: readonly RequirementRow[],
  citedIn: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const problems: string[] = [];
  const known = new Map<string, RequirementRow>();
  for (const row of rows) {
    if (known.has(row.id)) problems.push(`${row.id} stands in the table twice.`);
    known.set(row.id, row);
    if (row.tests.length === 0) problems.push(`${row.id} names no test.`);
    for (const file of row.tests) {
      const cited = citedIn.get(file);
      if (!cited) problems.push(`${row.id}: there is no test file ${file}.`);
      else if (!cited.has(row.id)) problems.push(`${row.id}: ${file} does not name it.`);
    }
  }
  for (const [file, ids] of citedIn) {
    for (const id of ids) {
      if (!known.get(id)?.tests.includes(file)) {
        problems.push(`${id}: ${file} names it, the table does not say so.`);
      }
    }
  }
  return problems;
}

/** Checks that every row of the table is shown by a test that names it, and the other way round. */
export async function checkRequirements(repository: string): Promise<RequirementsReport> {
  const citedIn = new Map<string, ReadonlySet<string>>();
  const folders = TEST_ROOTS.map((root) => join(repository, root));
  for (const file of await listSourceFiles(folders, ['.ts', '.tsx'])) {
    const name = relative(repository, file).split(sep).join('/');
    if (!TEST_FILE.test(name) || name === OWN_TEST) continue;
    const text = await readFile(file, 'utf8');
    citedIn.set(name, new Set([...text.matchAll(ROW_ID)].map(([id]) => id)));
  }
  const rows = readRows(await readFile(join(repository, TABLE), 'utf8'));
  return { rows: rows.length, problems: compareRows(rows, citedIn) };
}
