import type { ElementId } from '../../board/element.ts';
import type { Bounds } from '../../geometry/box.ts';
import type { ThemeName } from '../../shapes/palette.ts';
import type { SceneChange } from '../scene.ts';
import type { Edit } from './edit-log.ts';
import type { Tile } from './tile.ts';
import type { TileAddress } from './tile-grid.ts';

/** What of the board is shown otherwise than the document says. */
export interface ShownState {
  readonly hidden: ReadonlySet<ElementId>;
  readonly faded: ReadonlySet<ElementId>;
}

/**
 * A finished tile. It shows every edit up to and including `sequence` and no later one; `null` when that
 * cannot be said.
 */
export type TileListener = (tile: Tile, sequence: number | null) => void;

/** Paints tiles, here or in a worker. */
export interface TileRasterizer {
  /** It paints in this thread, with what this thread has decoded. */
  readonly isHere: boolean;
  /** Whether it knows all elements of a part of the board already, while a big one is handed over. */
  knows(bounds: Bounds): boolean;
  /** Replaces what was wanted before; the most urgent first. */
  want(tiles: readonly TileAddress[], theme: ThemeName): void;
  elementsChanged(change: SceneChange, edit: Edit): void;
  stateChanged(state: ShownState, edit: Edit): void;
  /** A picture looks different where the rasterizer paints. */
  pictureChanged(): void;
  destroy(): void;
}
