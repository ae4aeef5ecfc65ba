import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IndexedDbPictureStore } from './picture-store.ts';

const HASH = 'A'.repeat(43);

describe('the store of pictures', () => {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('keeps a picture for all boards and windows, once', async () => {
    expect(await new IndexedDbPictureStore().get(HASH)).toBeNull();
    const picture = new Blob(['pixels'], { type: 'image/png' });
    expect(await new IndexedDbPictureStore().put(HASH, picture)).toEqual({ ok: true });
    expect(await new IndexedDbPictureStore().put(HASH, new Blob(['again']))).toEqual({ ok: true });
    const kept = await new IndexedDbPictureStore().get(HASH);
    expect([await kept?.text(), kept?.type]).toEqual(['pixels', 'image/png']);
  });

  it('says when there is no room, and has the picture until the window closes', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    });
    const store = new IndexedDbPictureStore();
    const picture = new Blob(['pixels']);
    expect(await store.put(HASH, picture)).toMatchObject({ ok: false, code: 'full' });
    expect(await store.get(HASH)).toBe(picture);
  });

  it('works as long as the window is open where nothing can be kept', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not here', 'SecurityError');
    });
    const store = new IndexedDbPictureStore();
    const picture = new Blob(['pixels']);
    expect(await store.put(HASH, picture)).toMatchObject({ ok: false, code: 'failed' });
    expect(await store.get(HASH)).toBe(picture);
    expect(await store.get('E'.repeat(43))).toBeNull();
  });
});
