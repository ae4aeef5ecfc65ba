import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** Why a picture is kept only as long as the window is open. */
export type PictureStoreFailure = 'full' | 'failed';
export type KeptPicture =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: PictureStoreFailure; readonly message: string };

/** The pictures of all boards of this profile by their hashes. */
export interface PictureStore {
  get(hash: string): Promise<Blob | null>;
  /** Keeps a picture; where that fails, until the window closes. */
  put(hash: string, picture: Blob): Promise<KeptPicture>;
}

interface PictureSchema extends DBSchema {
  pictures: { key: string; value: unknown };
}

const DATABASE_NAME = 'drawbridge-pictures';
const TABLE = 'pictures';

const KEPT: KeptPicture = { ok: true };

/** A picture store in IndexedDB, and in memory where that is not to be had or has no room. */
export class IndexedDbPictureStore implements PictureStore {
  readonly #unkept = new Map<string, Blob>();
  #opening: Promise<IDBPDatabase<PictureSchema>> | null = null;

  async get(hash: string): Promise<Blob | null> {
    const unkept = this.#unkept.get(hash);
    if (unkept) return unkept;
    try {
      const stored = await (await this.#database()).get(TABLE, hash);
      return stored instanceof Blob ? stored : null;
    } catch (error) {
      console.warn('The stored pictures cannot be read:', error);
      return null;
    }
  }

  async put(hash: string, picture: Blob): Promise<KeptPicture> {
    try {
      const database = await this.#database();
      if ((await database.getKey(TABLE, hash)) === undefined) {
        await database.put(TABLE, picture, hash);
      }
      return KEPT;
    } catch (error) {
      this.#unkept.set(hash, picture);
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, code: isFull ? 'full' : 'failed', message };
    }
  }

  #database(): Promise<IDBPDatabase<PictureSchema>> {
    this.#opening ??= openDB<PictureSchema>(DATABASE_NAME, 1, {
      upgrade: (database) => {
        database.createObjectStore(TABLE);
      },
      blocking: (_current, _wanted, event) => {
        // A newer version of the app in another window wants to change the table: let it.
        (event.target as IDBDatabase).close();
        this.#opening = null;
      },
      terminated: () => {
        this.#opening = null;
      },
    }).catch((error: unknown) => {
      // Another try may succeed: the disk may have room again.
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }
}

/** Holds pictures until the window closes. */
export function createMemoryPictureStore(): PictureStore {
  const pictures = new Map<string, Blob>();
  return {
    get: async (hash) => pictures.get(hash) ?? null,
    put: async (hash, picture) => {
      pictures.set(hash, picture);
      return KEPT;
    },
  };
}
