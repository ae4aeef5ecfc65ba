import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { BoardStorage } from './board-storage.ts';
import { createMemoryStore, openIndexedDbStore, type RecordStore } from './record-store.ts';
import { Registry, type StoredBoard } from './registry.ts';

const board = (id: string, openedAtMs: number): StoredBoard => ({
  id,
  name: `board ${id}`,
  editSecret: new Uint8Array(32).fill(1),
  ownerPublicKey: new Uint8Array(32).fill(2),
  cellOrigin: null,
  openedAtMs,
});
const profile = (name: string) => ({ deviceSeed: new Uint8Array(32), name, color: 'teal' });

describe.each<[string, () => Promise<RecordStore>]>([
  ['IndexedDB', openIndexedDbStore],
  ['memory', async () => createMemoryStore()],
])('the registry in %s', (_name, open) => {
  it('makes a profile once, even for two windows that start at the same time', async () => {
    const [one, two] = [new Registry(await open()), new Registry(await open())];
    const shared = _name === 'memory' ? [one, one] : [one, two];
    const names = await Promise.all(shared.map((r, i) => r.profile(() => profile(`p${i}`))));
    expect(names[0]?.name).toBe(names[1]?.name);
  });

  it('lists boards, the last opened first, and passes over what it cannot read', async () => {
    const store = await open();
    const registry = new Registry(store);
    await registry.saveBoard(board('a', 1));
    await registry.saveBoard(board('b', 2));
    await store.put('boards', 'broken', { id: 7 });
    expect((await registry.boards()).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('remembers unshared changes by board and forgets them when they are shared', async () => {
    const registry = new Registry(await open());
    await registry.savePending('x', 11, [3, 5]);
    await registry.savePending('x', 12, [1]);
    await registry.savePending('xy', 13, [9]);
    await registry.savePending('x', 12, []);
    expect([...(await registry.pending('x'))]).toEqual([[11, [3, 5]]]);
  });

  it('keeps a picture for each board and theme, and passes over what is none', async () => {
    const store = await open();
    const registry = new Registry(store);
    const image = new Blob(['picture']);
    await registry.saveThumbnail('a', 'light', { changedAtMs: 5, image });
    await registry.saveThumbnail('a', 'dark', { changedAtMs: 5, image: null });
    await store.put('thumbnails', 'b/light', { changedAtMs: 5, image: 'picture' });
    expect(await (await registry.thumbnail('a', 'light'))?.image?.text()).toBe('picture');
    expect(await registry.thumbnail('a', 'dark')).toEqual({ changedAtMs: 5, image: null });
    expect(await registry.thumbnail('b', 'light')).toBeNull();
  });
});

describe('a registry that an older version made', () => {
  it('keeps what it holds and gets the tables that it lacks', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    const old = await openDB('drawbridge', 1, {
      upgrade(database) {
        for (const table of ['profile', 'boards', 'cells', 'pending']) {
          database.createObjectStore(table);
        }
      },
    });
    await old.put('boards', board('a', 1), 'a');
    old.close();
    const registry = new Registry(await openIndexedDbStore());
    expect((await registry.boards()).map(({ id }) => id)).toEqual(['a']);
    await registry.saveThumbnail('a', 'light', { changedAtMs: 1, image: null });
    expect(await registry.thumbnail('a', 'light')).not.toBeNull();
    vi.unstubAllGlobals();
  });
});

describe('board storage', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('brings the board back', async () => {
    const first = new Y.Doc();
    const storage = new BoardStorage('board-1', first);
    await storage.loaded;
    expect(storage.state).toEqual({ kind: 'ok' });
    first.getMap('m').set('k', 'v');
    storage.destroy();
    const second = new Y.Doc();
    const again = new BoardStorage('board-1', second);
    await again.loaded;
    expect(second.getMap('m').get('k')).toBe('v');
    again.destroy();
  });

  it('has flushed once every change is in the database', async () => {
    const doc = new Y.Doc();
    const storage = new BoardStorage('board-4', doc);
    await storage.loaded;
    let committed = 0;
    const original = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...args
    ) {
      const transaction = original.apply(this, args);
      transaction.addEventListener('complete', () => {
        committed += 1;
      });
      return transaction;
    });
    for (let i = 0; i < 20; i++) doc.getMap('m').set(`k${i}`, i);
    expect(committed).toBe(0);
    await storage.flush();
    expect(committed).toBeGreaterThanOrEqual(20);
    storage.destroy();
  });

  it('says so when the browser keeps nothing for us, and lets the board open', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const storage = new BoardStorage('board-2', new Y.Doc());
    await storage.loaded;
    expect(storage.state).toMatchObject({ kind: 'failed', code: 'unavailable' });
  });

  it('says so when a write fails', async () => {
    const doc = new Y.Doc();
    const storage = new BoardStorage('board-3', doc);
    await storage.loaded;
    const failed = new Promise((resolve) => storage.on('state', resolve));
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore) {
      const request = this.get('none');
      this.transaction.abort();
      return request;
    });
    process.once('unhandledRejection', () => undefined); // y-indexeddb drops the request's promise
    doc.getMap('m').set('k', 'v');
    expect(await failed).toMatchObject({ kind: 'failed', code: 'write-failed' });
    storage.destroy();
  });
});
