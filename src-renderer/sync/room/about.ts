import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { frameFields, fromBase64Url, toBase64Url } from '../keys/bytes.ts';
import { Sealer } from '../keys/sealer.ts';
import { cleanName, PERSON_NAME_MAX_LENGTH, parseJson } from '../presence/presence.ts';
import { PERSON_COLORS } from '../status.ts';

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

/** Encrypts what the cell keeps about a member and shows to the others, as text of base64url. */
export class AboutSealer {
  readonly #sealer: Sealer;

  constructor(roomId: string, contentKey: Uint8Array) {
    this.#sealer = new Sealer('about', roomId, contentKey);
  }

  async seal(about: About): Promise<string> {
    return toBase64Url(await this.#sealer.seal(new TextEncoder().encode(JSON.stringify(about))));
  }

  /** @returns null when somebody without this board's link wrote it, or it says nothing sensible. */
  async open(text: string): Promise<About | null> {
    const plain = await this.#sealer.open(fromBase64Url(text) ?? new Uint8Array());
    const parsed = aboutSchema.safeParse(plain && parseJson(plain));
    return parsed.success ? { ...parsed.data, name: cleanName(parsed.data.name) } : null;
  }
}
