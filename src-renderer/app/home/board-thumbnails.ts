import * as Y from 'yjs';
import { BoardDocument } from '../../board/board-document.ts';
import { Scene } from '../../canvas/scene.ts';
import { paintThumbnail, THUMBNAIL_SIZE } from '../../canvas/thumbnail.ts';
import { THEMES, type ThemeName } from '../../shapes/palette.ts';
import { readStoredBoard } from '../../storage/board-storage.ts';
import type { Registry, StoredBoard } from '../../storage/registry.ts';

/** A scene as a picture; null when there is nothing on it. Browser only. */
async function pictureOf(scene: Scene, theme: ThemeName): Promise<Blob | null> {
  const canvas = new OffscreenCanvas(THUMBNAIL_SIZE.width, THUMBNAIL_SIZE.height);
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('this browser paints no pictures');
  return paintThumbnail(ctx, scene, THEMES[theme]) ? canvas.convertToBlob() : null;
}

/** A stored board as a picture, read without connecting to anybody. */
async function pictureOfStored(boardId: string, theme: ThemeName): Promise<Blob | null> {
  const doc = new Y.Doc();
  try {
    await readStoredBoard(boardId, doc);
    // Nothing is written, so the author is nobody.
    const board = new BoardDocument({ doc, author: { personId: '', name: '' } });
    try {
      return await pictureOf(new Scene(board), theme);
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
  if (open) return pictureOf(open, theme);
  const changedAtMs = board.changedAtMs ?? 0;
  const known = await registry.thumbnail(board.id, theme);
  if (known && known.changedAtMs === changedAtMs) return known.image;
  const image = await pictureOfStored(board.id, theme);
  await registry.saveThumbnail(board.id, theme, { changedAtMs, image });
  return image;
}
