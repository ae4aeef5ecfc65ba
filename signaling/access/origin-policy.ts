import type { IncomingMessage } from 'node:http';
import { clientAddress, isLoopbackAddress } from './client-address.ts';

/** Origin of the desktop app's own pages. */
export const APP_ORIGINS: readonly string[] = ['drawbridge-app://app'];

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Which pages may use the cell from a browser: its own, the desktop app's, those that were named,
 * and on this computer the ones of this computer. What is no browser sends no `Origin`.
 *
 * @param allowed further origins, or `any`
 */
export function originPolicy(
  allowed: readonly string[] | 'any',
  behindProxy: boolean,
): (request: IncomingMessage) => boolean {
  if (allowed === 'any') return () => true;
  const named = new Set([...APP_ORIGINS, ...allowed]);
  return (request) => {
    const { origin, host } = request.headers;
    if (origin === undefined || named.has(origin)) return true;
    if (!URL.canParse(origin)) return false;
    const url = new URL(origin);
    if (url.host !== '' && url.host === host) return true;
    const isHere = isLoopbackAddress(clientAddress(request, behindProxy));
    return isHere && LOOPBACK_HOSTS.has(url.hostname);
  };
}
