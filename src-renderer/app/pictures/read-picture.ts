import { type PictureFileError, readPictureHeader } from '../../pictures/picture-file.ts';
import { pictureHashOf } from '../../pictures/picture-hash.ts';
import { PICTURE_MAX_BYTES } from '../../pictures/picture-limits.ts';

/** A picture's file that can go on a board. */
export interface ReadPicture {
  readonly hash: string;
  readonly blob: Blob;
  /** As it is seen, in pixels. */
  readonly width: number;
  readonly height: number;
}

export type ReadPictureResult =
  | { readonly ok: true; readonly picture: ReadPicture }
  | { readonly ok: false; readonly code: PictureFileError };

/** What of a decoded picture is used. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  close(): void;
}

/**
 * Reads a file as a picture: by its content, not by its name, and decoded once, so that nothing gets on
 * a board that cannot be seen.
 *
 * @param decode rejects what cannot be decoded
 */
export async function readPicture(
  file: Blob,
  decode: (blob: Blob) => Promise<DecodedPicture> = (blob) => createImageBitmap(blob),
): Promise<ReadPictureResult> {
  // Before a larger one is read into memory.
  if (file.size > PICTURE_MAX_BYTES) return { ok: false, code: 'too-many-bytes' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = readPictureHeader(bytes);
  if (!read.ok) return read;
  const blob = new Blob([bytes], { type: read.header.type });
  const size = await sizeOfDecoded(blob, decode);
  if (!size) return { ok: false, code: 'damaged' };
  return { ok: true, picture: { hash: await pictureHashOf(bytes), blob, ...size } };
}

/** What a description says of how a picture is turned only shows when it is decoded. */
async function sizeOfDecoded(
  blob: Blob,
  decode: (blob: Blob) => Promise<DecodedPicture>,
): Promise<{ width: number; height: number } | null> {
  try {
    const decoded = await decode(blob);
    const { width, height } = decoded;
    decoded.close();
    return { width, height };
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}
