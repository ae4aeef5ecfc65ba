import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { KEY_BYTES } from '../keys/board-keys.ts';
import { equalBytes, frameFields } from '../keys/bytes.ts';

/** A key pair for one connection (X25519, RFC 7748), thrown away with it. */
export interface ConnectionKeyPair {
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** AES-256 keys of one connection, one for each direction. */
export interface ConnectionSecrets {
  readonly sending: Uint8Array<ArrayBuffer>;
  readonly receiving: Uint8Array<ArrayBuffer>;
}

const LABEL = 'drawbridge/v1/relay-frames';

export function newConnectionKeyPair(): ConnectionKeyPair {
  const secret = x25519.utils.randomSecretKey();
  return { secret, publicKey: x25519.getPublicKey(secret) };
}

/**
 * Keys that only the two ends of this connection can know: from their Diffie-Hellman secret, salted
 * with the board's content key so that somebody without the board's link cannot be an end at all.
 * Each direction has its own, so a frame sent back to its maker does not open.
 *
 * @returns null when the other side's key is not a usable one (a point of small order).
 */
export function connectionSecrets(
  local: ConnectionKeyPair,
  remotePublicKey: Uint8Array,
  contentKey: Uint8Array,
): ConnectionSecrets | null {
  if (remotePublicKey.length !== KEY_BYTES || equalBytes(remotePublicKey, local.publicKey)) {
    return null;
  }
  let shared: Uint8Array;
  try {
    shared = x25519.getSharedSecret(local.secret, remotePublicKey);
  } catch (error) {
    // noble refuses keys whose shared secret would be all zero, whatever our secret is.
    if (error instanceof Error) return null;
    throw error;
  }
  const direction = (sender: Uint8Array, receiver: Uint8Array): Uint8Array<ArrayBuffer> =>
    new Uint8Array(
      hkdf(sha256, shared, contentKey, frameFields(LABEL, sender, receiver), KEY_BYTES),
    );
  return {
    sending: direction(local.publicKey, remotePublicKey),
    receiving: direction(remotePublicKey, local.publicKey),
  };
}
