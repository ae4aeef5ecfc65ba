import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { WriteId } from './yjs-items.ts';

/**
 * What the person who deleted an element had seen of it: per session (client id) that ever changed
 * it, the clock of that session's last change. A session's changes arrive in order, so having seen
 * one means having seen all before it. The element is dead exactly while its marker covers every
 * change that it has; a change made without knowledge of the deletion is not covered and brings the
 * element back, on every replica alike.
 */
export type DeletionMarker = ReadonlyMap<number, number>;

export function markerOf(seen: Iterable<WriteId>): Map<number, number> {
  const marker = new Map<number, number>();
  for (const { client, clock } of seen) {
    const known = marker.get(client);
    if (known === undefined || clock > known) marker.set(client, clock);
  }
  return marker;
}

export function covers(marker: DeletionMarker, write: WriteId): boolean {
  const clock = marker.get(write.client);
  return clock !== undefined && write.clock <= clock;
}

export function encodeMarker(marker: DeletionMarker): Uint8Array {
  const encoder = encoding.createEncoder();
  // Sorted, so that the same knowledge is the same bytes.
  for (const [client, clock] of [...marker].sort(([a], [b]) => a - b)) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
  }
  return encoding.toUint8Array(encoder);
}

/** Undefined when the value is no marker; an element with such a value counts as not deleted. */
export function decodeMarker(value: unknown): DeletionMarker | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  const marker = new Map<number, number>();
  const decoder = decoding.createDecoder(value);
  try {
    while (decoding.hasContent(decoder)) {
      marker.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
    }
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
  return marker;
}
