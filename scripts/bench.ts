// `npm run bench`                 lists the benches
// `npm run bench -- document`     runs those whose name contains the word; what follows is passed on
import { join, relative } from 'node:path';
import { benchEntries, selectBenches } from './bench/entries.ts';
import { REPOSITORY } from './build/targets.ts';
import { runNode } from './support/run-node.ts';

const entries = await benchEntries(join(REPOSITORY, 'bench'));
const names = entries
  .filter(({ listed }) => listed)
  .map(({ name }) => name)
  .join('\n');
const [word, ...args] = process.argv.slice(2);
if (word === undefined) {
  console.log(names === '' ? 'There are no benches.' : names);
} else {
  const chosen = selectBenches(entries, word);
  if (chosen.length === 0) {
    console.error(`No bench is called ${word}. There are:\n${names}`);
    process.exit(2);
  }
  for (const { name, file } of chosen) {
    console.log(`# ${name}`);
    const { code } = await runNode(join(REPOSITORY, 'scripts/run.mjs'), [
      relative(REPOSITORY, file),
      ...args,
    ]);
    if (code !== 0) process.exitCode = 1;
  }
}
