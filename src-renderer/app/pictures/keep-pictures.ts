import { readPictureHeader } from '../../pictures/picture-file.ts';
import { pictureHashOf } from '../../pictures/picture-hash.ts';
import type { PictureStore } from '../../storage/picture-store.ts';

/** Keeps the pictures of a board file; what is none is left out. */
export async function keepPictures(
  store: PictureStore,
  files: readonly Uint8Array<ArrayBuffer>[],
): Promise<void> {
  for (const file of files) {
    const read = readPictureHeader(file);
    if (!read.ok) {
      console.warn(`A part of the board file is no picture: ${read.code}`);
      continue;
    }
    // Where there is no room it is there as long as the window is open.
    await store.put(await pictureHashOf(file), new Blob([file], { type: read.header.type }));
  }
}
