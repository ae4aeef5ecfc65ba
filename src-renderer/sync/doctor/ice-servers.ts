import type { IceServer } from '../../../signaling/protocol.ts';

/** More are not tested: a cell that names hundreds must not have us ask them all. */
export const ICE_TARGETS_MAX = 8;

/** One address of one STUN or TURN server. */
export interface IceTarget {
  readonly kind: 'stun' | 'turn';
  readonly transport: 'udp' | 'tcp';
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}

/** Every address that a cell names, in its order, each once. */
export function iceTargets(servers: readonly IceServer[]): IceTarget[] {
  const targets = new Map<string, IceTarget>();
  for (const { urls, username, credential } of servers) {
    for (const url of [urls].flat()) {
      const scheme = url.slice(0, url.indexOf(':'));
      const kind = scheme.startsWith('turn') ? 'turn' : 'stun';
      // RFC 7065, section 4.2: TLS runs on TCP; without a word it is UDP.
      const isTcp = scheme.endsWith('s') || /[?&]transport=tcp$/i.test(url);
      targets.set(url, {
        kind,
        transport: isTcp ? 'tcp' : 'udp',
        url,
        ...(username === undefined ? {} : { username }),
        ...(credential === undefined ? {} : { credential }),
      });
    }
  }
  return [...targets.values()].slice(0, ICE_TARGETS_MAX);
}
