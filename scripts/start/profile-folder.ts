import { posix, win32 } from 'node:path';
import type { Environment } from './environment.ts';
import type { InstalledBrowser } from './find-browser.ts';

/**
 * Where a browser keeps what Drawbridge stores in it: one folder per browser, since they do not
 * share a format, and apart from the person's own profile, so that clearing that one takes no
 * boards with it.
 */
export function profileFolder(
  { platform, env, home }: Environment,
  { name, snap }: Pick<InstalledBrowser, 'name' | 'snap'>,
): string {
  const own = `browser-${name.toLowerCase()}`;
  if (platform === 'win32') {
    const data = env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local');
    return win32.join(data, 'Drawbridge', own);
  }
  if (platform === 'darwin') {
    return posix.join(home, 'Library', 'Application Support', 'Drawbridge', own);
  }
  // Snap's `home` interface admits everything in the home folder but what begins with a dot, and
  // the usual data folder, ~/.local/share, does.
  if (snap) return posix.join(home, 'Drawbridge', own);
  const data = env.XDG_DATA_HOME;
  const isUsable = data !== undefined && posix.isAbsolute(data);
  return posix.join(isUsable ? data : posix.join(home, '.local', 'share'), 'drawbridge', own);
}

/**
 * Puts the browsers that were used before first: boards live in the profile, and installing a
 * second browser must not make them seem lost.
 */
export function usedBefore(
  environment: Environment,
  browsers: readonly InstalledBrowser[],
  exists: (path: string) => boolean,
): InstalledBrowser[] {
  const used = (browser: InstalledBrowser): number =>
    exists(profileFolder(environment, browser)) ? 0 : 1;
  return [...browsers].sort((a, b) => used(a) - used(b));
}
