import { PICTURE_MAX_BYTES, PICTURE_MAX_PIXELS, PICTURE_SIDE_MAX_PX } from './picture-limits.ts';

/** Kinds of picture files that boards take, by their MIME types. */
export const PICTURE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/avif',
] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** What a person may choose in a dialog, as of `<input accept>`. */
export const PICTURE_ACCEPT = '.png,.jpg,.jpeg,.webp,.gif,.avif';

/** What a picture's file says of itself. Its pixels may be turned by what else it says (EXIF). */
export interface PictureHeader {
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
}

export type PictureFileError =
  | 'too-many-bytes'
  | 'too-many-pixels'
  | 'svg'
  | 'not-a-picture'
  | 'damaged';
export type PictureHeaderResult =
  | { readonly ok: true; readonly header: PictureHeader }
  | { readonly ok: false; readonly code: PictureFileError };

type Size = readonly [width: number, height: number];

/**
 * Recognises a picture by its first bytes, whatever its name, and reads how large it is: before
 * anything is decoded, since a small file may hold more pixels than there is memory for.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeaderResult {
  if (bytes.length > PICTURE_MAX_BYTES) return { ok: false, code: 'too-many-bytes' };
  const type = typeOf(bytes);
  if (type === null) return { ok: false, code: isSvg(bytes) ? 'svg' : 'not-a-picture' };
  const size = sizeOf(type, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const [width, height] = size ?? [0, 0];
  if (width === 0 || height === 0) return { ok: false, code: 'damaged' };
  const isTooLarge =
    Math.max(width, height) > PICTURE_SIDE_MAX_PX || width * height > PICTURE_MAX_PIXELS;
  if (isTooLarge) return { ok: false, code: 'too-many-pixels' };
  return { ok: true, header: { type, width, height } };
}

function typeOf(bytes: Uint8Array): PictureType | null {
  const has = (at: number, text: string): boolean =>
    [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
  if (has(0, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (has(0, '\xff\xd8\xff')) return 'image/jpeg';
  if (has(0, 'GIF87a') || has(0, 'GIF89a')) return 'image/gif';
  if (has(0, 'RIFF') && has(8, 'WEBP')) return 'image/webp';
  if (has(4, 'ftyp') && brandsOf(bytes).some((brand) => /^avi[fs]$/.test(brand))) {
    return 'image/avif';
  }
  return null;
}

/** The brands of a file of boxes (ISO/IEC 14496-12): the main one, its version, and compatible ones. */
function brandsOf(bytes: Uint8Array): string[] {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= Math.min(length, bytes.length, 256); at += 4) {
    brands.push(String.fromCharCode(...bytes.subarray(at, at + 4)));
  }
  return brands;
}

function isSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096));
  return /^\s*</.test(start.replace('\ufeff', '')) && /<svg[\s>]/i.test(start);
}

/** @returns null where the file ends too early or is not as its kind should be */
function sizeOf(type: PictureType, view: DataView): Size | null {
  try {
    switch (type) {
      case 'image/png':
        return [view.getUint32(16), view.getUint32(20)];
      case 'image/gif':
        return [view.getUint16(6, true), view.getUint16(8, true)];
      case 'image/jpeg':
        return sizeOfJpeg(view);
      case 'image/webp':
        return sizeOfWebp(view);
      case 'image/avif':
        return sizeOfAvif(view);
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** In the first "start of frame" segment (ITU-T T.81, B.2.2). */
function sizeOfJpeg(view: DataView): Size | null {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** RFC 9649, sections 2.5 to 2.7. */
function sizeOfWebp(view: DataView): Size | null {
  const bits = (at: number): number => view.getUint32(at, true);
  switch (view.getUint32(12)) {
    case fourCc('VP8 '):
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    case fourCc('VP8L'):
      return [(bits(21) & 0x3fff) + 1, ((bits(21) >>> 14) & 0x3fff) + 1];
    case fourCc('VP8X'):
      return [(bits(24) & 0xffffff) + 1, (bits(26) >>> 8) + 1];
    default:
      return null;
  }
}

/** How far into a file its description of pictures is looked for. */
const AVIF_META_BYTES = 64 * 1024;

/** The largest of the sizes that are told (ISO/IEC 23008-12, 6.5.3): others are of parts of it. */
function sizeOfAvif(view: DataView): Size | null {
  let largest: Size | null = null;
  for (let at = 0; at + 16 <= Math.min(view.byteLength, AVIF_META_BYTES); at++) {
    if (view.getUint32(at) !== fourCc('ispe')) continue;
    const size: Size = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (!largest || size[0] * size[1] > largest[0] * largest[1]) largest = size;
  }
  return largest;
}

const fourCc = (text: string): number =>
  [...text].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0);
