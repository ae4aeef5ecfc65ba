import { createHmac } from 'node:crypto';
import type { IceServer } from '../protocol.ts';

/** TURN servers that share a secret with the cell (coturn's `use-auth-secret`). */
export interface TurnOptions {
  readonly urls: readonly string[];
  readonly secret: string;
  /** How long credentials are good. */
  readonly ttlSeconds: number;
}

/**
 * Credentials that a TURN server can check without having been told of them: the time of their end,
 * and an HMAC of it with the shared secret (draft-uberti-behave-turn-rest).
 */
export function turnServer(turn: TurnOptions, nowMs: number = Date.now()): IceServer {
  const endsAtSeconds = Math.floor(nowMs / 1000) + turn.ttlSeconds;
  const username = `${endsAtSeconds}:drawbridge`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  return { urls: [...turn.urls], username, credential };
}
