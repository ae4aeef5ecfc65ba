import type * as Y from 'yjs';
import { cleanText } from './element-values.ts';
import { changedKeys } from './yjs-items.ts';

/** Raised when a client of the former version would damage what this one writes. */
export const SCHEMA_VERSION = 1;
export const BOARD_NAME_LENGTH_MAX = 200;

export interface ReadOnlyReason {
  readonly code: 'newer-schema';
  readonly theirs: number;
  readonly ours: number;
}

/** The root map `meta`: schema version and name of the board. */
export class BoardMeta {
  readonly #map: Y.Map<unknown>;
  #readOnlyReason: ReadOnlyReason | null = null;

  constructor(doc: Y.Doc) {
    this.#map = doc.getMap('meta');
    this.#read();
  }

  get readOnlyReason(): ReadOnlyReason | null {
    return this.#readOnlyReason;
  }

  get name(): string {
    const name = this.#map.get('name');
    return typeof name === 'string' ? name.slice(0, BOARD_NAME_LENGTH_MAX) : '';
  }

  /** To be called in a transaction. */
  setName(name: string): void {
    this.#map.set('name', cleanText(name.slice(0, BOARD_NAME_LENGTH_MAX)));
  }

  /** Says which schema the board has, where nobody has said so yet. In every transaction. */
  stamp(): void {
    if (!this.#map.has('schemaVersion')) this.#map.set('schemaVersion', SCHEMA_VERSION);
  }

  /** To be called after each transaction. */
  noteChanges(transaction: Y.Transaction): void {
    if (changedKeys(transaction, this.#map)) this.#read();
  }

  #read(): void {
    const version = this.#map.get('schemaVersion');
    this.#readOnlyReason =
      typeof version === 'number' && version > SCHEMA_VERSION
        ? { code: 'newer-schema', theirs: version, ours: SCHEMA_VERSION }
        : null;
  }
}
