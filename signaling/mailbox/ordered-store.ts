export type StoreChange =
  | { readonly type: 'put'; readonly key: string; readonly value: Buffer }
  | { readonly type: 'del'; readonly key: string };

/** What must still be so for a change to be made, where several processes share a store. */
export interface WriteGuard {
  readonly key: string;
  /** Undefined: it is not there. */
  readonly value: Buffer | undefined;
}

/** Another process has changed the guarded value meanwhile; nothing was written. */
export class StoreConflict extends Error {
  override readonly name = 'StoreConflict';

  constructor() {
    super('another node has changed the mailbox meanwhile');
  }
}

/** Keys in order with their values, changed several at once or not at all. */
export interface OrderedStore {
  /** Whether what is written outlives the process. */
  readonly durable: boolean;
  /** Whether other processes write to it as well. */
  readonly shared: boolean;
  get(key: string): Promise<Buffer | undefined>;
  /**
   * Written, to disk where there is one, when it resolves.
   * @throws StoreConflict when the guard does not hold; a store of one process need not look at it
   */
  write(changes: readonly StoreChange[], guard?: WriteGuard): Promise<void>;
  /**
   * From `first` (included) to `end` (excluded), in order of the keys. Both have the same part
   * before their first slash.
   */
  range(first: string, end: string): AsyncIterable<readonly [string, Buffer]>;
  close(): Promise<void>;
}

/** What a key's part before the first slash names, kept apart so that one room costs the others nothing. */
interface Section {
  readonly values: Map<string, Buffer>;
  /** The keys in order; made anew after keys came or went. */
  keys: string[] | undefined;
}

/** Kept in memory: gone when the cell ends. */
export class MemoryStore implements OrderedStore {
  readonly durable = false;
  readonly shared = false;
  readonly #sections = new Map<string, Section>();

  async get(key: string): Promise<Buffer | undefined> {
    return this.#sections.get(sectionOf(key))?.values.get(key);
  }

  async write(changes: readonly StoreChange[]): Promise<void> {
    for (const change of changes) {
      const name = sectionOf(change.key);
      const section = this.#sections.get(name) ?? { values: new Map(), keys: undefined };
      this.#sections.set(name, section);
      const had = section.values.has(change.key);
      if (change.type === 'put') section.values.set(change.key, change.value);
      else section.values.delete(change.key);
      if (had !== (change.type === 'put')) section.keys = undefined;
      if (section.values.size === 0) this.#sections.delete(name);
    }
  }

  /** Both ends are in one section. */
  async *range(first: string, end: string): AsyncIterable<readonly [string, Buffer]> {
    const section = this.#sections.get(sectionOf(first));
    if (!section) return;
    section.keys ??= [...section.values.keys()].sort();
    const { keys, values } = section;
    for (let at = lowerBound(keys, first); at < keys.length; at += 1) {
      const key = keys[at];
      if (key === undefined || key >= end) return;
      const value = values.get(key);
      if (value) yield [key, value];
    }
  }

  async close(): Promise<void> {
    this.#sections.clear();
  }
}

const sectionOf = (key: string): string => key.slice(0, key.indexOf('/'));

/** Index of the first key that is not before `first`. */
function lowerBound(keys: readonly string[], first: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < first) low = middle + 1;
    else high = middle;
  }
  return low;
}
