import type { Edit } from './edit-log.ts';
import type { Tile } from './tile.ts';
import { type TileAddress, tileKey } from './tile-grid.ts';

/** Pixels kept by default. */
export const TILE_CACHE_BYTES = 100 * 1024 * 1024;
/** Tiles without ink take no pixels, but are not kept without end either. */
const MAX_TILES = 4000;

/** The tiles there are, the least recently drawn out first. */
export class TileStore {
  readonly #tiles = new Map<string, Tile>();
  readonly #scales = new Map<number, number>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number = TILE_CACHE_BYTES) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#tiles.size;
  }

  /** Scales of which there is at least one tile. */
  get scales(): Iterable<number> {
    return this.#scales.keys();
  }

  get(address: TileAddress): Tile | undefined {
    return this.#tiles.get(tileKey(address));
  }

  /**
   * Puts a tile in, in place of one with the same address.
   * @param keep whether a tile must stay although room is needed: because it is on the screen, say.
   */
  put(tile: Tile, keep: (tile: Tile) => boolean): void {
    this.#remove(tile.key);
    this.#tiles.set(tile.key, tile);
    this.#bytes += tile.bytes;
    const { scale } = tile.address;
    this.#scales.set(scale, (this.#scales.get(scale) ?? 0) + 1);
    this.#makeRoom((other) => other === tile || keep(other));
  }

  /** A tile without pixels has got some. */
  grew(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Notes an edit on every tile that it concerns. */
  note(edit: Edit): void {
    for (const tile of this.#tiles.values()) tile.note(edit);
  }

  /** Asks for every tile anew that `which` picks; what they show stays until then. */
  spoil(which: (tile: Tile) => boolean): void {
    for (const tile of this.#tiles.values()) if (which(tile)) tile.stale = true;
  }

  clear(): void {
    for (const tile of this.#tiles.values()) tile.close();
    this.#tiles.clear();
    this.#scales.clear();
    this.#bytes = 0;
  }

  #remove(key: string): void {
    const tile = this.#tiles.get(key);
    if (!tile) return;
    this.#tiles.delete(key);
    this.#bytes -= tile.bytes;
    const { scale } = tile.address;
    const left = (this.#scales.get(scale) ?? 1) - 1;
    if (left === 0) this.#scales.delete(scale);
    else this.#scales.set(scale, left);
    tile.close();
  }

  #makeRoom(keep: (tile: Tile) => boolean): void {
    if (this.#bytes <= this.#maxBytes && this.#tiles.size <= MAX_TILES) return;
    const oldestFirst = [...this.#tiles.values()].sort((a, b) => a.usedAt - b.usedAt);
    for (const tile of oldestFirst) {
      if (this.#bytes <= this.#maxBytes && this.#tiles.size <= MAX_TILES) return;
      if (!keep(tile)) this.#remove(tile.key);
    }
  }
}
