import { KEY_BYTES } from '../keys/board-keys.ts';
import { Sealer } from '../keys/sealer.ts';

/** First byte of what passes between two members: an opening, or a frame of an open wire. */
export const RELAY_MESSAGE = { opening: 1, frame: 2 } as const;

const NO_KEY = new Uint8Array(KEY_BYTES);

/** How a wire begins: each side tells the public key that it made for this one connection. */
export interface Opening {
  readonly publicKey: Uint8Array;
  /** The other side's key that this answers; null from the side that begins. */
  readonly inReplyTo: Uint8Array | null;
}

/**
 * Seals and opens openings: somebody without the board's link can neither make one nor read one.
 *
 * Layout: byte 1, then sealed the sender's key and the answered key (zeros for none).
 */
export class OpeningSealer {
  readonly #sealer: Sealer;

  constructor(roomId: string, contentKey: Uint8Array) {
    this.#sealer = new Sealer('relay-opening', roomId, contentKey);
  }

  async seal(opening: Opening): Promise<Uint8Array<ArrayBuffer>> {
    const plain = new Uint8Array(2 * KEY_BYTES);
    plain.set(opening.publicKey, 0);
    plain.set(opening.inReplyTo ?? NO_KEY, KEY_BYTES);
    const sealed = await this.#sealer.seal(plain);
    const out = new Uint8Array(1 + sealed.length);
    out[0] = RELAY_MESSAGE.opening;
    out.set(sealed, 1);
    return out;
  }

  /** @returns null when it was not made by somebody with this board's link. */
  async open(bytes: Uint8Array): Promise<Opening | null> {
    if (bytes[0] !== RELAY_MESSAGE.opening) return null;
    const plain = await this.#sealer.open(bytes.subarray(1));
    if (plain?.length !== 2 * KEY_BYTES) return null;
    const replied = plain.slice(KEY_BYTES);
    return {
      publicKey: plain.slice(0, KEY_BYTES),
      inReplyTo: replied.every((byte) => byte === 0) ? null : replied,
    };
  }
}
