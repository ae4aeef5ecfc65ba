import { readPictureHeader } from '../../pictures/picture-file.ts';
import type { PixelSize } from './picture-levels.ts';

/** Where nearly every picture says how large it is; some have a long description before that. */
const HEADER_BYTES = 256 * 1024;

/** @throws when it is no picture, or a larger one than boards have */
export async function measurePicture(blob: Blob): Promise<PixelSize> {
  const start = new Uint8Array(await blob.slice(0, HEADER_BYTES).arrayBuffer());
  let read = readPictureHeader(start);
  if (!read.ok && read.code === 'damaged' && blob.size > HEADER_BYTES) {
    read = readPictureHeader(new Uint8Array(await blob.arrayBuffer()));
  }
  if (!read.ok) throw new Error(`the picture is ${read.code}`);
  return read.header;
}

/** Decodes a picture, or makes a smaller one of a decoded one; the browser does so off this thread. */
export function decodePicture(
  source: Blob | ImageBitmap,
  { width, height }: PixelSize,
): Promise<ImageBitmap> {
  return createImageBitmap(source, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  });
}
