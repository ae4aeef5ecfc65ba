import { ObservableV2 } from 'lib0/observable';
import { clearDocument, IndexeddbPersistence, storeState } from 'y-indexeddb';
import * as Y from 'yjs';
import { holdBoard, whileBoardIsClosed } from './board-lock.ts';
import { applyInTurns } from './loading/apply-in-turns.ts';
import { slicesOf } from './loading/board-slices.ts';
import {
  appendToDatabase,
  readDatabase,
  type StorageFailureCode,
  type StoredUpdates,
  UPDATES_STORE,
} from './loading/stored-updates.ts';

export type { StorageFailureCode };

export type BoardStorageState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ok' }
  | { readonly kind: 'failed'; readonly code: StorageFailureCode; readonly message: string };

/** User timing: the stored bytes of a board are there. */
const BYTES_MARK = 'drawbridge:bytes';

const databaseName = (boardId: string): string => `drawbridge-board-${boardId}`;

/**
 * Removes what is stored of a board.
 *
 * @returns false when a window has the board open: nothing was removed
 */
export const deleteBoardStorage = (boardId: string): Promise<boolean> =>
  whileBoardIsClosed(boardId, () => clearDocument(databaseName(boardId)));

/**
 * Reads what is stored of a board into a document, and writes nothing. Damaged parts are passed over.
 *
 * @throws when it cannot be read
 */
export async function readStoredBoard(boardId: string, doc: Y.Doc): Promise<void> {
  const stored = await readDatabase(databaseName(boardId));
  if (!stored.ok) throw new Error(stored.message);
  await applyInTurns(slicesOf(stored.updates), (slice) => {
    apply(doc, slice, null);
    return true;
  });
}

/**
 * A board's document in IndexedDB, by y-indexeddb, with its failures made visible: y-indexeddb lets
 * a full disk, a blocked upgrade and a forbidden database pass in silence. What is stored is read in
 * slices, so that the window stays alive while a big board opens.
 */
export class BoardStorage extends ObservableV2<{ state: (state: BoardStorageState) => void }> {
  /** Settles when the stored board is in the document, or when it is known that there is none. */
  readonly loaded: Promise<void>;
  #state: BoardStorageState = { kind: 'loading' };
  #persistence: IndexeddbPersistence | null = null;
  readonly #damaged: unknown[] = [];
  readonly #release: () => Promise<void>;
  #closed: Promise<void> | null = null;
  #destroyed = false;

  /**
   * @param onOrigin told each origin that transactions from storage will have, before the first one
   */
  constructor(boardId: string, doc: Y.Doc, onOrigin: (origin: object) => void = () => undefined) {
    super();
    this.#release = holdBoard(boardId);
    this.loaded = this.#open(boardId, doc, onOrigin);
  }

  get state(): BoardStorageState {
    return this.#state;
  }

  /** Parts of what is stored that nobody can read. They are left out, and kept apart from the rest. */
  get damagedParts(): number {
    return this.#damaged.length;
  }

  /** Resolves once every change up to now is in the database, or is known not to get there. */
  async flush(): Promise<void> {
    await this.loaded;
    const db = this.#persistence?.db;
    if (!db) return;
    await new Promise<void>((resolve) => {
      // Transactions on one store take their turn: this one ends after all writes before it.
      const turn = db.transaction([UPDATES_STORE], 'readwrite');
      turn.oncomplete = () => resolve();
      turn.onabort = () => resolve();
    });
  }

  /** What was changed up to now still gets into the database, also when that is not open yet. */
  override destroy(): void {
    this.#destroyed = true;
    // Closing waits for writes that were begun; whoever must know when they are through uses `flush`.
    this.#closed ??= this.#close();
    super.destroy();
  }

  /** Resolves once the database is closed after `destroy`. */
  get closed(): Promise<void> {
    return this.#closed ?? Promise.resolve();
  }

  async #open(boardId: string, doc: Y.Doc, onOrigin: (origin: object) => void): Promise<void> {
    const name = databaseName(boardId);
    const stored = await readDatabase(name);
    if (!stored.ok) {
      this.#fail(stored.code, stored.message);
      return;
    }
    performance.mark(BYTES_MARK);
    const early = new EarlyChanges(doc, this);
    onOrigin(this);
    if (!this.#destroyed) await this.#read(doc, stored);
    if (this.#destroyed) {
      await appendToDatabase(name, early.take()).catch((error: unknown) => {
        console.error('What was drawn last could not be stored:', error);
      });
      return;
    }
    const persistence = await this.#attach(name, doc, stored.nextKey, onOrigin);
    for (const update of early.take()) persistence._storeUpdate(update, null);
    if (this.#damaged.length > 0) await this.#setAside(persistence, stored.nextKey);
    this.#persistence = persistence;
    if (this.#destroyed) return;
    // Errors of single requests bubble up to their database.
    persistence.db?.addEventListener('abort', (event) => {
      const target = event.target as { error?: DOMException | null } | null;
      this.#fail(codeOf(target?.error?.name), target?.error?.message ?? 'write aborted');
    });
    persistence.db?.addEventListener('close', () => {
      this.#fail('unavailable', 'the browser closed the database');
    });
    if (this.#state.kind === 'loading') this.#setState({ kind: 'ok' });
  }

  async #close(): Promise<void> {
    await this.loaded;
    await this.#persistence?.destroy();
    await this.#release();
  }

  async #read(doc: Y.Doc, { updates, unreadable }: StoredUpdates): Promise<void> {
    this.#damaged.push(...unreadable);
    await applyInTurns(slicesOf(updates), (slice) => {
      if (this.#destroyed) return false;
      // One damaged change must not hide all others.
      if (!apply(doc, slice, this)) this.#damaged.push(slice);
      return true;
    });
  }

  /** Keeps damaged parts under keys of their own, and stores anew what could be read. */
  async #setAside(persistence: IndexeddbPersistence, nextKey: number): Promise<void> {
    for (const [index, part] of this.#damaged.entries()) {
      // Its type names what applications keep there as a rule; IndexedDB takes any value.
      await persistence.set(`damaged-${nextKey}-${index}`, part as ArrayBuffer);
    }
    await storeState(persistence, true);
  }

  /**
   * Has y-indexeddb keep the document from now on. It would read and apply everything in one go, and
   * write all of the document back: it gets an empty document to do so with, and is told where to begin.
   */
  async #attach(
    name: string,
    doc: Y.Doc,
    nextKey: number,
    onOrigin: (origin: object) => void,
  ): Promise<IndexeddbPersistence> {
    const staging = new Y.Doc();
    const persistence = new IndexeddbPersistence(name, staging);
    persistence._dbref = nextKey;
    onOrigin(persistence);
    await persistence.whenSynced;
    staging.off('update', persistence._storeUpdate);
    staging.off('destroy', persistence.destroy);
    persistence.doc = doc;
    doc.on('update', persistence._storeUpdate);
    doc.on('destroy', persistence.destroy);
    // What another window has written since.
    apply(doc, Y.encodeStateAsUpdate(staging), persistence);
    return persistence;
  }

  #fail(code: StorageFailureCode, message: string): void {
    if (!this.#destroyed) this.#setState({ kind: 'failed', code, message });
  }

  #setState(state: BoardStorageState): void {
    this.#state = state;
    this.emit('state', [state]);
  }
}

const codeOf = (errorName: string | undefined): StorageFailureCode =>
  errorName === 'QuotaExceededError' ? 'quota' : 'write-failed';

/** What is changed while the stored board is read: to be stored when it has been. */
class EarlyChanges {
  readonly #doc: Y.Doc;
  readonly #storage: object;
  readonly #updates: Uint8Array[] = [];

  constructor(doc: Y.Doc, storage: object) {
    this.#doc = doc;
    this.#storage = storage;
    if (doc.store.clients.size > 0) this.#updates.push(Y.encodeStateAsUpdate(doc));
    // Not its updates: as long as nobody asks for those, Yjs need not encode all that is read.
    doc.on('afterTransaction', this.#note);
  }

  /** All of them. From now on somebody else takes care. */
  take(): readonly Uint8Array[] {
    this.#doc.off('afterTransaction', this.#note);
    return this.#updates;
  }

  readonly #note = (transaction: Y.Transaction): void => {
    if (transaction.origin === this.#storage || !hasWritten(transaction)) return;
    const before = Y.encodeStateVector(transaction.beforeState);
    this.#updates.push(Y.encodeStateAsUpdate(this.#doc, before));
  };
}

function hasWritten({ beforeState, afterState, deleteSet }: Y.Transaction): boolean {
  if (deleteSet.clients.size > 0) return true;
  return [...afterState].some(([client, clock]) => beforeState.get(client) !== clock);
}

/** @returns false when the bytes make no sense */
function apply(doc: Y.Doc, update: Uint8Array, origin: object | null): boolean {
  try {
    Y.applyUpdate(doc, update, origin);
    return true;
  } catch (error) {
    console.error('A stored change of the board cannot be read:', error);
    return false;
  }
}
