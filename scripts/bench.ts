// `npm run bench`                 lists the benches
// `npm run bench -- document`     runs those whose name contains the word
import { basename, join, relative, sep } from 'node:path';
import { REPOSITORY } from './build/targets.ts';
import { runNode } from './support/run-node.ts';
import { listSourceFiles } from './support/source-files.ts';

const folder = join(REPOSITORY, 'bench');

/** `bench/sync/newcomer.bench.ts` is called `sync/newcomer`. */
function nameOf(file: string): string {
  return relative(folder, file)
    .split(sep)
    .join('/')
    .replace(/(\.bench)?\.ts$/, '');
}

const benches = (await listSourceFiles([folder], ['.ts'])).filter((file) =>
  basename(file).endsWith('.bench.ts'),
);
const [word, ...args] = process.argv.slice(2);
if (word === undefined) {
  console.log(benches.length === 0 ? 'There are no benches.' : benches.map(nameOf).join('\n'));
} else {
  const chosen = benches.filter((file) => nameOf(file).includes(word));
  if (chosen.length === 0) {
    console.error(`No bench is called ${word}. There are:\n${benches.map(nameOf).join('\n')}`);
    process.exit(2);
  }
  for (const file of chosen) {
    console.log(`# ${nameOf(file)}`);
    const { code } = await runNode(join(REPOSITORY, 'scripts/run.mjs'), [
      relative(REPOSITORY, file),
      ...args,
    ]);
    if (code !== 0) process.exitCode = 1;
  }
}
