import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { KEY_BYTES } from '../keys/board-keys.ts';
import { frameFields, fromBase64Url, randomBytes, toBase64Url } from '../keys/bytes.ts';
import { cleanName, PERSON_NAME_MAX_LENGTH, parseJson } from '../presence/presence.ts';
import { PERSON_COLORS } from '../status.ts';

const LABEL = 'drawbridge/v1/about';
const NONCE_BYTES = 12;
const PERSON_ID_BYTES = 16;

/** What a member of a room tells the others there about itself before any link is open. */
const aboutSchema = z.object({
  /** y-webrtc's id of this page. */
  peerId: z.string().min(1).max(64),
  name: z.string().max(PERSON_NAME_MAX_LENGTH),
  color: z.enum(PERSON_COLORS).catch('blue'),
});
export type About = z.infer<typeof aboutSchema>;

/** A person's id in one room, as the cell sees it: another room shows another one. */
export const roomPersonId = (roomId: string, devicePublicKey: Uint8Array): string =>
  toBase64Url(
    sha256(frameFields('drawbridge/v1/room-person', roomId, devicePublicKey)).subarray(
      0,
      PERSON_ID_BYTES,
    ),
  );

/**
 * Encrypts what the cell keeps about a member and shows to the others: with a key of the board, so
 * that the cell cannot read it. Text of base64url: 12-byte nonce, AES-256-GCM of JSON.
 */
export class AboutSealer {
  readonly #additionalData: Uint8Array<ArrayBuffer>;
  readonly #key: Promise<CryptoKey>;

  constructor(roomId: string, contentKey: Uint8Array) {
    this.#additionalData = frameFields(LABEL, roomId);
    const info = new TextEncoder().encode(LABEL);
    const bytes = new Uint8Array(hkdf(sha256, contentKey, new Uint8Array(0), info, KEY_BYTES));
    this.#key = crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  async seal(about: About): Promise<string> {
    const iv = new Uint8Array(randomBytes(NONCE_BYTES));
    const parameters = { name: 'AES-GCM', iv, additionalData: this.#additionalData };
    const plain = new TextEncoder().encode(JSON.stringify(about));
    const sealed = await crypto.subtle.encrypt(parameters, await this.#key, plain);
    const out = new Uint8Array(NONCE_BYTES + sealed.byteLength);
    out.set(iv);
    out.set(new Uint8Array(sealed), NONCE_BYTES);
    return toBase64Url(out);
  }

  /** @returns null when somebody without this board's link wrote it, or it says nothing sensible. */
  async open(text: string): Promise<About | null> {
    const bytes = fromBase64Url(text);
    if (!bytes || bytes.length <= NONCE_BYTES) return null;
    const iv = new Uint8Array(bytes.subarray(0, NONCE_BYTES));
    const parameters = { name: 'AES-GCM', iv, additionalData: this.#additionalData };
    let plain: Uint8Array;
    try {
      const sealed = new Uint8Array(bytes.subarray(NONCE_BYTES));
      plain = new Uint8Array(await crypto.subtle.decrypt(parameters, await this.#key, sealed));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return null;
    }
    const parsed = aboutSchema.safeParse(parseJson(plain));
    return parsed.success ? { ...parsed.data, name: cleanName(parsed.data.name) } : null;
  }
}
