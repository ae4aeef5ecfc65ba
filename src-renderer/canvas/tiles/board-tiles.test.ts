import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BoardDocument } from '../../board/board-document.ts';
import type { Bounds } from '../../geometry/box.ts';
import { BoardPainter } from '../painter.ts';
import { PictureBlobs } from '../pictures/picture-blobs.ts';
import { Scene } from '../scene.ts';
import { StandInWorker, standInPage } from '../testing/stand-in-page.ts';
import { BoardTiles } from './board-tiles.ts';
import { TILE_PX } from './tile-grid.ts';
import type { FromTileWorker } from './worker/messages.ts';

const ADDRESS = { scale: 1, column: 0, row: 0 };
const SEEN = { minX: 0, minY: 0, maxX: TILE_PX, maxY: TILE_PX };
const SIGHT = { bounds: SEEN, seen: SEEN, level: 1 };

function setUp(picture?: string) {
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  board.add([{ id: 'a', type: 'rectangle', x: 10, y: 10, width: 480, height: 480, text: 'Hello' }]);
  const scene = new Scene(board);
  const pictures = new PictureBlobs();
  if (picture) pictures.provide(picture, new Blob());
  const changed: Bounds[] = [];
  const tiles = new BoardTiles({
    scene,
    board,
    painter: new BoardPainter(scene, null),
    pictures,
    state: () => ({ hidden: new Set(), faded: new Set() }),
    onChange: (bounds) => changed.push(bounds),
  });
  scene.onChange((change) => tiles.elementsChanged(change));
  const worker = StandInWorker.latest;
  if (!worker) throw new Error('no worker was started');
  tiles.beginFrame();
  tiles.request(SIGHT);
  return { tiles, board, worker, pictures, changed };
}

/** The tile as the worker sends it after all messages that it has got. */
function tileOf(worker: StandInWorker, theme: 'light' | 'dark'): FromTileWorker & { kind: 'tile' } {
  const batch = Math.max(
    ...worker.received.map((message) => ('batch' in message ? message.batch : 0)),
  );
  const image = { close: vi.fn() } as unknown as ImageBitmap;
  const awaited = { awaitsFont: false, awaitsPicture: false };
  return { kind: 'tile', address: ADDRESS, theme, batch, image, hasText: true, ...awaited };
}

describe('tiles on their way from the worker', () => {
  beforeEach(() => {
    standInPage();
  });

  it('are shown when they come', () => {
    const { tiles, worker } = setUp();
    expect(tiles.isFinal(SIGHT)).toBe(false);
    const tile = tileOf(worker, 'light');
    worker.answer(tile);
    expect(tiles.pictureAt(ADDRESS)).toBe(tile.image);
    expect(tiles.isFinal(SIGHT)).toBe(true);
  });

  it('are not taken for tiles of a theme that was chosen meanwhile', () => {
    const { tiles, worker } = setUp();
    const late = tileOf(worker, 'light');
    // Nothing is asked for yet: it is being zoomed, say.
    tiles.setTheme('dark');
    worker.answer(late);
    expect(tiles.pictureAt(ADDRESS)).toBeUndefined();
    expect(late.image?.close).toHaveBeenCalled();
    expect(tiles.isFinal(SIGHT)).toBe(false);
  });

  it('are not final while their text waits for its font', () => {
    const { tiles, worker } = setUp();
    worker.answer({ ...tileOf(worker, 'light'), awaitsFont: true });
    expect(tiles.isFinal(SIGHT)).toBe(false);
    worker.answer({ kind: 'fonts-changed' });
    tiles.request(SIGHT);
    worker.answer(tileOf(worker, 'light'));
    expect(tiles.isFinal(SIGHT)).toBe(true);
  });

  it('have the pictures whose bytes are here, or come later, and are painted anew when those are decoded', () => {
    const hash = 'A'.repeat(43);
    const { tiles, board, worker, pictures, changed } = setUp(hash);
    const later = 'E'.repeat(43);
    const blob = new Blob(['later']);
    pictures.provide(later, blob);
    const sent = worker.received.filter(({ kind }) => kind === 'picture');
    expect(sent).toMatchObject([{ picture: hash }, { picture: later, blob }]);
    board.add([{ type: 'image', x: 100, y: 100, width: 50, height: 50, picture: hash }]);
    worker.answer({ ...tileOf(worker, 'light'), awaitsPicture: true });
    expect(tiles.isFinal(SIGHT)).toBe(false);
    changed.length = 0;
    worker.answer({ kind: 'picture-changed', picture: later });
    expect(changed).toEqual([]);
    worker.answer({ kind: 'picture-changed', picture: hash });
    expect(changed).toMatchObject([{ minX: 99, minY: 99, maxX: 151, maxY: 151 }]);
    tiles.request(SIGHT);
    expect(worker.received.at(-1)).toMatchObject({ kind: 'want', tiles: [ADDRESS] });
    worker.answer(tileOf(worker, 'light'));
    expect(tiles.isFinal(SIGHT)).toBe(true);
  });

  it('that show the place of a picture are painted anew when its bytes come', () => {
    const { tiles, board, worker, pictures } = setUp();
    const hash = 'A'.repeat(43);
    board.add([{ type: 'image', x: 100, y: 100, width: 50, height: 50, picture: hash }]);
    worker.answer(tileOf(worker, 'light'));
    expect(tiles.isFinal(SIGHT)).toBe(true);
    pictures.provide('E'.repeat(43), new Blob());
    expect(tiles.isFinal(SIGHT)).toBe(true);
    pictures.provide(hash, new Blob());
    expect(tiles.isFinal(SIGHT)).toBe(false);
    tiles.request(SIGHT);
    expect(worker.received.slice(-2)).toMatchObject([
      { kind: 'picture', picture: hash },
      { kind: 'want', tiles: [ADDRESS] },
    ]);
  });

  it('are painted once more when nobody can say which edits they show', () => {
    const { tiles, worker } = setUp();
    worker.answer({ ...tileOf(worker, 'light'), batch: -1 });
    expect(tiles.isFinal(SIGHT)).toBe(false);
    tiles.request(SIGHT);
    expect(worker.received.at(-1)).toMatchObject({ kind: 'want', tiles: [ADDRESS] });
  });
});
