import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardDocument } from '../board/board-document.ts';
import { BoardStorage } from '../storage/board-storage.ts';
import { createMemoryStore } from '../storage/record-store.ts';
import { Registry } from '../storage/registry.ts';
import { keepCopy } from './keep-copy.ts';

const author = { personId: 'ada', name: 'Ada' };

it('keeps a copy of a board as another one that is shared with nobody (CM-14)', async () => {
  const board = new BoardDocument({ doc: new Y.Doc(), author });
  board.setName('Plans');
  const added = board.add([{ id: 'kept', type: 'rectangle', x: 1, y: 2, width: 3, height: 4 }]);
  expect(added.ok).toBe(true);
  const registry = new Registry(createMemoryStore());
  await keepCopy(registry, author, board);

  const [stored] = await registry.boards();
  expect(stored?.name).toMatch(/^Plans \d{4}-\d\d-\d\d \d\d:\d\d$/);
  expect(stored?.cellOrigin).toBeNull();
  const again = new BoardDocument({ doc: new Y.Doc(), author });
  const storage = new BoardStorage(stored?.id ?? '', again.doc);
  await storage.loaded;
  expect(again.get('kept')).toMatchObject({ box: { x: 1, y: 2, width: 3, height: 4 } });
  expect(again.name).toBe(stored?.name);
  expect(board.name).toBe('Plans');
  storage.destroy();
});
