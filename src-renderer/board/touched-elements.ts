import type * as Y from 'yjs';
import type { ElementId } from './element.ts';
import type { ElementStore } from './element-store.ts';
import { elementOfTextRoot } from './element-text.ts';
import { presentWrite, rootOf, type SharedType, writesWithin } from './yjs-items.ts';

/** The name under which a touched record is noted; no property is called so. */
export const RECORD = 'record';

/** Finds out which elements a transaction wrote to, from what Yjs says it changed. */
export class TouchedElementsReader {
  readonly #store: ElementStore;
  /** Element of each text root seen so far; null for every other root. */
  readonly #textRoots = new WeakMap<SharedType, { readonly id: ElementId | null }>();

  constructor(store: ElementStore) {
    this.#store = store;
  }

  read(transaction: Y.Transaction): Map<ElementId, Set<string>> {
    const touched = new Map<ElementId, Set<string>>();
    const touch = (id: ElementId, property: string): void => {
      const properties = touched.get(id);
      if (properties) properties.add(property);
      else touched.set(id, new Set([property]));
    };
    for (const [type, keys] of transaction.changed as Map<SharedType, Set<string | null>>) {
      if (type === this.#store.records) {
        for (const id of keys) if (id !== null) touch(id, RECORD);
      } else if (type === this.#store.overrides) {
        for (const key of keys) {
          const split = key === null ? undefined : this.#store.noteOverride(key);
          if (split) touch(split.id, split.property);
        }
      } else {
        const id = this.#elementOfText(type);
        if (id !== null) touch(id, 'text');
      }
    }
    return touched;
  }

  #elementOfText(type: SharedType): ElementId | null {
    const root = rootOf(type);
    const known = this.#textRoots.get(root);
    if (known) return known.id;
    // All in one go: a board that is being read brings many at once.
    for (const [name, shared] of this.#store.doc.share) {
      if (!this.#textRoots.has(shared)) {
        this.#textRoots.set(shared, { id: elementOfTextRoot(name) ?? null });
      }
    }
    return this.#textRoots.get(root)?.id ?? null;
  }

  /** The session that wrote one of the properties; undefined when all that was written is gone. */
  writer(
    id: ElementId,
    properties: ReadonlySet<string>,
    transaction: Y.Transaction,
  ): number | undefined {
    const isNew = (client: number, clock: number): boolean =>
      clock >= (transaction.beforeState.get(client) ?? 0);
    for (const property of properties) {
      if (property === 'text') {
        const root = this.#store.textRoot(id);
        if (root === undefined) continue;
        for (const { client, clock } of writesWithin(root)) if (isNew(client, clock)) return client;
      } else {
        const write =
          property === RECORD
            ? presentWrite(this.#store.records, id)
            : presentWrite(this.#store.overrides, `${id}/${property}`);
        if (write && isNew(write.client, write.clock)) return write.client;
      }
    }
    return undefined;
  }
}
