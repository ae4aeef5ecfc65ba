import * as Y from 'yjs';

/**
 * The one place that reads Yjs' internals: which session (client id) wrote an entry, and up to which
 * of its writes (clock). Yjs has no public way to ask; `_map`, `_start` and the fields of `Item` have
 * been the same throughout version 13, and the test beside this file fails if they are not.
 */

/** A write: the client id of the session and the last clock that it covers. */
export interface WriteId {
  readonly client: number;
  readonly clock: number;
}

function lastId(item: Y.Item): WriteId {
  return { client: item.id.client, clock: item.id.clock + item.length - 1 };
}

/** Who wrote the value that the key has now; undefined when it has none. */
export function presentWrite(map: Y.Map<unknown>, key: string): WriteId | undefined {
  const item = map._map.get(key);
  return item === undefined || item.deleted ? undefined : lastId(item);
}

/** Every write of the key that is still known, overwritten and deleted ones too, latest first. */
export function* writesOfKey(map: Y.Map<unknown>, key: string): Generator<WriteId> {
  for (let item: Y.Item | null = map._map.get(key) ?? null; item !== null; item = item.left) {
    yield lastId(item);
  }
}

/** A write of a key together with what it was written over, and its value. */
export interface KeyWrite extends WriteId {
  readonly first: number;
  /** The write that its author saw as the latest; null when there was none. */
  readonly origin: WriteId | null;
  readonly deleted: boolean;
  /** Undefined when Yjs has collected it. */
  readonly value: unknown;
}

/** Every write of the key that is still known with what it was written over, latest first. */
export function* keyWrites(map: Y.Map<unknown>, key: string): Generator<KeyWrite> {
  for (let item: Y.Item | null = map._map.get(key) ?? null; item !== null; item = item.left) {
    const { origin, deleted } = item;
    yield {
      ...lastId(item),
      first: item.id.clock,
      origin: origin && { client: origin.client, clock: origin.clock },
      deleted,
      value: item.content.getContent().at(-1),
    };
  }
}

/**
 * Keeps an overwritten value of a key from being collected, here and in what is sent on from here:
 * somebody else may still have to see what it was.
 */
export function keepValue(map: Y.Map<unknown>, key: string, write: WriteId): void {
  for (let item: Y.Item | null = map._map.get(key) ?? null; item !== null; item = item.left) {
    const { client, clock } = lastId(item);
    if (client === write.client && clock === write.clock) item.keep = true;
  }
}

export interface TypeWrite extends WriteId {
  readonly deleted: boolean;
}

/** Types nested deeper than any text needs are not looked at: a hostile client could nest thousands. */
export const NESTING_MAX = 32;

/** Every write within a shared type, in document order, deleted ones too, into nested types. */
export function* writesWithin<Event>(
  type: Y.AbstractType<Event>,
  depth: number = NESTING_MAX,
): Generator<TypeWrite> {
  for (let item: Y.Item | null = type._start; item !== null; item = item.right) {
    yield { ...lastId(item), deleted: item.deleted };
    if (depth > 0 && item.content instanceof Y.ContentType) {
      yield* writesWithin(item.content.type, depth - 1);
    }
  }
}

/** A shared type of any kind, as Yjs' own tables give them. */
export type SharedType = Parameters<typeof Y.findRootTypeKey>[0];

/** The keys of the map that the transaction wrote; undefined when it wrote none. */
export function changedKeys(
  transaction: Y.Transaction,
  map: Y.Map<unknown>,
): ReadonlySet<string | null> | undefined {
  return (transaction.changed as Map<unknown, Set<string | null>>).get(map);
}

/** The root type that holds `type` (itself, when it is a root). */
export function rootOf(type: SharedType): SharedType {
  let root = type;
  while (root._item !== null) {
    const { parent } = root._item;
    if (!(parent instanceof Y.AbstractType)) break;
    root = parent;
  }
  return root;
}

/** Whether the item holds characters (and no type that others may have written into). */
export function isCharacterItem(item: Y.Item): boolean {
  return !(item.content instanceof Y.ContentType);
}
