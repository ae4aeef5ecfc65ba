import { isAppUrl } from './app-scheme.ts';

/**
 * What the renderer is granted. Everything else is denied, what a later Chromium adds included.
 *
 * - `local-network-access`, `local-network`, `loopback-network`: Chromium asks before a page of a
 *   public origin may reach private addresses. The built-in cell is on loopback, and a cell that
 *   a link names may be on the local network, so the app works only with them.
 * - `clipboard-sanitized-write`: copying links and drawings.
 * - `persistent-storage`: boards must not be evicted when the disk fills.
 */
export const GRANTED_PERMISSIONS: ReadonlySet<string> = new Set([
  'local-network-access',
  'local-network',
  'loopback-network',
  'clipboard-sanitized-write',
  'persistent-storage',
]);

/**
 * Decides a permission for a frame.
 *
 * @param requestingUrl URL or origin of the frame that asks
 */
export function isPermissionGranted(permission: string, requestingUrl: string): boolean {
  return GRANTED_PERMISSIONS.has(permission) && isAppUrl(requestingUrl);
}
