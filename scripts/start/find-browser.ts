import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { Environment } from './environment.ts';

export const BROWSER_NAMES = ['Chromium', 'Chrome', 'Edge', 'Brave'] as const;
export type BrowserName = (typeof BROWSER_NAMES)[number];

/** An installed browser that can show a page as an app window. */
export interface InstalledBrowser {
  readonly name: BrowserName;
  readonly path: string;
  /** Confined by Snap: it cannot read or write hidden folders of the home folder. */
  readonly snap: boolean;
}

/** The little of a file system that the search needs. */
export interface FileView {
  exists(path: string): boolean;
  /** Where links lead; the path itself when there are none. */
  realPath(path: string): string;
  /** The beginning of a file as text, or '' for one that cannot be read. */
  head(path: string): string;
}

const HEAD_BYTES = 4096;

export const diskView: FileView = {
  exists: existsSync,
  realPath: (path) => realpathSync(path),
  head(path) {
    try {
      return readFileSync(path).subarray(0, HEAD_BYTES).toString('latin1');
    } catch (error) {
      if (error instanceof Error && 'code' in error) return '';
      throw error;
    }
  },
};

const LINUX_COMMANDS: Readonly<Record<BrowserName, readonly string[]>> = {
  Chromium: ['chromium', 'chromium-browser'],
  Chrome: ['google-chrome-stable', 'google-chrome'],
  Edge: ['microsoft-edge-stable', 'microsoft-edge'],
  Brave: ['brave-browser-stable', 'brave-browser', 'brave'],
};
/** Searched even where PATH lacks them, as it does for programs started from a desktop. */
const LINUX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

const MAC_APPS: Readonly<Record<BrowserName, string>> = {
  Chromium: 'Chromium.app/Contents/MacOS/Chromium',
  Chrome: 'Google Chrome.app/Contents/MacOS/Google Chrome',
  Edge: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  Brave: 'Brave Browser.app/Contents/MacOS/Brave Browser',
};

const WINDOWS_PROGRAMS: Readonly<Record<BrowserName, string>> = {
  Chromium: 'Chromium\\Application\\chrome.exe',
  Chrome: 'Google\\Chrome\\Application\\chrome.exe',
  Edge: 'Microsoft\\Edge\\Application\\msedge.exe',
  Brave: 'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
};

function candidates(name: BrowserName, { platform, env, home }: Environment): string[] {
  if (platform === 'darwin') {
    return ['/Applications', posix.join(home, 'Applications')].map((folder) =>
      posix.join(folder, MAC_APPS[name]),
    );
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined && folder !== '')
      .map((folder) => win32.join(folder ?? '', WINDOWS_PROGRAMS[name]));
  }
  const folders = [...(env.PATH ?? '').split(':'), ...LINUX_FOLDERS].filter((each) => each !== '');
  return LINUX_COMMANDS[name].flatMap((command) =>
    folders.map((folder) => posix.join(folder, command)),
  );
}

/** `/snap/bin/x` is a link to `snap`; Ubuntu's `/usr/bin/chromium-browser` is a script that runs it. */
function isSnap(path: string, files: FileView): boolean {
  if (path.startsWith('/snap/')) return true;
  const real = files.realPath(path);
  if (real.startsWith('/snap/') || real === '/usr/bin/snap') return true;
  const head = files.head(path);
  return head.startsWith('#!') && head.includes('/snap/bin/');
}

/** Every installed browser that we know how to open as an app, each once, in order of preference. */
export function findBrowsers(
  environment: Environment,
  files: FileView = diskView,
): InstalledBrowser[] {
  const found: InstalledBrowser[] = [];
  for (const name of BROWSER_NAMES) {
    const path = candidates(name, environment).find((candidate) => files.exists(candidate));
    if (path === undefined) continue;
    found.push({ name, path, snap: environment.platform === 'linux' && isSnap(path, files) });
  }
  return found;
}
