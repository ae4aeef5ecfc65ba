export type StorageFailureCode = 'quota' | 'blocked' | 'unavailable' | 'write-failed';

/** A database that does not open within this time is held by another version of the app. */
export const OPEN_TIMEOUT_MS = 8_000;

/** What y-indexeddb calls the table of changes. */
export const UPDATES_STORE = 'updates';

/** The changes of a board as they lie in its database. */
export interface StoredUpdates {
  readonly updates: readonly Uint8Array[];
  /** What lies among them and is no change. */
  readonly unreadable: readonly unknown[];
  /** The key after the last one: what is added later has this one or a greater one. */
  readonly nextKey: number;
}

type DatabaseProblem = {
  readonly ok: false;
  readonly code: StorageFailureCode;
  readonly message: string;
};

/** Reads the stored changes, or learns why that is not possible. Closes the database again. */
export async function readDatabase(
  name: string,
): Promise<({ readonly ok: true } & StoredUpdates) | DatabaseProblem> {
  const opened = await openDatabase(name);
  if (!opened.ok) return opened;
  try {
    return { ok: true, ...(await readStoredUpdates(opened.db)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, code: 'unavailable', message };
  } finally {
    opened.db.close();
  }
}

/**
 * Adds changes to those that are stored, and closes the database again.
 *
 * @throws when the browser does not take them
 */
export async function appendToDatabase(
  name: string,
  updates: readonly Uint8Array[],
): Promise<void> {
  if (updates.length === 0) return;
  const opened = await openDatabase(name);
  if (!opened.ok) throw new Error(opened.message);
  try {
    const transaction = opened.db.transaction(UPDATES_STORE, 'readwrite');
    for (const update of updates) transaction.objectStore(UPDATES_STORE).add(update);
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    opened.db.close();
  }
}

function openDatabase(
  name: string,
): Promise<{ readonly ok: true; readonly db: IDBDatabase } | DatabaseProblem> {
  return new Promise((resolve) => {
    let isGivenUp = false;
    const fail = (code: StorageFailureCode, message: string): void => {
      clearTimeout(timer);
      isGivenUp = true;
      resolve({ ok: false, code, message });
    };
    const timer = setTimeout(() => fail('blocked', 'the database does not open'), OPEN_TIMEOUT_MS);
    if (typeof indexedDB === 'undefined') {
      fail('unavailable', 'this browser has no IndexedDB');
      return;
    }
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(name);
    } catch (error) {
      // Sandboxed and private windows throw here.
      fail('unavailable', error instanceof Error ? error.message : '');
      return;
    }
    request.onblocked = () => fail('blocked', 'another window holds it');
    request.onerror = () =>
      fail(
        request.error?.name === 'QuotaExceededError' ? 'quota' : 'unavailable',
        request.error?.message ?? '',
      );
    request.onupgradeneeded = () => {
      // The tables that y-indexeddb expects; it would make them itself on an upgrade of its own.
      request.result.createObjectStore(UPDATES_STORE, { autoIncrement: true });
      request.result.createObjectStore('custom');
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      if (isGivenUp) request.result.close();
      else resolve({ ok: true, db: request.result });
    };
  });
}

/** @throws when the browser cannot read them */
async function readStoredUpdates(db: IDBDatabase): Promise<StoredUpdates> {
  const table = db.transaction(UPDATES_STORE).objectStore(UPDATES_STORE);
  const [keys, values] = await Promise.all([
    resultOf(table.getAllKeys()),
    resultOf<unknown[]>(table.getAll()),
  ]);
  const last = keys.at(-1);
  return {
    updates: values.filter((value) => value instanceof Uint8Array),
    unreadable: values.filter((value) => !(value instanceof Uint8Array)),
    nextKey: typeof last === 'number' ? last + 1 : 0,
  };
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
