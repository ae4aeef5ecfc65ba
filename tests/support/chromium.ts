import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, win32 } from 'node:path';
import { chromium } from 'playwright-core';

/** Names the browser that tests use. */
export const CHROMIUM_VARIABLE = 'DRAWBRIDGE_CHROMIUM';
/** How long installing a browser may take before the tests go on without one. */
export const INSTALL_LIMIT_MS = 180_000;

/** What the search looks at; given explicitly, so that tests can pose as any system. */
export interface ChromiumSystem {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid: number | undefined;
  exists(path: string): boolean;
  /** Where Playwright keeps its own build, whether or not it is there. */
  playwrightPath(): string;
}

export function currentSystem(): ChromiumSystem {
  return {
    platform: process.platform,
    env: process.env,
    uid: process.getuid?.(),
    exists: existsSync,
    playwrightPath: () => chromium.executablePath(),
  };
}

const LINUX_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge-stable',
  '/usr/bin/microsoft-edge',
];
const MAC_PATHS = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) =>
  posix.join('/Applications', `${name}.app`, 'Contents', 'MacOS', name),
);
const WINDOWS_PATHS = ['Chromium', 'Google\\Chrome', 'Microsoft\\Edge'].map((folder) =>
  win32.join(folder, 'Application', folder.endsWith('Edge') ? 'msedge.exe' : 'chrome.exe'),
);

function systemPaths({ platform, env }: ChromiumSystem): string[] {
  if (platform === 'darwin') return MAC_PATHS;
  if (platform !== 'win32') return LINUX_PATHS;
  const folders = [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']];
  return WINDOWS_PATHS.flatMap((path) =>
    folders.flatMap((folder) => (folder ? [win32.join(folder, path)] : [])),
  );
}

/**
 * The browser for tests: the one that DRAWBRIDGE_CHROMIUM names, else the system's Chromium,
 * Chrome or Edge, else Playwright's own; undefined when there is none.
 *
 * @throws when DRAWBRIDGE_CHROMIUM names nothing: another browser would not be what was asked for
 */
export function findChromium(system: ChromiumSystem = currentSystem()): string | undefined {
  const named = system.env[CHROMIUM_VARIABLE];
  if (named) {
    if (system.exists(named)) return named;
    throw new Error(`${CHROMIUM_VARIABLE} names ${named}, which does not exist`);
  }
  return [...systemPaths(system), system.playwrightPath()].find((path) => system.exists(path));
}

interface InstallCommand {
  readonly label: string;
  readonly file: string;
  readonly args: readonly string[];
}

/** Ways to get a browser on this system, in order. */
export function installCommands(system: ChromiumSystem): InstallCommand[] {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'cli.js',
  );
  const commands: InstallCommand[] = [
    {
      label: 'playwright install chromium',
      file: process.execPath,
      args: [cli, 'install', 'chromium'],
    },
  ];
  const canUseApt =
    system.platform === 'linux' && system.uid === 0 && system.exists('/usr/bin/apt-get');
  if (canUseApt) {
    commands.push({
      label: 'apt-get install chromium',
      file: '/usr/bin/apt-get',
      args: ['install', '-y', 'chromium'],
    });
  }
  return commands;
}

/** Runs a command with its output shown; false when it fails or the limit passes. */
function run({ file, args }: InstallCommand, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(file, [...args], { stdio: 'inherit', timeout: limitMs });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

export type ChromiumResult =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly reason: string };

/** Finds a browser, else tries to install one within the limit; says what it does. */
export async function ensureChromium(
  say: (line: string) => void,
  system: ChromiumSystem = currentSystem(),
  limitMs = INSTALL_LIMIT_MS,
): Promise<ChromiumResult> {
  const found = findChromium(system);
  if (found !== undefined) return { ok: true, path: found };
  const endsAtMs = Date.now() + limitMs;
  const tried: string[] = [];
  for (const command of installCommands(system)) {
    const leftMs = endsAtMs - Date.now();
    if (leftMs <= 0) break;
    say(`No Chromium found; trying: ${command.label}`);
    await run(command, leftMs);
    tried.push(command.label);
    const path = findChromium(system);
    if (path !== undefined) return { ok: true, path };
  }
  return { ok: false, reason: `no Chromium, and none could be installed (${tried.join(', ')})` };
}
