import { ObservableV2 } from 'lib0/observable';
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';

export type StorageFailureCode = 'quota' | 'blocked' | 'unavailable' | 'write-failed';
export type BoardStorageState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ok' }
  | { readonly kind: 'failed'; readonly code: StorageFailureCode; readonly message: string };

/** A database that does not open within this time is held by another version of the app. */
export const OPEN_TIMEOUT_MS = 8_000;

/** Where y-indexeddb keeps updates. */
const UPDATES_STORE = 'updates';

const databaseName = (boardId: string): string => `drawbridge-board-${boardId}`;

/**
 * A board's document in IndexedDB, by y-indexeddb, with its failures made visible: y-indexeddb lets
 * a full disk, a blocked upgrade and a forbidden database pass in silence.
 */
export class BoardStorage extends ObservableV2<{ state: (state: BoardStorageState) => void }> {
  /** Settles when the stored board is in the document, or when it is known that there is none. */
  readonly loaded: Promise<void>;
  #state: BoardStorageState = { kind: 'loading' };
  #persistence: IndexeddbPersistence | null = null;
  #destroyed = false;

  /**
   * @param onOrigin told the origin that transactions from storage will have, before the first one
   */
  constructor(boardId: string, doc: Y.Doc, onOrigin: (origin: object) => void = () => undefined) {
    super();
    this.loaded = this.#open(boardId, doc, onOrigin);
  }

  get state(): BoardStorageState {
    return this.#state;
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

  override destroy(): void {
    this.#destroyed = true;
    // Closing waits for writes that were begun; whoever must know when they are through uses `flush`.
    void this.#persistence?.destroy();
    super.destroy();
  }

  async #open(boardId: string, doc: Y.Doc, onOrigin: (origin: object) => void): Promise<void> {
    const name = databaseName(boardId);
    const problem = await probe(name);
    if (this.#destroyed) return;
    if (problem) {
      this.#fail(problem.code, problem.message);
      return;
    }
    const persistence = new IndexeddbPersistence(name, doc);
    this.#persistence = persistence;
    onOrigin(persistence);
    await persistence.whenSynced;
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

/** Opens and closes the database once, as y-indexeddb will, to learn whether that is possible. */
function probe(name: string): Promise<{ code: StorageFailureCode; message: string } | null> {
  return new Promise((resolve) => {
    if (typeof indexedDB === 'undefined') {
      resolve({ code: 'unavailable', message: 'this browser has no IndexedDB' });
      return;
    }
    const timer = setTimeout(
      () => resolve({ code: 'blocked', message: 'the database does not open' }),
      OPEN_TIMEOUT_MS,
    );
    const settle = (problem: { code: StorageFailureCode; message: string } | null): void => {
      clearTimeout(timer);
      resolve(problem);
    };
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(name);
    } catch (error) {
      // Sandboxed and private windows throw here.
      settle({ code: 'unavailable', message: error instanceof Error ? error.message : '' });
      return;
    }
    request.onblocked = () => settle({ code: 'blocked', message: 'another window holds it' });
    request.onerror = () =>
      settle({
        code: request.error?.name === 'QuotaExceededError' ? 'quota' : 'unavailable',
        message: request.error?.message ?? '',
      });
    request.onupgradeneeded = () => {
      // The tables that y-indexeddb expects; it would make them itself on an upgrade of its own.
      request.result.createObjectStore(UPDATES_STORE, { autoIncrement: true });
      request.result.createObjectStore('custom');
    };
    request.onsuccess = () => {
      request.result.close();
      settle(null);
    };
  });
}
