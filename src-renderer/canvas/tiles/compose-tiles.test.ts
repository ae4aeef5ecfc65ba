import { describe, expect, it } from 'vitest';
import { composeTiles, levelsFor, type TilePicture } from './compose-tiles.ts';
import type { SurfaceView } from './surface-view.ts';
import type { TileAddress } from './tile-grid.ts';

const RECT = { left: 0, top: 0, right: 1000, bottom: 700 };

/** Draws into a grid of counters, one per pixel. */
function drawn(
  view: SurfaceView,
  levels: readonly number[],
  hasTile: (address: TileAddress) => boolean,
): { counts: Uint8Array; scales: Set<number>; draws: number } {
  const counts = new Uint8Array(RECT.right * RECT.bottom);
  const scales = new Set<number>();
  let draws = 0;
  const context = {
    imageSmoothingEnabled: false,
    drawImage(picture: { scale: number }, ...numbers: number[]) {
      const [, , , , left = 0, top = 0, width = 0, height = 0] = numbers;
      draws += 1;
      scales.add(picture.scale);
      for (let y = top; y < top + height; y += 1) {
        for (let x = left; x < left + width; x += 1) {
          counts[y * RECT.right + x] = (counts[y * RECT.right + x] ?? 0) + 1;
        }
      }
    },
  };
  const pictureAt = (address: TileAddress): TilePicture =>
    hasTile(address) ? ({ scale: address.scale } as unknown as ImageBitmap) : undefined;
  composeTiles(context as unknown as CanvasRenderingContext2D, RECT, view, levels, pictureAt);
  return { counts, scales, draws };
}
const all = (counts: Uint8Array, value: number): boolean => counts.every((n) => n === value);

describe('composing tiles', () => {
  it('draws each tile once where its level is complete', () => {
    const view = { scale: 1, originX: -100, originY: 37 };
    const { counts, scales, draws } = drawn(view, [1, 0.25], () => true);
    expect(all(counts, 1)).toBe(true);
    expect([...scales]).toEqual([1]);
    expect(draws).toBe(3 * 3);
  });

  it('fills gaps from the next level, and no pixel from two', () => {
    const view = { scale: 1, originX: -311, originY: -95 };
    const { counts, scales } = drawn(
      view,
      [1, 0.7, 0.25],
      ({ scale, column, row }) => scale === 0.25 || (column + row) % 2 === 0,
    );
    expect(all(counts, 1)).toBe(true);
    expect(scales).toEqual(new Set([1, 0.7, 0.25]));
  });

  it('leaves no seam between tiles of a level that is stretched by an odd factor', () => {
    for (const stretch of [0.3371, 0.85, 1.19, 2.17]) {
      const view = { scale: stretch, originX: 13, originY: -8 };
      expect(all(drawn(view, [1], () => true).counts, 1)).toBe(true);
    }
  });

  it('draws nothing where nothing is known', () => {
    expect(all(drawn({ scale: 1, originX: 0, originY: 0 }, [1], () => false).counts, 0)).toBe(true);
  });
});

describe('the levels to draw from', () => {
  const view = { scale: 1, originX: 0, originY: 0 };

  it('are the own one, its nearest neighbour and the overview', () => {
    expect(levelsFor(view, [0.1, 0.5, 1.2, 1], 0.1)).toEqual([1, 1.2, 0.1]);
  });

  it('begin with the own one also where it is the overview', () => {
    expect(levelsFor(view, [1, 0.9, 0.8], 1)).toEqual([1, 0.9]);
  });

  it('leave out those of which too many tiles would be needed', () => {
    expect(levelsFor(view, [16, 8], 0.1)).toEqual([0.1]);
  });
});
