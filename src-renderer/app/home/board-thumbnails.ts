import * as Y from 'yjs';
import { BoardDocument } from '../../board/board-document.ts';
import { decodePictures } from '../../canvas/pictures/decode-pictures.ts';
import { PictureCache } from '../../canvas/pictures/picture-cache.ts';
import { Scene } from '../../canvas/scene.ts';
import { paintThumbnail, THUMBNAIL_SIZE, thumbnailCamera } from '../../canvas/thumbnail.ts';
import { THEMES, type ThemeName } from '../../shapes/palette.ts';
import { readStoredBoard } from '../../storage/board-storage.ts';
import type { PictureStore } from '../../storage/picture-store.ts';
import type { Registry, StoredBoard } from '../../storage/registry.ts';

/** A board's small picture. */
interface Thumbnail {
  /** null: there is nothing on the board. */
  readonly image: Blob | null;
  /** Everything on the board is on it; else a picture has not come yet. */
  readonly isWhole: boolean;
}

/** A scene as a picture. Browser only. */
async function pictureOf(scene: Scene, theme: ThemeName, store: PictureStore): Promise<Thumbnail> {
  const canvas = new OffscreenCanvas(THUMBNAIL_SIZE.width, THUMBNAIL_SIZE.height);
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('this browser paints no pictures');
  const pictures = new PictureCache();
  try {
    const bounds = scene.boundsOf();
    const zoom = bounds ? thumbnailCamera(bounds).zoom : 1;
    const find = (picture: string): Promise<Blob | null> => store.get(picture);
    const isWhole = await decodePictures(scene.all(), pictures, zoom, find);
    const isPainted = paintThumbnail(ctx, scene, THEMES[theme], pictures);
    return { image: isPainted ? await canvas.convertToBlob() : null, isWhole };
  } finally {
    pictures.clear();
  }
}

/** A stored board as a picture, read without connecting to anybody. */
async function pictureOfStored(
  boardId: string,
  theme: ThemeName,
  store: PictureStore,
): Promise<Thumbnail> {
  const doc = new Y.Doc();
  try {
    await readStoredBoard(boardId, doc);
    // Nothing is written, so the author is nobody.
    const board = new BoardDocument({ doc, author: { personId: '', name: '' } });
    try {
      return await pictureOf(new Scene(board), theme, store);
    } finally {
      board.destroy();
    }
  } finally {
    doc.destroy();
  }
}

/**
 * A board's small picture in a theme; null when nothing is drawn on it. Painted once for each change
 * of the board, and kept.
 *
 * @param open the scene of the board when it is open in this window
 * @throws when the board's storage cannot be read
 */
export async function thumbnailOf(
  registry: Registry,
  board: Pick<StoredBoard, 'id' | 'changedAtMs'>,
  theme: ThemeName,
  open: Scene | null,
): Promise<Blob | null> {
  if (open) return (await pictureOf(open, theme, registry.pictures)).image;
  const changedAtMs = board.changedAtMs ?? 0;
  const known = await registry.thumbnail(board.id, theme);
  if (known && known.changedAtMs === changedAtMs) return known.image;
  const { image, isWhole } = await pictureOfStored(board.id, theme, registry.pictures);
  // What is missing may be there the next time, without any change of the board.
  if (isWhole) await registry.saveThumbnail(board.id, theme, { changedAtMs, image });
  return image;
}
