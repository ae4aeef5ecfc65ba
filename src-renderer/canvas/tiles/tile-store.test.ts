import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../../board/board-document.ts';
import { Scene } from '../scene.ts';
import { EditLog } from './edit-log.ts';
import { Tile, type TileImage } from './tile.ts';
import { TILE_BYTES, TILE_PX } from './tile-grid.ts';
import { TileStore } from './tile-store.ts';

const NEVER = (): boolean => false;

/** A picture that says whether it was freed. */
function picture(): TileImage & { isClosed: boolean } {
  const image = {
    isClosed: false,
    width: TILE_PX,
    height: TILE_PX,
    close: () => {
      image.isClosed = true;
    },
  };
  return image;
}

const tile = (column: number, image: TileImage | null = picture(), scale = 1): Tile =>
  new Tile({ scale, column, row: 0 }, image, false);

describe('the store of tiles', () => {
  it('drops what was drawn longest ago when its bytes are used up, and frees it', () => {
    const store = new TileStore(2 * TILE_BYTES);
    const images = [picture(), picture(), picture()];
    images.forEach((image, i) => {
      const added = tile(i, image);
      added.usedAt = i === 0 ? 9 : i;
      store.put(added, NEVER);
    });
    expect(images.map(({ isClosed }) => isClosed)).toEqual([false, true, false]);
    expect(store.bytes).toBe(2 * TILE_BYTES);
  });

  it('keeps what is on the screen, however much that is', () => {
    const store = new TileStore(TILE_BYTES);
    for (let i = 0; i < 4; i += 1) store.put(tile(i), () => true);
    expect(store.size).toBe(4);
  });

  it('counts no bytes for tiles without ink', () => {
    const store = new TileStore(TILE_BYTES);
    for (let i = 0; i < 20; i += 1) store.put(tile(i, null), NEVER);
    expect([store.size, store.bytes]).toEqual([20, 0]);
  });

  it('frees a tile that another takes the place of', () => {
    const store = new TileStore();
    const old = picture();
    store.put(tile(0, old), NEVER);
    store.put(tile(0), NEVER);
    expect([old.isClosed, store.size, store.bytes]).toEqual([true, 1, TILE_BYTES]);
  });

  it('knows of which scales there are tiles', () => {
    const store = new TileStore(TILE_BYTES);
    store.put(tile(0, picture(), 1), NEVER);
    store.put(tile(0, picture(), 0.5), NEVER);
    expect([...store.scales]).toEqual([0.5]);
  });
});

describe('a tile', () => {
  const region = (minX: number): { minX: number; minY: number; maxX: number; maxY: number } => ({
    minX,
    minY: 0,
    maxX: minX + 10,
    maxY: 10,
  });

  it('waits for edits that reach it, antialiased edges included', () => {
    const log = new EditLog();
    const one = tile(0);
    expect(one.note(log.append([region(TILE_PX + 1)], null))).toBe(true);
    expect(one.note(log.append([region(TILE_PX + 20)], null))).toBe(false);
    expect(one.work.regions).toEqual([region(TILE_PX + 1)]);
  });

  it('paints what came on top without painting anew what is under it', () => {
    const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
    const scene = new Scene(board);
    const log = new EditLog();
    const one = tile(0);
    scene.onChange((change) => {
      one.note(log.append(change.regions, change.onlyOnTop ? change.changed : null));
    });
    board.add([{ id: 'a', type: 'rectangle', x: 0, y: 0, width: 50, height: 50 }]);
    board.add([{ id: 'b', type: 'rectangle', x: 10, y: 0, width: 50, height: 50 }]);
    expect(one.work).toMatchObject({ regions: [], onTop: [{ id: 'a' }, { id: 'b' }] });
    // From here on everything within the regions is painted anew, the later ones on top included.
    board.update([{ id: 'a', x: 100 }]);
    board.add([{ id: 'c', type: 'rectangle', x: 20, y: 0, width: 50, height: 50 }]);
    expect(one.work.onTop.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(one.work.regions.length).toBeGreaterThan(0);
  });

  it('is wanted anew when too much has changed', () => {
    const log = new EditLog();
    const one = tile(0);
    for (let i = 0; i < 100; i += 1) one.note(log.append([region(i)], null));
    expect(one.stale).toBe(true);
  });
});
