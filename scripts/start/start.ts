import { buildIfStale } from '../build/build-if-stale.ts';
import { runDesktopHost } from './desktop-host.ts';
import { currentEnvironment } from './environment.ts';
import { parseStartOptions, START_HELP } from './options.ts';
import { runWebHost } from './web-host.ts';

const say = (line: string): void => console.log(line);

async function start(): Promise<number> {
  const parsed = parseStartOptions(process.argv.slice(2));
  if (!parsed.ok) {
    console.error(`${parsed.message}\n\n${START_HELP}`);
    return 2;
  }
  const { options } = parsed;
  if (options.help) {
    say(START_HELP);
    return 0;
  }
  const environment = currentEnvironment();
  // The web client is built for both: the desktop app's cell serves it to guests.
  await buildIfStale('web', say);
  if (!options.browserOnly) {
    const run = await runDesktopHost(environment, say);
    if (run.kind === 'ran') return run.exitCode;
    say(`No desktop window, since ${run.why}; the same app is served to a browser instead.`);
  }
  return runWebHost(options, environment, say);
}

try {
  process.exitCode = await start();
} catch (error) {
  console.error(`Drawbridge could not start: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
