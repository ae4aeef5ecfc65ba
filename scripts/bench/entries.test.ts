import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BenchEntry, benchEntries, selectBenches } from './entries.ts';

let folder = '';
let entries: BenchEntry[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'));
  await mkdir(join(folder, 'sync'));
  const files = {
    'sync/newcomer.ts': '/** `npm run bench -- sync/newcomer` prints … */\n',
    'sync/pointer.bench.ts': '',
    'sync/clients.ts': '/** Clients for the benches. */\n',
    'sync/mention.ts': "import 'x';\n// npm run bench is not in the opening comment\n",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  entries = await benchEntries(folder);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the benches', () => {
  it('are those that say how to run them', () => {
    expect(entries.filter(({ listed }) => listed).map(({ name }) => name)).toEqual([
      'sync/newcomer',
      'sync/pointer',
    ]);
  });

  it('are selected by a part of their name', () => {
    expect(selectBenches(entries, 'sync').map(({ name }) => name)).toEqual([
      'sync/newcomer',
      'sync/pointer',
    ]);
    expect(selectBenches(entries, 'absent')).toEqual([]);
  });

  it('can be run by their whole name in any case', () => {
    expect(selectBenches(entries, 'sync/mention').map(({ name }) => name)).toEqual([
      'sync/mention',
    ]);
  });
});
