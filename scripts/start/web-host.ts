import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CellStartError } from '../../signaling/cell.ts';
import { type BuiltInCell, startBuiltInCell } from '../../src-main/host/built-in-cell.ts';
import { hostRoutes } from '../../src-main/host/host-routes.ts';
import { REPOSITORY } from '../build/targets.ts';
import { type AppWindow, noWindowReason, openAppWindow } from './app-window.ts';
import type { Environment } from './environment.ts';
import { findBrowsers } from './find-browser.ts';
import type { StartOptions } from './options.ts';
import { usedBefore } from './profile-folder.ts';
import { whoIsThere } from './who-is-there.ts';

type Say = (line: string) => void;

export type Serving =
  | { readonly kind: 'serving'; readonly cell: BuiltInCell }
  /** Drawbridge is there already. */
  | { readonly kind: 'running'; readonly origin: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Serves the app on its port; never on another one, since boards are kept by origin. */
export async function serve(
  { port, portGiven }: Pick<StartOptions, 'port' | 'portGiven'>,
  webRoot: string,
): Promise<Serving> {
  try {
    return { kind: 'serving', cell: await startBuiltInCell({ port, webRoot, routes: hostRoutes }) };
  } catch (error) {
    if (!(error instanceof CellStartError)) throw error;
    if (error.code !== 'port-in-use') return { kind: 'refused', message: error.message };
  }
  const origin = `http://127.0.0.1:${port}`;
  const holder = await whoIsThere(origin);
  if (holder.kind === 'ours') return { kind: 'running', origin };
  const advice = portGiven
    ? 'Stop it, or give another one with --port.'
    : 'Stop it, or choose another port: npm start -- --port N (boards are kept per port).';
  return {
    kind: 'refused',
    message: `Port ${port} is taken by a program that ${holder.answer}. ${advice}`,
  };
}

/** Opens a window on `url` in an installed browser, or says why it cannot and answers undefined. */
export async function openWindow(
  environment: Environment,
  url: string,
  say: Say,
): Promise<AppWindow | undefined> {
  const reason = noWindowReason(environment);
  if (reason !== undefined) {
    say(`${reason}: open ${url} in a browser.`);
    return undefined;
  }
  const browsers = usedBefore(environment, findBrowsers(environment), existsSync);
  for (const browser of browsers) {
    const result = await openAppWindow(environment, browser, url);
    if (result.ok) {
      say(`Opened ${url} in ${browser.name}.`);
      return result.window;
    }
    say(`${browser.name} did not open: "${result.message}".`);
  }
  say(
    browsers.length === 0
      ? `No Chromium, Chrome, Edge or Brave was found: open ${url} in a browser.`
      : `Open ${url} in a browser.`,
  );
  return undefined;
}

/** Folder of the built web client. */
export const WEB_ROOT = join(REPOSITORY, 'out', 'web');

/** Resolves at the first SIGINT or SIGTERM. */
function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** Serves the app to a browser until it is stopped. Answers the exit code. */
export async function runWebHost(
  options: StartOptions,
  environment: Environment,
  say: Say,
): Promise<number> {
  const serving = await serve(options, WEB_ROOT);
  if (serving.kind === 'refused') {
    say(serving.message);
    return 1;
  }
  if (serving.kind === 'running') {
    say(`Drawbridge is running already on ${serving.origin}.`);
    if (options.open) await openWindow(environment, serving.origin, say);
    return 0;
  }
  const { cell } = serving;
  const stopped = stopRequested();
  say(`Drawbridge is served on ${cell.origin}. Press Ctrl+C to stop.`);
  const window = options.open ? await openWindow(environment, cell.origin, say) : undefined;
  let isStopping = false;
  void window?.closed.then(() => {
    if (isStopping) return;
    say(`The window is closed; others can still use ${cell.origin}. Press Ctrl+C to stop.`);
  });
  await stopped;
  isStopping = true;
  window?.close();
  await cell.stop();
  return 0;
}
