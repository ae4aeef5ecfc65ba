import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { roomIdBytes } from '../../../signaling/protocol/fields.ts';
import { frameFields, randomBytes, toBase64Url } from './bytes.ts';

/** Length of every secret, seed and Ed25519 public key here. */
export const KEY_BYTES = 32;
/** Length of an Ed25519 signature. */
export const SIGNATURE_BYTES = 64;

export interface SigningKeyPair {
  /** Ed25519 seed, 32 bytes. Never leaves this profile. */
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
}

/**
 * Everything that follows from a board's link. Derivation (docs/protocol.md, "Keys"):
 *
 *     edit secret ──HKDF──> edit key pair (Ed25519 seed)
 *                 └─HKDF──> read secret ──HKDF──> room tag, signaling password, content key
 *     room id = SHA-256(label, edit public key, owner public key, room tag)
 *
 * The cell sees the room id only. It can be shown the public keys later and check who may write,
 * without learning a secret; a view-only link is the read secret with both public keys.
 */
export interface BoardKeys {
  /** base64url of SHA-256, the y-webrtc room name and the cell's topic. */
  readonly roomId: string;
  /** Shown to the cell, with both public keys, by who wants relay or mailbox. */
  readonly roomTag: Uint8Array;
  readonly ownerPublicKey: Uint8Array;
  readonly edit: SigningKeyPair;
  readonly editSecret: Uint8Array;
  readonly readSecret: Uint8Array;
  /** Encrypts signaling between peers (y-webrtc's `password`). */
  readonly signalingPassword: string;
  /** AES-256 key for whatever travels or rests below WebRTC. */
  readonly contentKey: Uint8Array;
}

const LABEL = 'drawbridge/v1/';
const encoder = new TextEncoder();

const derive = (secret: Uint8Array, purpose: string): Uint8Array =>
  hkdf(sha256, secret, new Uint8Array(0), encoder.encode(LABEL + purpose), KEY_BYTES);

/** A key pair from its 32-byte seed (RFC 8032). */
export const signingKeyPair = (seed: Uint8Array): SigningKeyPair => ({
  seed,
  publicKey: ed25519.getPublicKey(seed),
});

export const newSigningKeyPair = (): SigningKeyPair => signingKeyPair(randomBytes(KEY_BYTES));

/** Derives all keys of a board from its edit secret and its owner's public key. */
export function deriveBoardKeys(editSecret: Uint8Array, ownerPublicKey: Uint8Array): BoardKeys {
  if (editSecret.length !== KEY_BYTES || ownerPublicKey.length !== KEY_BYTES) {
    throw new RangeError('an edit secret and an owner public key have 32 bytes each');
  }
  const edit = signingKeyPair(derive(editSecret, 'edit-key'));
  const readSecret = derive(editSecret, 'read-secret');
  const roomTag = derive(readSecret, 'room-tag');
  const roomId = sha256(roomIdBytes(edit.publicKey, ownerPublicKey, roomTag));
  return {
    roomId: toBase64Url(roomId),
    roomTag,
    ownerPublicKey,
    edit,
    editSecret,
    readSecret,
    signalingPassword: toBase64Url(derive(readSecret, 'signaling-password')),
    contentKey: derive(readSecret, 'content-key'),
  };
}

/** Ed25519 signature (RFC 8032) of `message`. */
export const sign = (message: Uint8Array, keys: SigningKeyPair): Uint8Array =>
  ed25519.sign(message, keys.seed);

/** @returns false for a wrong signature and for malformed input alike; never throws. */
export function verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== KEY_BYTES) return false;
  try {
    // Strict: no small-order keys, which would accept a signature made without the secret.
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch (error) {
    // noble throws on points that are not on the curve; to the caller that is a wrong signature.
    if (error instanceof Error) return false;
    throw error;
  }
}

/**
 * A person is named by the hash of the device key, so that nobody can claim somebody else's id:
 * whoever holds a link can rebuild it from the key that the link has proven.
 */
export const personIdOf = (devicePublicKey: Uint8Array): string =>
  toBase64Url(sha256(frameFields(`${LABEL}person`, devicePublicKey)).subarray(0, 15));
