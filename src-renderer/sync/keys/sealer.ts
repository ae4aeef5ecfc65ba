import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { KEY_BYTES } from './board-keys.ts';
import { frameFields, randomBytes } from './bytes.ts';

const NONCE_BYTES = 12;

/**
 * Encrypts for everybody who has a board's link and nobody else: AES-256-GCM with a key that follows
 * from the board's content key and the purpose, so that what was made for one purpose or one room
 * does not open in another.
 *
 * Layout: 12-byte random nonce, ciphertext. Random nonces are safe for 2^32 messages of one key; for
 * what is sent all the time there are the keys of a connection (relay/wire-keys.ts).
 */
export class Sealer {
  readonly #additionalData: Uint8Array<ArrayBuffer>;
  readonly #key: Promise<CryptoKey>;

  /** @param purpose label, different for each use */
  constructor(purpose: string, roomId: string | Uint8Array, contentKey: Uint8Array) {
    const label = `drawbridge/v1/${purpose}`;
    this.#additionalData = frameFields(label, roomId);
    const info = new TextEncoder().encode(label);
    const bytes = new Uint8Array(hkdf(sha256, contentKey, new Uint8Array(0), info, KEY_BYTES));
    this.#key = crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  async seal(plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    const nonce = new Uint8Array(randomBytes(NONCE_BYTES));
    const key = await this.#key;
    const bytes = new Uint8Array(plain);
    const sealed = await crypto.subtle.encrypt(this.#parameters(nonce), key, bytes);
    const out = new Uint8Array(NONCE_BYTES + sealed.byteLength);
    out.set(nonce);
    out.set(new Uint8Array(sealed), NONCE_BYTES);
    return out;
  }

  /** @returns null when it was not sealed for this purpose by somebody with this board's link. */
  async open(bytes: Uint8Array): Promise<Uint8Array | null> {
    if (bytes.length <= NONCE_BYTES) return null;
    const nonce = new Uint8Array(bytes.subarray(0, NONCE_BYTES));
    const sealed = new Uint8Array(bytes.subarray(NONCE_BYTES));
    try {
      const key = await this.#key;
      return new Uint8Array(await crypto.subtle.decrypt(this.#parameters(nonce), key, sealed));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return null;
    }
  }

  #parameters(iv: Uint8Array<ArrayBuffer>): AesGcmParams {
    return { name: 'AES-GCM', iv, additionalData: this.#additionalData };
  }
}
