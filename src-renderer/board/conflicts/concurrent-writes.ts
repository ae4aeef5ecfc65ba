import * as Y from 'yjs';
import type { PersonId } from '../element.ts';
import { equalStoredValues } from '../element-values.ts';
import { type KeyWrite, keepValue, keyWrites, type WriteId } from '../yjs-items.ts';

/** Two people's values of one property, neither written in the knowledge of the other. */
export interface ConcurrentWrites {
  /** The one that was here before the transaction, and the one that came with it. */
  readonly known: KeyWrite;
  readonly came: KeyWrite;
  /** The latest write that was here already and that the other author had seen; null: none. */
  readonly base: WriteId | null;
  /** Whether what was here is still the property's value. */
  readonly knownWins: boolean;
}

const isWithin = (id: WriteId, write: KeyWrite): boolean =>
  id.client === write.client && id.clock >= write.first && id.clock <= write.clock;

/**
 * Finds two people's concurrent writes of one key among those that a transaction brought, whichever
 * of the two Yjs keeps: the one that loses comes overwritten already, so events do not tell it. To
 * be called before Yjs collects (in `afterTransaction`). The loser's value is kept from collection,
 * so that whoever hears of it from here can be told as well.
 */
export function concurrentWrites(
  map: Y.Map<unknown>,
  key: string,
  transaction: Y.Transaction,
  personOf: (client: number) => PersonId | null,
): ConcurrentWrites | undefined {
  const isNew = ({ client, clock }: WriteId): boolean =>
    clock >= (transaction.beforeState.get(client) ?? 0);
  const writes = [...keyWrites(map, key)];
  const fresh = writes.filter(isNew);
  const known = writes.find((write) => !isNew(write));
  if (!known || fresh.length === 0) return undefined;
  const wasThere =
    !known.deleted || Y.isDeleted(transaction.deleteSet, Y.createID(known.client, known.clock));
  if (!wasThere || known.value === undefined) return undefined;

  /** What its author had seen last of what was here. */
  const baseOf = (write: KeyWrite): WriteId | null => {
    let { origin } = write;
    while (origin !== null) {
      const at = origin;
      const over = fresh.find((candidate) => isWithin(at, candidate));
      if (!over) return at;
      origin = over.origin;
    }
    return null;
  };
  const hasSeenKnown = (write: KeyWrite): boolean => {
    const base = baseOf(write);
    return base !== null && isWithin(base, known);
  };

  const [latest] = writes;
  // Somebody has seen both and has written since: there is nothing left to choose.
  if (latest && isNew(latest) && hasSeenKnown(latest)) return undefined;
  const author = personOf(known.client);
  const came = fresh.find(
    (write) =>
      write.value !== undefined && personOf(write.client) !== author && !hasSeenKnown(write),
  );
  if (!came || equalStoredValues(came.value, known.value)) return undefined;
  keepValue(map, key, latest === known ? came : known);
  return { known, came, base: baseOf(came), knownWins: latest === known };
}
