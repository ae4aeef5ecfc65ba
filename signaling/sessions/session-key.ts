import { createHash, randomBytes } from 'node:crypto';
import { isSameText } from '../access/bearer.ts';
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
  /** What other nodes are told instead of the secret: its SHA-256, base64url. */
  readonly hash: string;
}

export function newSessionKey(): SessionKey {
  const idBytes = randomBytes(ID_BYTES);
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { id: idBytes.toString('base64url'), idBytes, secret, hash: secretHash(secret) };
}

export const secretHash = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

export const isSecretOf = (key: SessionKey, secret: string): boolean =>
  isSameText(key.secret, secret);

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
