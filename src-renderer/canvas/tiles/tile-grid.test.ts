import { describe, expect, it } from 'vitest';
import { overviewScale, TILE_PX, tileBounds, tilesFromCentre, tilesWithin } from './tile-grid.ts';

const places = (tiles: Iterable<{ column: number; row: number }>): string[] =>
  [...tiles].map(({ column, row }) => `${column},${row}`);

describe('the grid of tiles', () => {
  it('has tiles of so many device pixels, whatever the scale', () => {
    expect(tileBounds({ scale: 2, column: -1, row: 3 })).toEqual({
      minX: -TILE_PX / 2,
      minY: (3 * TILE_PX) / 2,
      maxX: 0,
      maxY: 2 * TILE_PX,
    });
  });

  it('gives the tiles that a region lies on, and not those that it only touches', () => {
    const region = { minX: -10, minY: 0, maxX: TILE_PX, maxY: TILE_PX };
    expect(places(tilesWithin(region, 1))).toEqual(['-1,0', '0,0']);
    expect(places(tilesWithin({ ...region, maxX: TILE_PX + 1 }, 1))).toContain('1,0');
  });

  it('begins in the middle of what is seen', () => {
    const region = { minX: 0, minY: 0, maxX: 3 * TILE_PX, maxY: 3 * TILE_PX };
    const [first, ...rest] = places(tilesFromCentre(region, 1));
    expect(first).toBe('1,1');
    expect(rest.slice(-4).sort()).toEqual(['0,0', '0,2', '2,0', '2,2']);
  });

  it.each([
    [500, 1],
    [4000, 0.25],
    [1e6, 2 ** -10],
  ])('shows a board %d wide as a whole at scale %d', (width, scale) => {
    expect(overviewScale({ minX: 0, minY: 0, maxX: width, maxY: 10 })).toBe(scale);
  });

  it('keeps the overview when the board grows a little', () => {
    const board = { minX: 0, minY: 0, maxX: 5000, maxY: 10 };
    expect(overviewScale({ ...board, maxX: 5100 })).toBe(overviewScale(board));
  });
});
