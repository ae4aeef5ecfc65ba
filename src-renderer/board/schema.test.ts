import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SCHEMA_VERSION } from './board-meta.ts';
import {
  addOne,
  boardOf,
  changesDuring,
  pictureOf,
  RECTANGLE,
  twoBoards,
} from './testing-boards.ts';

interface Fixture {
  readonly name: string;
  readonly elements: { readonly id: string; readonly points: number[] }[];
  /** A Yjs update (V1), as base64. */
  readonly update: string;
}

/** One board per schema version that was ever released. A fixture is never written again. */
async function fixture(version: number): Promise<Fixture> {
  const file = new URL(`./fixtures/schema-${version}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8'));
}

function rounded(picture: unknown): unknown {
  return JSON.parse(
    JSON.stringify(picture, (_, value) =>
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ),
  );
}

const versions = Array.from({ length: SCHEMA_VERSION }, (_, i) => i + 1);

describe.each(versions)('a board of schema %d', (version) => {
  it('opens as it was made', async () => {
    const { name, elements, update } = await fixture(version);
    const board = boardOf('bo', Buffer.from(update, 'base64'));
    expect(board.name).toBe(name);
    // What was added to elements since has its default.
    expect(rounded(pictureOf(board))).toMatchObject(elements);
    expect(board.quarantined().size).toBe(0);
    expect(board.readOnlyReason).toBeNull();
  });
});

describe('a board of a newer schema (CR-13)', () => {
  it('can be read but not written, and says why', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    bo.doc.getMap('meta').set('schemaVersion', SCHEMA_VERSION + 1);
    const changes = changesDuring(ada, () => Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(bo.doc)));
    expect(ada.readOnlyReason).toEqual({
      code: 'newer-schema',
      theirs: SCHEMA_VERSION + 1,
      ours: SCHEMA_VERSION,
    });
    expect(changes).toMatchObject([{ statusChanged: true, historyChanged: true }]);
    const state = Y.encodeStateAsUpdate(ada.doc);
    const refused = { ok: false, code: 'read-only' };
    expect(ada.add([RECTANGLE])).toMatchObject(refused);
    expect(ada.update([{ id, x: 1 }])).toMatchObject(refused);
    expect(ada.remove([id])).toMatchObject(refused);
    expect([ada.canUndo, ada.undo(), ada.redo()]).toEqual([false, false, false]);
    ada.setName('mine');
    ada.setAuthor({ personId: 'ada', name: 'Other' });
    expect(Y.encodeStateAsUpdate(ada.doc)).toEqual(state);
    expect(ada.get(id)).toBeDefined();
  });

  it('loses nothing that this version does not know', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    bo.doc.getMap('changes').set(`${id}/shadow`, { blur: 3 });
    Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(bo.doc));
    ada.update([{ id, x: 1 }]);
    expect(ada.doc.getMap('changes').get(`${id}/shadow`)).toEqual({ blur: 3 });
    expect(ada.quarantined().size).toBe(0);
    ada.remove([id]);
    Y.applyUpdate(bo.doc, Y.encodeStateAsUpdate(ada.doc));
    expect(bo.get(id)).toBeUndefined();
  });
});

describe('the schema version', () => {
  it('is written with the first edit and not with the mere opening', () => {
    const board = boardOf('ada');
    expect(board.doc.getMap('meta').has('schemaVersion')).toBe(false);
    addOne(board, RECTANGLE);
    expect(board.doc.getMap('meta').get('schemaVersion')).toBe(SCHEMA_VERSION);
  });
});
