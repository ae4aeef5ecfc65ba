import type { Bounds } from '../geometry/box.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext } from '../shapes/shape.ts';
import { type Camera, visibleBounds } from './camera.ts';
import { BoardPainter, type PaintState } from './painter.ts';
import type { PictureCache } from './pictures/picture-cache.ts';
import type { Scene } from './scene.ts';

/** Size of a board's small picture, in pixels; shown at half of it, so that it is crisp anywhere. */
export const THUMBNAIL_SIZE = { width: 480, height: 300 } as const;
const MARGIN_PX = 24;
/** A single word is not blown up to fill the picture. */
const MAX_ZOOM = 1;

const ALL_SHOWN: PaintState = { hidden: new Set(), faded: new Set() };

/** The camera that shows all of `bounds` in the middle of a thumbnail. */
export function thumbnailCamera(bounds: Bounds): Camera {
  const { width, height } = THUMBNAIL_SIZE;
  const zoom = Math.min(
    MAX_ZOOM,
    (width - 2 * MARGIN_PX) / Math.max(1, bounds.maxX - bounds.minX),
    (height - 2 * MARGIN_PX) / Math.max(1, bounds.maxY - bounds.minY),
  );
  return {
    x: (bounds.minX + bounds.maxX) / 2 - width / zoom / 2,
    y: (bounds.minY + bounds.maxY) / 2 - height / zoom / 2,
    zoom,
  };
}

/**
 * Paints all of a board into a thumbnail, without a background.
 *
 * @param ctx of a surface of `THUMBNAIL_SIZE`
 * @param pictures where pictures are painted from, as far as they are decoded
 * @returns whether there was anything to paint
 */
export function paintThumbnail(
  ctx: PaintContext,
  scene: Scene,
  theme: Theme,
  pictures: PictureCache | null = null,
): boolean {
  const bounds = scene.boundsOf();
  if (!bounds) return false;
  const camera = thumbnailCamera(bounds);
  // No cache of paths: each is needed once.
  new BoardPainter(scene, null, pictures).paint(
    ctx,
    visibleBounds(camera, THUMBNAIL_SIZE),
    camera,
    theme,
    ALL_SHOWN,
  );
  return true;
}
