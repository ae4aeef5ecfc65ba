import { type DesktopRun, runDesktopHost } from './desktop-host.ts';
import type { Environment } from './environment.ts';
import { parseStartOptions, START_HELP, type StartOptions } from './options.ts';
import { runWebHost } from './web-host.ts';

type Say = (line: string) => void;

/** What can show the app. */
export interface Hosts {
  readonly desktop: (environment: Environment, say: Say) => Promise<DesktopRun>;
  readonly web: (options: StartOptions, environment: Environment, say: Say) => Promise<number>;
  /** Builds the web client unless it is up to date. */
  readonly buildWeb: (say: Say) => Promise<unknown>;
}

export const HOSTS: Omit<Hosts, 'buildWeb'> = { desktop: runDesktopHost, web: runWebHost };

/**
 * `npm start`: the desktop app where Electron can run, else the same app in a browser, with the
 * reason. Answers the exit code.
 */
export async function start(
  args: readonly string[],
  environment: Environment,
  say: Say,
  { desktop, web, buildWeb }: Hosts,
): Promise<number> {
  const parsed = parseStartOptions(args);
  if (!parsed.ok) {
    say(`${parsed.message}\n\n${START_HELP}`);
    return 2;
  }
  const { options } = parsed;
  if (options.help) {
    say(START_HELP);
    return 0;
  }
  // Built for both: the desktop app's cell serves it to guests.
  await buildWeb(say);
  if (!options.browserOnly) {
    const run = await desktop(environment, say);
    if (run.kind === 'ran') return run.exitCode;
    say(`No desktop window, since ${run.why}; the same app is served to a browser instead.`);
  }
  return web(options, environment, say);
}
