import type { Bounds } from '../../geometry/box.ts';
import type { Theme } from '../../shapes/palette.ts';
import { type BoardPainter, FAR_ZOOM, INK_OVERHANG_PX, type PaintState } from '../painter.ts';
import type { SceneNode } from '../scene.ts';
import {
  boundsOfPixels,
  intersectRects,
  isEmptyRect,
  type PixelRect,
  pixelsOf,
  type SurfaceView,
} from './surface-view.ts';
import type { Tile } from './tile.ts';
import type { TileContext } from './tile-canvas.ts';
import { TILE_PX, type TileAddress } from './tile-grid.ts';

/** What painting costs about, to tell a small edit from one that is better left to the worker. */
const NEAR_ELEMENT_MS = 0.04;
const FAR_ELEMENT_MS = 0.006;
/** Making a canvas of a picture. */
const CANVAS_MS = 0.4;

const WHOLE: PixelRect = { left: 0, top: 0, right: TILE_PX, bottom: TILE_PX };

/** Time that may still be spent on painting in this frame. */
export interface PaintBudget {
  leftMs: number;
}

export function estimateMs(elements: number, scale: number): number {
  return elements * (scale < FAR_ZOOM ? FAR_ELEMENT_MS : NEAR_ELEMENT_MS);
}

/**
 * Paints what has changed on a tile.
 * @returns false, with nothing painted, when that would take longer than there is time for, or there
 * are pictures that are not decoded yet.
 */
export function updateTile(
  tile: Tile,
  painter: BoardPainter,
  theme: Theme,
  state: PaintState,
  budget: PaintBudget,
): boolean {
  const { scale } = tile.address;
  const view = viewOfTile(tile.address);
  const { regions, onTop } = tile.work;
  const jobs = regions.map((region) => jobOf(region, view, painter));
  const elements = jobs.reduce((sum, { nodes }) => sum + nodes.length, onTop.length);
  // Painted now it would be coarse, or empty, for a moment; the tile has it as it was before.
  const all = [...onTop, ...jobs.flatMap(({ nodes }) => nodes)];
  if (painter.awaitsPicture(all, scale)) return false;
  const costMs = estimateMs(elements, scale) + (tile.isPaintable ? 0 : CANVAS_MS);
  if (costMs > budget.leftMs) return false;
  budget.leftMs -= costMs;
  tile.dropWork();
  const hasText = (nodes: readonly SceneNode[]): boolean => nodes.some(({ text }) => text !== '');
  if (hasText(onTop) || jobs.some(({ nodes }) => hasText(nodes))) tile.hasText = true;
  const context = tile.context();
  const camera = { x: tile.bounds.minX, y: tile.bounds.minY, zoom: scale };
  if (onTop.length > 0) painter.paintElements(context, onTop, camera, theme, state);
  for (const { rect, nodes } of jobs) {
    if (isEmptyRect(rect)) continue;
    context.save();
    clipAndClear(context, rect);
    painter.paintElements(context, nodes, camera, theme, state);
    context.restore();
  }
  return true;
}

function viewOfTile({ scale, column, row }: TileAddress): SurfaceView {
  return { scale, originX: -column * TILE_PX, originY: -row * TILE_PX };
}

function jobOf(
  region: Bounds,
  view: SurfaceView,
  painter: BoardPainter,
): { rect: PixelRect; nodes: SceneNode[] } {
  const rect = intersectRects(pixelsOf(region, view, INK_OVERHANG_PX), WHOLE);
  const nodes = isEmptyRect(rect) ? [] : painter.nodesIn(boundsOfPixels(rect, view), view.scale);
  return { rect, nodes };
}

function clipAndClear(context: TileContext, { left, top, right, bottom }: PixelRect): void {
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.clearRect(left, top, right - left, bottom - top);
}
