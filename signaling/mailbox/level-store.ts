import { mkdir } from 'node:fs/promises';
import { ClassicLevel } from 'classic-level';
import type { OrderedStore, StoreChange } from './ordered-store.ts';

/** Kept in a folder by LevelDB: what is written has reached the disk and outlives a crash. */
export class LevelStore implements OrderedStore {
  readonly durable = true;
  readonly shared = false;
  readonly #level: ClassicLevel<string, Buffer>;

  private constructor(level: ClassicLevel<string, Buffer>) {
    this.#level = level;
  }

  /** @throws when the folder cannot be used, or another process uses it */
  static async open(folder: string): Promise<LevelStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const level = new ClassicLevel<string, Buffer>(folder, {
      keyEncoding: 'utf8',
      valueEncoding: 'buffer',
    });
    await level.open();
    return new LevelStore(level);
  }

  get(key: string): Promise<Buffer | undefined> {
    return this.#level.get(key);
  }

  write(changes: readonly StoreChange[]): Promise<void> {
    return this.#level.batch([...changes], { sync: true });
  }

  range(first: string, end: string): AsyncIterable<readonly [string, Buffer]> {
    return this.#level.iterator({ gte: first, lt: end });
  }

  close(): Promise<void> {
    return this.#level.close();
  }
}
