import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { KEY_BYTES } from '../keys/board-keys.ts';
import { frameFields, randomBytes } from '../keys/bytes.ts';

/** First byte of what passes between two members: an opening, or a frame of an open wire. */
export const RELAY_MESSAGE = { opening: 1, frame: 2 } as const;

const LABEL = 'drawbridge/v1/relay-opening';
const NONCE_BYTES = 12;
const NO_KEY = new Uint8Array(KEY_BYTES);

/** How a wire begins: each side tells the public key that it made for this one connection. */
export interface Opening {
  readonly publicKey: Uint8Array;
  /** The other side's key that this answers; null from the side that begins. */
  readonly inReplyTo: Uint8Array | null;
}

/**
 * Seals and opens openings with a key that follows from the board's content key: somebody without
 * the board's link can neither make one nor read one.
 *
 * Layout: byte 1, 12-byte nonce, AES-256-GCM of sender's key and answered key (zeros for none).
 */
export class OpeningSealer {
  readonly #roomId: string;
  readonly #key: Promise<CryptoKey>;

  constructor(roomId: string, contentKey: Uint8Array) {
    this.#roomId = roomId;
    const bytes = new Uint8Array(
      hkdf(sha256, contentKey, new Uint8Array(0), new TextEncoder().encode(LABEL), KEY_BYTES),
    );
    this.#key = crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  async seal(opening: Opening): Promise<Uint8Array<ArrayBuffer>> {
    const plain = new Uint8Array(2 * KEY_BYTES);
    plain.set(opening.publicKey, 0);
    plain.set(opening.inReplyTo ?? NO_KEY, KEY_BYTES);
    // Random nonces: openings are few, far below the 2^32 that AES-GCM allows for one key.
    const nonce = new Uint8Array(randomBytes(NONCE_BYTES));
    const sealed = await crypto.subtle.encrypt(this.#parameters(nonce), await this.#key, plain);
    const out = new Uint8Array(1 + NONCE_BYTES + sealed.byteLength);
    out[0] = RELAY_MESSAGE.opening;
    out.set(nonce, 1);
    out.set(new Uint8Array(sealed), 1 + NONCE_BYTES);
    return out;
  }

  /** @returns null when it was not made by somebody with this board's link. */
  async open(bytes: Uint8Array): Promise<Opening | null> {
    if (bytes[0] !== RELAY_MESSAGE.opening) return null;
    const nonce = new Uint8Array(bytes.subarray(1, 1 + NONCE_BYTES));
    const sealed = new Uint8Array(bytes.subarray(1 + NONCE_BYTES));
    let plain: Uint8Array;
    try {
      const opened = await crypto.subtle.decrypt(this.#parameters(nonce), await this.#key, sealed);
      plain = new Uint8Array(opened);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return null;
    }
    if (plain.length !== 2 * KEY_BYTES) return null;
    const replied = plain.slice(KEY_BYTES);
    return {
      publicKey: plain.slice(0, KEY_BYTES),
      inReplyTo: replied.every((byte) => byte === 0) ? null : replied,
    };
  }

  #parameters(nonce: Uint8Array<ArrayBuffer>): AesGcmParams {
    const additionalData = new Uint8Array(frameFields(LABEL, this.#roomId));
    return { name: 'AES-GCM', iv: nonce, additionalData };
  }
}
