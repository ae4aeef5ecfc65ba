import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Yjs client id → number of that client's structs held: what a copy of the document has. */
export type StateVector = ReadonlyMap<number, number>;

/** A peer that claims more clients than this is not believed; 10,000 sessions are a busy year. */
export const CLIENTS_MAX = 200_000;

/** Whether a copy with state `holder` has everything that one with state `of` has. */
export function covers(holder: StateVector, of: StateVector): boolean {
  for (const [client, clock] of of) if ((holder.get(client) ?? 0) < clock) return false;
  return true;
}

/** The entries of `now` that are not in `sent`, as `count, (client, clock)*` in varints. */
export function encodeChangedEntries(now: StateVector, sent: StateVector): Uint8Array | null {
  const changed = [...now].filter(([client, clock]) => sent.get(client) !== clock);
  if (changed.length === 0) return null;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, changed.length);
  for (const [client, clock] of changed) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
  }
  return encoding.toUint8Array(encoder);
}

/** @returns the entries, or null when the bytes are not what {@link encodeChangedEntries} writes. */
export function decodeEntries(bytes: Uint8Array): StateVector | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const count = decoding.readVarUint(decoder);
    // Two bytes an entry at least: a count that the bytes cannot hold is refused before looping.
    if (count > CLIENTS_MAX || count * 2 > bytes.length) return null;
    const entries = new Map<number, number>();
    for (let i = 0; i < count; i++) {
      entries.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
    }
    return decoding.hasContent(decoder) ? null : entries;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
