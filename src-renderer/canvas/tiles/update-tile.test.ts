import { describe, expect, it, vi } from 'vitest';
import { BoardDocument } from '../../board/board-document.ts';
import { THEMES } from '../../shapes/palette.ts';
import { RecordingContext } from '../../shapes/testing/recording-context.ts';
import { BoardPainter } from '../painter.ts';
import { Scene, type SceneNode } from '../scene.ts';
import { Tile } from './tile.ts';
import { tileBounds } from './tile-grid.ts';
import { updateTile } from './update-tile.ts';

vi.stubGlobal(
  'OffscreenCanvas',
  class {
    readonly context = new RecordingContext();
    getContext(): RecordingContext {
      return this.context;
    }
  },
);

const ADDRESS = { scale: 1, column: 0, row: 0 };
const NOTHING_SPECIAL = { hidden: new Set<never>(), faded: new Set<never>() };

/** A tile that was empty, and an element that has come since. */
function tileWith(record: object): { tile: Tile; node: SceneNode; painter: BoardPainter } {
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  board.add([{ type: 'text', x: 10, y: 10, width: 50, height: 20, ...record }]);
  const painter = new BoardPainter(new Scene(board), null);
  const [node] = painter.nodesIn(tileBounds(ADDRESS), ADDRESS.scale);
  if (!node) throw new Error('there is nothing on the tile');
  return { tile: new Tile(ADDRESS, null, false), node, painter };
}

describe('an edit that the page paints on a tile', () => {
  const edits: readonly (readonly [string, boolean])[] = [
    ['on top', true],
    ['by region', false],
  ];
  for (const [how, isOnTop] of edits) {
    it(`makes it one with text, so that it is asked for anew when the font comes: ${how}`, () => {
      const { tile, node, painter } = tileWith({ text: 'Hello' });
      tile.note({ sequence: 1, regions: [node], onTop: isOnTop ? [node] : null });
      expect(updateTile(tile, painter, THEMES.light, NOTHING_SPECIAL, { leftMs: 100 })).toBe(true);
      expect(tile.hasText).toBe(true);
    });
  }

  it('leaves it without text when it brings none', () => {
    const { tile, node, painter } = tileWith({ type: 'rectangle' });
    tile.note({ sequence: 1, regions: [node], onTop: [node] });
    updateTile(tile, painter, THEMES.light, NOTHING_SPECIAL, { leftMs: 100 });
    expect(tile.hasText).toBe(false);
  });
});
