import { describe, expect, it, vi } from 'vitest';
import { PictureBlobs } from '../../canvas/pictures/picture-blobs.ts';
import { createMemoryPictureStore } from '../../storage/picture-store.ts';
import { testEditor } from '../../tools/testing/test-editor.ts';
import { BoardPictures } from './board-pictures.ts';
import { keepPictures } from './keep-pictures.ts';

const HASH = 'A'.repeat(43);
const IMAGE = { type: 'image', x: 0, y: 0, width: 40, height: 30, picture: HASH } as const;
const PNG = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAACgAAAAe'), (letter) =>
  letter.charCodeAt(0),
);

function setUp() {
  const test = testEditor();
  const blobs = new PictureBlobs();
  const store = createMemoryPictureStore();
  const pictures = new BoardPictures({ board: test.board, blobs, store });
  const told: string[] = [];
  pictures.seekIn({
    wantPicture: (hash) => told.push(`want ${hash[0]}`),
    forgetPicture: (hash) => told.push(`forget ${hash[0]}`),
  });
  return { test, blobs, store, pictures, told };
}

describe('the pictures of a board', () => {
  it('are taken from this computer where it has them', async () => {
    const { test, blobs, store, told } = setUp();
    const picture = new Blob(['pixels']);
    await store.put(HASH, picture);
    test.given(IMAGE);
    await vi.waitFor(() => expect(blobs.get(HASH)).toBe(picture));
    expect(told).toEqual([]);
  });

  it('are sought elsewhere where it has not, until nothing shows them any more', async () => {
    const { test, told, pictures } = setUp();
    const [one = '', two = ''] = test.given(IMAGE, IMAGE);
    await vi.waitFor(() => expect(told).toEqual(['want A']));
    test.board.remove([one]);
    expect([told, pictures.isOnBoard(HASH)]).toEqual([['want A'], true]);
    test.board.update([{ id: two, picture: 'E'.repeat(43) }]);
    await vi.waitFor(() => expect(told).toEqual(['want A', 'forget A', 'want E']));
    expect(pictures.isOnBoard(HASH)).toBe(false);
  });

  it('are sought as soon as there is a connection', async () => {
    const { test, told, pictures } = setUp();
    test.given(IMAGE);
    await vi.waitFor(() => expect(told).toEqual(['want A']));
    pictures.seekIn(null);
    const later: string[] = [];
    pictures.seekIn({ wantPicture: (hash) => later.push(hash), forgetPicture: () => undefined });
    expect(later).toEqual([HASH]);
  });

  it('that come from others are shown and kept, if they are pictures', async () => {
    const { test, blobs, store, pictures } = setUp();
    test.given(IMAGE);
    expect(await pictures.receive(HASH, new TextEncoder().encode('no picture'))).toBe(false);
    expect(await store.get(HASH)).toBeNull();
    expect(await pictures.receive(HASH, PNG)).toBe(true);
    expect([blobs.get(HASH)?.type, (await store.get(HASH))?.type]).toEqual([
      'image/png',
      'image/png',
    ]);
    expect(await pictures.files()).toEqual([PNG]);
  });

  it('that cannot be kept are shown all the same, and told of', async () => {
    const { test, blobs, store, pictures } = setUp();
    store.put = async () => ({ ok: false, code: 'full', message: '' });
    const told: string[] = [];
    pictures.onUnkept(({ code }) => told.push(code));
    test.given(IMAGE);
    await pictures.add(HASH, new Blob([PNG]));
    expect([told, blobs.has(HASH)]).toEqual([['full'], true]);
  });

  it('of a file are kept by what they are, and what is none is left out', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { store } = setUp();
    const put = vi.spyOn(store, 'put');
    await keepPictures(store, [new Uint8Array([1, 2, 3]), PNG]);
    expect(put.mock.calls.map(([hash, { size }]) => [hash.length, size])).toEqual([[43, 24]]);
    warned.mockRestore();
  });
});
