// `npm run mutations`            breaks the synchronisation in every known way; each must fail a test
// `npm run mutations -- relay`   those whose name or file contains the word
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from './build/targets.ts';
import { MUTATIONS } from './mutations/list.ts';
import { runTests, tryMutation } from './mutations/try-mutation.ts';

const COPIED = [
  'package.json',
  'tsconfig.json',
  'vite.shared.ts',
  'vitest.config.ts',
  'scripts',
  'signaling',
  'src-main',
  'src-renderer',
  'tests',
] as const;

const [word = ''] = process.argv.slice(2);
const chosen = MUTATIONS.filter(({ name, file }) => `${name} ${file}`.includes(word));
const copy = await mkdtemp(join(tmpdir(), 'drawbridge-mutations-'));
let failures = 0;
try {
  for (const path of COPIED) {
    await cp(join(REPOSITORY, path), join(copy, path), { recursive: true });
  }
  await symlink(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const tests = [...new Set(chosen.flatMap((mutation) => mutation.tests))];
  const asItIs = await runTests(copy, tests);
  if (asItIs.verdict !== 'survived') {
    throw new Error(`without any mutation, tests fail:\n${asItIs.failed.join('\n')}`);
  }
  for (const mutation of chosen) {
    const { verdict, failed } = await tryMutation(copy, mutation);
    if (verdict !== 'caught') failures += 1;
    console.log(`${verdict.padEnd(9)} ${mutation.name.padEnd(72)} ${failed[0] ?? ''}`);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
console.log(`${chosen.length - failures} of ${chosen.length} mutations were caught`);
process.exitCode = failures === 0 && chosen.length > 0 ? 0 : 1;
