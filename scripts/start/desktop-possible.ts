import type { Environment } from './environment.ts';

/** Why no window of a desktop app can open here. */
export type NoDesktopReason = 'no-display' | 'root';

/**
 * What is known before anything is downloaded: Electron needs a display, and Chromium's sandbox,
 * which we do not switch off, refuses root on Linux.
 */
export function noDesktopReason({ platform, env, uid }: Environment): NoDesktopReason | undefined {
  if (!hasDisplay({ platform, env })) return 'no-display';
  if (platform === 'linux' && uid === 0) return 'root';
  return undefined;
}

/** Whether windows can open at all: X11 or Wayland on Linux; macOS and Windows always have one. */
export function hasDisplay({ platform, env }: Pick<Environment, 'platform' | 'env'>): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}
