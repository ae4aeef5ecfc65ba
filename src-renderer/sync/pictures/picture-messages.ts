import { fromBase64Url, toBase64Url } from '../keys/bytes.ts';

/** What a link carries about pictures (docs/protocol.md, "Pictures"). */

const HASH_BYTES = 32;
const ASK_BYTES = HASH_BYTES + 4;
const PART_HEADER_BYTES = HASH_BYTES + 8;
/** Bytes of a picture in one message: with all headers it fits in one frame of a data channel. */
export const PICTURE_PART_BYTES = 60 * 1024;

/** "Send me this picture's bytes from here on, one part." */
export interface PictureAsk {
  readonly hash: string;
  readonly offset: number;
}

export interface PicturePart {
  readonly hash: string;
  readonly offset: number;
  /** Bytes of the whole picture; 0: the sender does not have it. */
  readonly total: number;
  readonly bytes: Uint8Array;
}

function withHash(length: number, hash: string): { out: Uint8Array<ArrayBuffer>; view: DataView } {
  const out = new Uint8Array(length);
  const name = fromBase64Url(hash, HASH_BYTES);
  if (!name) throw new Error('a picture is named by a SHA-256 in base64url');
  out.set(name);
  return { out, view: new DataView(out.buffer) };
}

export function writePictureAsk({ hash, offset }: PictureAsk): Uint8Array {
  const { out, view } = withHash(ASK_BYTES, hash);
  view.setUint32(HASH_BYTES, offset);
  return out;
}

export function readPictureAsk(payload: Uint8Array): PictureAsk | null {
  if (payload.length !== ASK_BYTES) return null;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  return { hash: toBase64Url(payload.subarray(0, HASH_BYTES)), offset: view.getUint32(HASH_BYTES) };
}

export function writePicturePart({ hash, offset, total, bytes }: PicturePart): Uint8Array {
  const { out, view } = withHash(PART_HEADER_BYTES + bytes.length, hash);
  view.setUint32(HASH_BYTES, offset);
  view.setUint32(HASH_BYTES + 4, total);
  out.set(bytes, PART_HEADER_BYTES);
  return out;
}

/** @returns null when it is not of this form */
export function readPicturePart(payload: Uint8Array): PicturePart | null {
  if (payload.length < PART_HEADER_BYTES) return null;
  const bytes = payload.subarray(PART_HEADER_BYTES);
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const offset = view.getUint32(HASH_BYTES);
  const total = view.getUint32(HASH_BYTES + 4);
  const expected = Math.min(PICTURE_PART_BYTES, Math.max(0, total - offset));
  if (bytes.length !== expected) return null;
  return { hash: toBase64Url(payload.subarray(0, HASH_BYTES)), offset, total, bytes };
}
