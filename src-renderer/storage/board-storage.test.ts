import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { BoardStorage, deleteBoardStorage } from './board-storage.ts';

const ENTRIES = 3000;

/** A database as earlier sessions have left it. */
async function storeUpdates(boardId: string, updates: readonly Uint8Array[]): Promise<void> {
  const db = await openDB(`drawbridge-board-${boardId}`, 1, {
    upgrade(database) {
      database.createObjectStore('updates', { autoIncrement: true });
      database.createObjectStore('custom');
    },
  });
  for (const update of updates) await db.add('updates', update);
  db.close();
}

function bigUpdate(): Uint8Array {
  const doc = new Y.Doc();
  for (let i = 0; i < ENTRIES; i += 1) doc.getMap('m').set(`k${i}`, new Uint8Array(60).fill(i % 7));
  return Y.encodeStateAsUpdate(doc);
}

async function opened(boardId: string, doc = new Y.Doc()) {
  const origins: object[] = [];
  const storage = new BoardStorage(boardId, doc, (origin) => origins.push(origin));
  await storage.loaded;
  return { doc, storage, origins };
}

describe('reading a stored board', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('goes slice by slice, and each is told to come from storage', async () => {
    await storeUpdates('big', [bigUpdate()]);
    const doc = new Y.Doc();
    const sizes: number[] = [];
    const from = new Set<unknown>();
    doc.on('update', (update, origin) => {
      sizes.push(update.length);
      from.add(origin);
    });
    const { storage, origins } = await opened('big', doc);
    expect(doc.getMap('m').size).toBe(ENTRIES);
    expect(sizes.length).toBeGreaterThan(4);
    expect(Math.max(...sizes)).toBeLessThan(64 * 1024);
    for (const origin of from) expect(origins).toContain(origin);
    storage.destroy();
  });

  it('writes nothing back of what it has read', async () => {
    await storeUpdates('quiet', [bigUpdate()]);
    const { storage } = await opened('quiet');
    await storage.flush();
    storage.destroy();
    const db = await openDB('drawbridge-board-quiet');
    const lengths = (await db.getAll('updates')).map((update: Uint8Array) => update.length);
    db.close();
    expect(lengths.filter((length) => length > 2)).toHaveLength(1);
  });

  it('keeps what is drawn meanwhile', async () => {
    await storeUpdates('early', [bigUpdate()]);
    const doc = new Y.Doc();
    doc.getMap('m').set('before', 1);
    const storage = new BoardStorage('early', doc);
    let isDrawn = false;
    doc.on('update', (_update, origin) => {
      if (isDrawn || origin === null) return;
      isDrawn = true;
      doc.getMap('m').set('meanwhile', 2);
    });
    await storage.loaded;
    expect(isDrawn).toBe(true);
    await storage.flush();
    storage.destroy();
    const again = await opened('early');
    const map = again.doc.getMap('m');
    expect([map.get('before'), map.get('meanwhile')]).toEqual([1, 2]);
    again.storage.destroy();
  });

  it('passes over a damaged change, and shows all others', async () => {
    const complaint = vi.spyOn(console, 'error').mockReturnValue();
    const later = new Y.Doc();
    later.getMap('m').set('later', true);
    const damaged = new Uint8Array([7, 255, 255, 3, 9]);
    await storeUpdates('damaged', [bigUpdate(), damaged, Y.encodeStateAsUpdate(later)]);
    const { doc, storage } = await opened('damaged');
    expect(doc.getMap('m').get('later')).toBe(true);
    expect(storage.state).toEqual({ kind: 'ok' });
    expect(complaint).toHaveBeenCalled();
    expect(storage.damagedParts).toBe(1);
    await storage.flush();
    storage.destroy();

    // It is kept apart, and in nobody's way from now on.
    const again = await opened('damaged');
    expect(again.doc.getMap('m').toJSON()).toEqual(doc.getMap('m').toJSON());
    expect(again.storage.damagedParts).toBe(0);
    again.storage.destroy();
    const db = await openDB('drawbridge-board-damaged');
    expect(await db.getAll('custom')).toEqual([damaged]);
    db.close();
  });

  it('keeps what was drawn on a board that is closed again before it was read', async () => {
    for (const isBig of [false, true]) {
      const id = `hasty-${isBig}`;
      await storeUpdates(id, isBig ? [bigUpdate()] : []);
      const doc = new Y.Doc();
      const storage = new BoardStorage(id, doc);
      doc.getMap('m').set('hasty', true);
      if (isBig) doc.once('update', () => storage.destroy());
      else storage.destroy();
      await storage.loaded;
      const again = await opened(id);
      expect(again.doc.getMap('m').get('hasty')).toBe(true);
      again.storage.destroy();
    }
  });

  it('keeps what was drawn when it is closed while the database is taken over', async () => {
    await storeUpdates('late', []);
    const doc = new Y.Doc();
    const origins: object[] = [];
    const storage: BoardStorage = new BoardStorage('late', doc, (origin) => {
      origins.push(origin);
      // The second origin is y-indexeddb's own.
      if (origins.length !== 2) return;
      doc.getMap('m').set('late', true);
      storage.destroy();
      doc.destroy();
    });
    await storage.loaded;
    expect(origins).toHaveLength(2);
    const again = await opened('late');
    expect(again.doc.getMap('m').get('late')).toBe(true);
    again.storage.destroy();
  });

  it('is gone once it was deleted', async () => {
    await storeUpdates('gone', [bigUpdate()]);
    await deleteBoardStorage('gone');
    const { doc, storage } = await opened('gone');
    expect(doc.getMap('m').size).toBe(0);
    storage.destroy();
  });

  it('stops when the board is closed', async () => {
    await storeUpdates('closed', [bigUpdate()]);
    const doc = new Y.Doc();
    const storage = new BoardStorage('closed', doc);
    doc.once('update', () => storage.destroy());
    await storage.loaded;
    expect(doc.getMap('m').size).toBeLessThan(ENTRIES);
  });
});
