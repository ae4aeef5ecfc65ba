// `npm start`
import { buildIfStale } from '../build/build-if-stale.ts';
import { HOSTS, start } from './choose-host.ts';
import { currentEnvironment } from './environment.ts';

try {
  process.exitCode = await start(process.argv.slice(2), currentEnvironment(), console.log, {
    ...HOSTS,
    buildWeb: (say) => buildIfStale('web', say),
  });
} catch (error) {
  console.error(`Drawbridge could not start: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
