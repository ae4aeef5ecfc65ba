import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sessionIdSchema, sessionSecretSchema } from '../protocol.ts';

const ID_BYTES = 16;
const SECRET_BYTES = 32;

/** Names a session to others, and its client to the cell. */
export interface SessionKey {
  /** base64url of 16 random bytes; everybody in a room sees it. */
  readonly id: string;
  readonly idBytes: Buffer;
  /** base64url of 32 random bytes; only the client knows it. */
  readonly secret: string;
}

export function newSessionKey(): SessionKey {
  const idBytes = randomBytes(ID_BYTES);
  return {
    id: idBytes.toString('base64url'),
    idBytes,
    secret: randomBytes(SECRET_BYTES).toString('base64url'),
  };
}

/** Compares in a time that does not depend on where the two differ. */
export function isSecretOf(key: SessionKey, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(key.secret), digest(secret));
}

/** Reads the `drawbridge-session` header, `<id>.<secret>`. */
export function readSessionHeader(
  value: string | string[] | undefined,
): { readonly session: string; readonly secret: string } | undefined {
  if (typeof value !== 'string') return undefined;
  const [session, secret, ...rest] = value.split('.');
  if (rest.length > 0) return undefined;
  const id = sessionIdSchema.safeParse(session);
  const proof = sessionSecretSchema.safeParse(secret);
  return id.success && proof.success ? { session: id.data, secret: proof.data } : undefined;
}
