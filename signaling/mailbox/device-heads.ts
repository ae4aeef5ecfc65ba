import { z } from 'zod';
import { readEntry, readSnapshot } from '../protocol.ts';
import { hashOf, toText } from './check-records.ts';
import { entryKey, headKey, snapshotKey } from './mailbox-keys.ts';
import type { CheckedSnapshot } from './mailbox-store.ts';
import type { OrderedStore, StoreChange } from './ordered-store.ts';
import { splitStored } from './stored-value.ts';

const headSchema = z.object({
  counter: z.number().int().nonnegative(),
  hash: z.string(),
  /** Of the entry, or of the snapshot that named it. */
  sequence: z.number().int().nonnegative(),
});
/** A device's last entry in a mailbox. */
export type Head = z.infer<typeof headSchema>;

export async function readHead(
  store: OrderedStore,
  room: string,
  device: string,
): Promise<Head | undefined> {
  const value = await store.get(headKey(room, device));
  return value && headSchema.parse(JSON.parse(value.toString()));
}

export const putHead = (room: string, device: string, head: Head): StoreChange => ({
  type: 'put',
  key: headKey(room, device),
  value: Buffer.from(JSON.stringify(head)),
});

export interface CoveredEntries {
  readonly heads: ReadonlyMap<string, { readonly counter: number; readonly hash: string }>;
  readonly bytes: number;
}

/** Each device's last entry up to a sequence, as the replaced snapshot and the entries since say. */
export async function readCovered(
  store: OrderedStore,
  room: string,
  replaced: number,
  sequence: number,
): Promise<CoveredEntries> {
  const heads = new Map<string, { counter: number; hash: string }>();
  const before = await store.get(snapshotKey(room, replaced));
  for (const head of before ? (readSnapshot(splitStored(0, before).bytes)?.heads ?? []) : []) {
    heads.set(toText(head.device), { counter: head.counter, hash: toText(head.hash) });
  }
  let bytes = 0;
  const first = entryKey(room, replaced + 1);
  for await (const [, value] of store.range(first, entryKey(room, sequence + 1))) {
    const item = splitStored(0, value);
    bytes += item.bytes.length;
    const entry = readEntry(item.bytes);
    if (!entry) continue;
    heads.set(toText(entry.device), { counter: entry.counter, hash: toText(hashOf(item.bytes)) });
  }
  return { heads, bytes };
}

/** Whether a snapshot says of every device what the mailbox has, or more. */
export function namesAll(snapshot: CheckedSnapshot, covered: CoveredEntries): boolean {
  const named = new Map(snapshot.heads.map((head) => [toText(head.device), head]));
  for (const [device, { counter, hash }] of covered.heads) {
    const its = named.get(device);
    if (!its || its.counter < counter) return false;
    if (its.counter === counter && toText(its.hash) !== hash) return false;
  }
  return named.size === snapshot.heads.length;
}

/** Writes down of which devices a snapshot knows more than the mailbox has. */
export async function adoptHeads(
  store: OrderedStore,
  room: string,
  { heads, sequence }: CheckedSnapshot,
): Promise<StoreChange[]> {
  const changes: StoreChange[] = [];
  for (const { device, counter, hash } of heads) {
    const known = await readHead(store, room, toText(device));
    if (known && known.counter >= counter) continue;
    changes.push(putHead(room, toText(device), { counter, hash: toText(hash), sequence }));
  }
  return changes;
}
