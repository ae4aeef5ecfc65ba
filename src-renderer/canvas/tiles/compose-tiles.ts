import {
  boundsOfPixels,
  intersectRects,
  isEmptyRect,
  type PixelRect,
  pixelsOfTile,
  type SurfaceView,
} from './surface-view.ts';
import type { TileImage } from './tile.ts';
import { TILE_PX, type TileAddress, tilesWithin } from './tile-grid.ts';

/** What is known of a place in a level: its picture, that there is no ink, or nothing. */
export type TilePicture = TileImage | 'no-ink' | undefined;

/** Levels looked through at most where the best one has a gap, before the overview. */
const MAX_LEVELS = 2;
/** Tiles of a level finer than this would be too many, and tiny. */
const MAX_FINENESS = 4.5;

/**
 * The scales to draw from, best first: the view's own, then the one nearest to it, and at last the
 * overview, which is there for every place.
 */
export function levelsFor(view: SurfaceView, scales: Iterable<number>, overview: number): number[] {
  const distance = (scale: number): number => Math.abs(Math.log2(scale / view.scale));
  const nearest = [...scales]
    .filter((scale) => scale <= view.scale * MAX_FINENESS)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, MAX_LEVELS);
  return nearest.includes(overview) ? nearest : [...nearest, overview];
}

/**
 * Draws a part of the canvas from tiles. Where the best level has none, the next one is drawn, each
 * pixel from one level only: ink is antialiased, and would get bolder if it were drawn twice.
 */
export function composeTiles(
  context: CanvasRenderingContext2D,
  rect: PixelRect,
  view: SurfaceView,
  levels: readonly number[],
  pictureAt: (address: TileAddress) => TilePicture,
): void {
  const [scale, ...rest] = levels;
  if (scale === undefined || isEmptyRect(rect)) return;
  // A pixel more: edges of scaled tiles are rounded.
  const { left, top, right, bottom } = rect;
  const reach = { left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1 };
  for (const address of tilesWithin(boundsOfPixels(reach, view), scale)) {
    const place = pixelsOfTile(address, view);
    const part = intersectRects(place, rect);
    if (isEmptyRect(part)) continue;
    const picture = pictureAt(address);
    if (picture === undefined) composeTiles(context, part, view, rest, pictureAt);
    else if (picture !== 'no-ink') drawPart(context, picture, place, part);
  }
}

/** Draws the part of a tile's picture that falls into `part` of its place. */
function drawPart(
  context: CanvasRenderingContext2D,
  picture: TileImage,
  place: PixelRect,
  part: PixelRect,
): void {
  const width = part.right - part.left;
  const height = part.bottom - part.top;
  const perPixelX = TILE_PX / (place.right - place.left);
  const perPixelY = TILE_PX / (place.bottom - place.top);
  context.imageSmoothingEnabled = perPixelX !== 1 || perPixelY !== 1;
  context.drawImage(
    picture,
    (part.left - place.left) * perPixelX,
    (part.top - place.top) * perPixelY,
    width * perPixelX,
    height * perPixelY,
    part.left,
    part.top,
    width,
    height,
  );
}
