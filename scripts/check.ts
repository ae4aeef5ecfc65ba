// `npm run check`: types, format, lint, layers, strings and unit tests.
import { addCounts, closingLines } from './gate/counts.ts';
import { runSteps, STATIC_STEPS, UNIT_STEP } from './gate/steps.ts';

const total = addCounts(await runSteps([...STATIC_STEPS, UNIT_STEP]));
console.log(closingLines(total));
process.exitCode = total.failed === 0 ? 0 : 1;
