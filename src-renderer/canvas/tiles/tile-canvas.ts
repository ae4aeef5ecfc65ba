import { TILE_PX } from './tile-grid.ts';

export type TileCanvas = OffscreenCanvas | HTMLCanvasElement;
export type TileContext = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** An empty canvas of a tile's size; one of the page where the browser has no other kind. */
export function createTileCanvas(): { canvas: TileCanvas; context: TileContext } {
  const hasOffscreen = typeof OffscreenCanvas === 'function';
  const canvas = hasOffscreen
    ? new OffscreenCanvas(TILE_PX, TILE_PX)
    : Object.assign(document.createElement('canvas'), { width: TILE_PX, height: TILE_PX });
  const context = canvas.getContext('2d') as TileContext | null;
  if (!context) throw new Error('the browser gives no 2D context for a tile');
  return { canvas, context };
}
