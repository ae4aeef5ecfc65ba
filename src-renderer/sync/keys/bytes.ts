import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';

export { frameFields } from '../../../signaling/protocol/fields.ts';

/** Bytes as base64url without padding, the form used in links and on the wire. */
export const toBase64Url = (bytes: Uint8Array): string => toBase64UrlEncoded(bytes);

const BASE64_URL = /^[A-Za-z0-9_-]*$/;

/**
 * Strict counterpart of {@link toBase64Url}.
 * @returns the bytes, or null when the text is not base64url, is not in its one canonical form, or
 * does not have `lengthBytes` bytes (when given).
 */
export function fromBase64Url(text: string, lengthBytes?: number): Uint8Array | null {
  if (!BASE64_URL.test(text) || text.length % 4 === 1) return null;
  const bytes = fromBase64UrlEncoded(text);
  if (lengthBytes !== undefined && bytes.length !== lengthBytes) return null;
  return toBase64Url(bytes) === text ? bytes : null;
}

/** Compares without leaving early, so that timing tells nothing about where two values differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** Cryptographically random bytes from the platform. */
export const randomBytes = (length: number): Uint8Array =>
  crypto.getRandomValues(new Uint8Array(length));
