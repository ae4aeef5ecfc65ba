import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** Tables of the local registry and the type of their keys. */
export const TABLES = [
  'profile',
  'boards',
  'cells',
  'pending',
  'mailboxes',
  'thumbnails',
  'conflicts',
  'copies',
] as const;
export type Table = (typeof TABLES)[number];

interface RegistrySchema extends DBSchema {
  profile: { key: string; value: unknown };
  boards: { key: string; value: unknown };
  cells: { key: string; value: unknown };
  pending: { key: string; value: unknown };
  mailboxes: { key: string; value: unknown };
  thumbnails: { key: string; value: unknown };
  conflicts: { key: string; value: unknown };
  copies: { key: string; value: unknown };
}

/** Values by table and key. What is read back is checked by the registry, not here. */
export interface RecordStore {
  get(table: Table, key: string): Promise<unknown>;
  all(table: Table, keyPrefix?: string): Promise<readonly (readonly [string, unknown])[]>;
  put(table: Table, key: string, value: unknown): Promise<void>;
  delete(table: Table, key: string): Promise<void>;
  /** Reads, and writes `make()` when nothing is there: as one step, whatever other windows do. */
  getOrPut(table: Table, key: string, make: () => unknown): Promise<unknown>;
}

const DATABASE_NAME = 'drawbridge';
const DATABASE_VERSION = 5;

/** Opens the registry's database. @throws DOMException when IndexedDB is not to be had. */
export async function openIndexedDbStore(): Promise<RecordStore> {
  const db: IDBPDatabase<RegistrySchema> = await openDB<RegistrySchema>(
    DATABASE_NAME,
    DATABASE_VERSION,
    {
      upgrade(database) {
        for (const table of TABLES) {
          if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
        }
      },
      blocking(_current, _wanted, event) {
        // A newer version of the app in another window wants to change the tables: let it.
        (event.target as IDBDatabase).close();
      },
    },
  );
  return {
    get: (table, key) => db.get(table, key),
    async all(table, keyPrefix = '') {
      const range = IDBKeyRange.bound(keyPrefix, `${keyPrefix}\uffff`);
      const transaction = db.transaction(table);
      const [keys, values] = await Promise.all([
        transaction.store.getAllKeys(range),
        transaction.store.getAll(range),
      ]);
      return keys.map((key, index) => [key, values[index]] as const);
    },
    async put(table, key, value) {
      await db.put(table, value, key);
    },
    delete: (table, key) => db.delete(table, key),
    async getOrPut(table, key, make) {
      const transaction = db.transaction(table, 'readwrite');
      const known = await transaction.store.get(key);
      if (known !== undefined) return known;
      const made = make();
      await transaction.store.put(made, key);
      await transaction.done;
      return made;
    },
  };
}

/** Holds everything until the window closes: where the browser keeps nothing for us. */
export function createMemoryStore(): RecordStore {
  const tables = new Map<Table, Map<string, unknown>>(TABLES.map((table) => [table, new Map()]));
  const of = (table: Table): Map<string, unknown> => tables.get(table) ?? new Map();
  return {
    get: async (table, key) => of(table).get(key),
    all: async (table, keyPrefix = '') =>
      [...of(table)]
        .filter(([key]) => key.startsWith(keyPrefix))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    put: async (table, key, value) => {
      of(table).set(key, value);
    },
    delete: async (table, key) => {
      of(table).delete(key);
    },
    getOrPut: async (table, key, make) => {
      if (!of(table).has(key)) of(table).set(key, make());
      return of(table).get(key);
    },
  };
}
