import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { Socket } from 'node:net';
import { hasDisplay } from './desktop-possible.ts';
import type { Environment } from './environment.ts';
import type { InstalledBrowser } from './find-browser.ts';
import { LastLine } from './last-line.ts';
import { profileFolder } from './profile-folder.ts';

/** Lets Chromium run as root on Linux, without its sandbox. Never done unless asked for. */
export const NO_SANDBOX_VARIABLE = 'DRAWBRIDGE_CHROMIUM_NO_SANDBOX';
/** A browser that fails does so within this time; one that lives on has its window. */
const EARLY_END_MS = 3_000;

/** Why no browser window can open here, as a sentence; undefined when one can. */
export function noWindowReason(environment: Environment): string | undefined {
  if (!hasDisplay(environment)) return 'There is no display';
  const { platform, uid, env } = environment;
  if (platform === 'linux' && uid === 0 && env[NO_SANDBOX_VARIABLE] !== '1') {
    return `Browsers do not run as root (${NO_SANDBOX_VARIABLE}=1 allows it, without their sandbox)`;
  }
  return undefined;
}

/** The arguments that open `url` as an app of its own, on a profile of its own. */
export function appWindowArguments(
  environment: Environment,
  profile: string,
  url: string,
): readonly string[] {
  const { platform, uid, env } = environment;
  const asRoot = platform === 'linux' && uid === 0 && env[NO_SANDBOX_VARIABLE] === '1';
  return [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    ...(asRoot ? ['--no-sandbox'] : []),
  ];
}

/** A window on the app. */
export interface AppWindow {
  /** Resolves when the person closed it; never when a running browser took it over. */
  readonly closed: Promise<void>;
  /** Asks the browser to end, where we started it and the system has a gentle way to ask. */
  close(): void;
}

export type AppWindowResult =
  | { readonly ok: true; readonly window: AppWindow }
  | { readonly ok: false; readonly message: string };

/** Opens the app's window in one browser. */
export async function openAppWindow(
  environment: Environment,
  browser: InstalledBrowser,
  url: string,
  earlyEndMs = EARLY_END_MS,
): Promise<AppWindowResult> {
  const profile = profileFolder(environment, browser);
  await mkdir(profile, { recursive: true });
  const child = spawn(browser.path, [...appWindowArguments(environment, profile, url)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own group, so that Ctrl+C in the terminal reaches it as a request from us.
    detached: true,
  });
  const stderr = new LastLine();
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => stderr.push(text));
  const end = endOf(child, stderr);
  let timer: NodeJS.Timeout | undefined;
  const early = await Promise.race([
    end,
    new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), earlyEndMs);
    }),
  ]);
  clearTimeout(timer);
  if (early !== undefined && early !== 0) {
    return { ok: false, message: stderr.value ?? `it ended with code ${early}` };
  }
  // The browser must not keep this process alive.
  child.unref();
  if (child.stderr instanceof Socket) child.stderr.unref();
  const takenOver = early === 0;
  return {
    ok: true,
    window: {
      closed: takenOver ? new Promise(() => undefined) : end.then(() => undefined),
      close() {
        // Windows knows no gentle signal: the window stays, and its boards are stored anyway.
        if (environment.platform !== 'win32') child.kill('SIGTERM');
      },
    },
  };
}

function endOf(child: ChildProcess, stderr: LastLine): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      stderr.push(`${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
