import type { Theme } from '../../shapes/palette.ts';
import type { BoardPainter, PaintState } from '../painter.ts';
import type { SceneNode } from '../scene.ts';
import type { TileContext } from './tile-canvas.ts';
import { TILE_PX, type TileAddress, tileBounds } from './tile-grid.ts';

/** Elements painted between two looks at the clock. */
const SLICE_LENGTH = 40;

/** The elements of a tile, bottom first. */
export function nodesOfTile(painter: BoardPainter, address: TileAddress): SceneNode[] {
  return painter.nodesIn(tileBounds(address), address.scale);
}

/** Paints a whole tile; pauses now and then. The elements are those that were there at the start. */
export function* paintTile(
  context: TileContext,
  address: TileAddress,
  nodes: readonly SceneNode[],
  painter: BoardPainter,
  theme: Theme,
  state: PaintState,
): Generator<void> {
  context.clearRect(0, 0, TILE_PX, TILE_PX);
  const { minX, minY } = tileBounds(address);
  const camera = { x: minX, y: minY, zoom: address.scale };
  yield* painter.paintInSlices(context, nodes, camera, theme, state, SLICE_LENGTH);
}
