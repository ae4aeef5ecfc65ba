import type { Bounds } from '../../geometry/box.ts';
import { TILE_PX, type TileAddress } from './tile-grid.ts';

/** Where the board lies on a canvas: `pixel = board * scale + origin`, with a whole origin. */
export interface SurfaceView {
  /** Device pixels per board unit. */
  readonly scale: number;
  readonly originX: number;
  readonly originY: number;
}

/** Whole device pixels of a canvas; right and bottom are outside. */
export interface PixelRect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function isEmptyRect({ left, top, right, bottom }: PixelRect): boolean {
  return left >= right || top >= bottom;
}

export function intersectRects(a: PixelRect, b: PixelRect): PixelRect {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** The pixels that a part of the board touches, and `reach` more on each side. */
export function pixelsOf(bounds: Bounds, view: SurfaceView, reach: number): PixelRect {
  return {
    left: Math.floor(bounds.minX * view.scale) + view.originX - reach,
    top: Math.floor(bounds.minY * view.scale) + view.originY - reach,
    right: Math.ceil(bounds.maxX * view.scale) + view.originX + reach,
    bottom: Math.ceil(bounds.maxY * view.scale) + view.originY + reach,
  };
}

export function boundsOfPixels(rect: PixelRect, view: SurfaceView): Bounds {
  return {
    minX: (rect.left - view.originX) / view.scale,
    minY: (rect.top - view.originY) / view.scale,
    maxX: (rect.right - view.originX) / view.scale,
    maxY: (rect.bottom - view.originY) / view.scale,
  };
}

/**
 * Where a tile, of whatever level, falls on the canvas. Neighbours share their edges exactly, so that
 * nothing shows between them.
 */
export function pixelsOfTile({ scale, column, row }: TileAddress, view: SurfaceView): PixelRect {
  const side = (TILE_PX * view.scale) / scale;
  return {
    left: Math.round(column * side) + view.originX,
    top: Math.round(row * side) + view.originY,
    right: Math.round((column + 1) * side) + view.originX,
    bottom: Math.round((row + 1) * side) + view.originY,
  };
}
