import type { Bounds } from '../../geometry/box.ts';

/** Side of a tile in device pixels. */
export const TILE_PX = 512;
export const TILE_BYTES = TILE_PX * TILE_PX * 4;

/** A square of a level: a grid over the whole board, drawn at one scale. */
export interface TileAddress {
  /** Device pixels per board unit. */
  readonly scale: number;
  readonly column: number;
  readonly row: number;
}

/** Names a tile within one theme. */
export function tileKey({ scale, column, row }: TileAddress): string {
  return `${scale}/${column}/${row}`;
}

/** The part of the board that a tile shows. */
export function tileBounds({ scale, column, row }: TileAddress): Bounds {
  const side = TILE_PX / scale;
  return {
    minX: column * side,
    minY: row * side,
    maxX: (column + 1) * side,
    maxY: (row + 1) * side,
  };
}

/** A range of tiles, ends included. */
export interface TileRange {
  readonly minColumn: number;
  readonly minRow: number;
  readonly maxColumn: number;
  readonly maxRow: number;
}

/** The tiles of a level that a part of the board lies on. */
export function tileRange(bounds: Bounds, scale: number): TileRange {
  const perUnit = scale / TILE_PX;
  return {
    minColumn: Math.floor(bounds.minX * perUnit),
    minRow: Math.floor(bounds.minY * perUnit),
    maxColumn: Math.ceil(bounds.maxX * perUnit) - 1,
    maxRow: Math.ceil(bounds.maxY * perUnit) - 1,
  };
}

export function* tilesWithin(bounds: Bounds, scale: number): Generator<TileAddress> {
  const { minColumn, minRow, maxColumn, maxRow } = tileRange(bounds, scale);
  for (let row = minRow; row <= maxRow; row += 1) {
    for (let column = minColumn; column <= maxColumn; column += 1) yield { scale, column, row };
  }
}

/** The tiles of a level, those nearest to the middle of `bounds` first. */
export function tilesFromCentre(bounds: Bounds, scale: number): TileAddress[] {
  const perUnit = scale / TILE_PX;
  const middleColumn = ((bounds.minX + bounds.maxX) / 2) * perUnit - 0.5;
  const middleRow = ((bounds.minY + bounds.maxY) / 2) * perUnit - 0.5;
  const distance = ({ column, row }: TileAddress): number =>
    (column - middleColumn) ** 2 + (row - middleRow) ** 2;
  return [...tilesWithin(bounds, scale)].sort((a, b) => distance(a) - distance(b));
}

/** Longest side of a whole board at its overview scale, in device pixels. */
const OVERVIEW_PX = 2 * TILE_PX;

/**
 * The scale at which a board fits into a few tiles, which are kept to have something to show
 * everywhere. A power of two, so that a growing board seldom gets another one.
 */
export function overviewScale(board: Bounds): number {
  const longest = Math.max(board.maxX - board.minX, board.maxY - board.minY, 1);
  return Math.min(1, 2 ** Math.floor(Math.log2(OVERVIEW_PX / longest)));
}
