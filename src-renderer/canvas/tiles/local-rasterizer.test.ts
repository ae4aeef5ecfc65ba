import { describe, expect, it, vi } from 'vitest';
import { BoardDocument } from '../../board/board-document.ts';
import { RecordingContext } from '../../shapes/testing/recording-context.ts';
import { BoardPainter } from '../painter.ts';
import { Scene } from '../scene.ts';
import { LocalRasterizer } from './local-rasterizer.ts';
import type { Tile } from './tile.ts';
import { TILE_PX } from './tile-grid.ts';

vi.stubGlobal(
  'OffscreenCanvas',
  class {
    readonly context = new RecordingContext();
    getContext(): RecordingContext {
      return this.context;
    }
  },
);

function setUp(): {
  raster: LocalRasterizer;
  tiles: Map<number, { tile: Tile; sequence: number | null }>;
  frame: () => void;
  board: BoardDocument;
} {
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  board.add([
    { type: 'rectangle', x: 10, y: 10, width: 50, height: 50 },
    { type: 'text', x: TILE_PX + 100, y: 10, width: 50, height: 20, text: 'Hello' },
  ]);
  const frames: (() => void)[] = [];
  const tiles = new Map<number, { tile: Tile; sequence: number | null }>();
  const raster = new LocalRasterizer({
    painter: new BoardPainter(new Scene(board), null),
    state: () => ({ hidden: new Set(), faded: new Set() }),
    lastSequence: () => 7,
    onTile: (tile, sequence) => tiles.set(tile.address.column, { tile, sequence }),
    nextFrame: (callback) => frames.push(callback),
  });
  const frame = (): void => {
    for (const run of frames.splice(0)) run();
  };
  return { raster, tiles, board, frame };
}
const at = (column: number): { scale: number; column: number; row: number } => ({
  scale: 1,
  column,
  row: 0,
});

describe('painting tiles without a worker', () => {
  it('happens in later frames, not at once', () => {
    const { raster, tiles, frame } = setUp();
    raster.want([at(0), at(1), at(2)], 'light');
    expect(tiles.size).toBe(0);
    for (let i = 0; i < 20 && tiles.size < 3; i += 1) frame();
    expect([...tiles.keys()].sort()).toEqual([0, 1, 2]);
    expect(tiles.get(0)?.sequence).toBe(7);
  });

  it('makes no picture where there is no ink, and notes where there is text', () => {
    const { raster, tiles, frame } = setUp();
    raster.want([at(0), at(1), at(2)], 'light');
    for (let i = 0; i < 20 && tiles.size < 3; i += 1) frame();
    expect([0, 1, 2].map((column) => tiles.get(column)?.tile.bytes)).toEqual([
      4 * TILE_PX * TILE_PX,
      4 * TILE_PX * TILE_PX,
      0,
    ]);
    expect([0, 1].map((column) => tiles.get(column)?.tile.hasText)).toEqual([false, true]);
  });

  it('forgets what is not wanted any more', () => {
    const { raster, tiles, frame } = setUp();
    raster.want([at(0), at(1)], 'light');
    raster.want([at(1)], 'light');
    for (let i = 0; i < 20; i += 1) frame();
    expect([...tiles.keys()]).toEqual([1]);
  });
});
