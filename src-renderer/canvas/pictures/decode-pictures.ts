import type { PictureHash } from '../../board/registers.ts';
import type { ShapeElement } from '../../shapes/shape.ts';
import type { PictureCache } from './picture-cache.ts';

/**
 * Has the pictures of elements ready to be painted, for what is painted once and not again.
 *
 * @param scale pixels per board unit
 * @param find gives the file of a picture, if it is here
 * @returns whether all of them are here
 */
export async function decodePictures(
  elements: readonly Pick<ShapeElement, 'picture' | 'box'>[],
  pictures: PictureCache,
  scale: number,
  find: (picture: PictureHash) => Promise<Blob | null | undefined>,
): Promise<boolean> {
  let isWhole = true;
  for (const { picture, box } of elements) {
    if (picture === null) continue;
    const blob = await find(picture);
    if (blob) {
      pictures.provide(picture, blob);
      await pictures.ready(picture, box.width * scale, box.height * scale);
    } else {
      isWhole = false;
    }
  }
  return isWhole;
}
