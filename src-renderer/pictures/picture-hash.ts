import { toBase64UrlEncoded } from 'lib0/buffer';

/** A picture's name: the SHA-256 of its bytes as base64url. The browser works it out off this thread. */
export async function pictureHashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64UrlEncoded(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
