// `npm test`                     everything that can run on this machine
// `npm test -- e2e share`        one suite (unit, e2e, electron), and of it what the rest selects
import { addCounts, type Counts, closingLines } from './gate/counts.ts';
import { SUITES } from './gate/suites.ts';

const [first, ...rest] = process.argv.slice(2);
const chosen = SUITES.find(({ name }) => name === first);
if (first !== undefined && chosen === undefined) {
  console.error(
    `Unknown suite ${first}: choose from ${SUITES.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const results: Counts[] = [];
for (const suite of chosen === undefined ? SUITES : [chosen]) {
  results.push(...(await suite.run(rest, console.log)));
}
const total = addCounts(results);
console.log(closingLines(total));
process.exitCode = total.failed === 0 ? 0 : 1;
