import * as Y from 'yjs';
import { BoardDocument } from '../board/board-document.ts';
import type { Author } from '../board/element.ts';
import { BoardStorage } from '../storage/board-storage.ts';
import type { Registry, StoredBoard } from '../storage/registry.ts';
import { newBoard } from './known-boards.ts';

/** As 2026-11-25 14:30, which reads the same in every language. */
const stamp = (date: Date): string =>
  `${date.toISOString().slice(0, 10)} ${date.toTimeString().slice(0, 5)}`;

/**
 * Keeps what a board holds as another board of this computer, shared with nobody, named after the
 * board and the time.
 */
export async function keepCopy(
  registry: Registry,
  author: Author,
  board: BoardDocument,
): Promise<StoredBoard> {
  const now = new Date();
  const name = `${board.name} ${stamp(now)}`.trim();
  const stored: StoredBoard = { ...newBoard(registry), name, changedAtMs: now.getTime() };
  const doc = new Y.Doc();
  const storage = new BoardStorage(stored.id, doc);
  const copy = new BoardDocument({ doc, author });
  try {
    await storage.loaded;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(board.doc), 'copy');
    copy.setName(name);
    await storage.flush();
    await registry.saveBoard(stored);
  } finally {
    storage.destroy();
    copy.destroy();
    doc.destroy();
  }
  return stored;
}
