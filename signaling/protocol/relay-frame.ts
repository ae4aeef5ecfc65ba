/**
 * Binary frames between client and cell: a clear header, which is all that the cell reads, and a
 * payload that it passes on as it is.
 *
 *     byte  0       version, 1
 *     byte  1       kind (RELAY_KINDS)
 *     byte  2       scope (RELAY_SCOPES): who gets it
 *     byte  3       0
 *     bytes 4..35   room id
 *     bytes 36..51  client to cell: whom it is for (session, person, or zeros for the room);
 *                   cell to client: the sender's session, put there by the cell
 *     bytes 52..    payload; in a document frame 64 bytes of signature come first
 */
export const RELAY_VERSION = 1;
export const RELAY_HEADER_BYTES = 52;
/** Of a room id: SHA-256. */
export const ROOM_ID_BYTES = 32;
/** Of a session id and of a person's id in a room. */
export const PARTY_ID_BYTES = 16;
export const SIGNATURE_BYTES = 64;

const KIND_AT = 1;
const SCOPE_AT = 2;
const ROOM_AT = 4;
const PARTY_AT = ROOM_AT + ROOM_ID_BYTES;

/** Numbers of the kinds on the wire. */
export const RELAY_KINDS = {
  /** What is worthless when late: cursors, gestures. Left out for a slow reader, never sent again. */
  live: 1,
  /** Changes of the document. Carries the edit key's signature; never left out silently. */
  document: 2,
  /** Small and reliable, from anybody in the room to one peer: handshakes, requests for state. */
  control: 3,
  /** Client to cell: a mailbox entry to be appended. */
  append: 4,
  /** Client to cell: a snapshot that covers mailbox entries. */
  compact: 5,
  /** Cell to client: a stored mailbox entry. */
  entry: 6,
  /** Cell to client: the stored snapshot. */
  snapshot: 7,
  /** Both ways: a part of a snapshot, signed by the edit key like a document frame. */
  part: 8,
} as const;
export type RelayKind = keyof typeof RELAY_KINDS;

/** Numbers of the scopes on the wire. */
export const RELAY_SCOPES = { room: 0, session: 1, person: 2 } as const;
export type RelayScope = keyof typeof RELAY_SCOPES;

export interface RelayHeader {
  readonly kind: RelayKind;
  readonly scope: RelayScope;
  readonly room: Uint8Array;
  /** Receiver (client to cell) or sender (cell to client). */
  readonly party: Uint8Array;
}

const nameOf = <N extends string>(names: Readonly<Record<N, number>>) => {
  const byNumber = new Map<number, N>();
  for (const name in names) byNumber.set(names[name], name);
  return (value: number | undefined): N | undefined => byNumber.get(value ?? -1);
};
const kindOf = nameOf(RELAY_KINDS);
const scopeOf = nameOf(RELAY_SCOPES);

/** @returns undefined when the bytes are no frame of this version */
export function readRelayHeader(frame: Uint8Array): RelayHeader | undefined {
  if (frame.length < RELAY_HEADER_BYTES || frame[0] !== RELAY_VERSION || frame[3] !== 0) {
    return undefined;
  }
  const kind = kindOf(frame[KIND_AT]);
  const scope = scopeOf(frame[SCOPE_AT]);
  if (!kind || !scope) return undefined;
  return {
    kind,
    scope,
    room: frame.subarray(ROOM_AT, PARTY_AT),
    party: frame.subarray(PARTY_AT, RELAY_HEADER_BYTES),
  };
}

const NOBODY = new Uint8Array(PARTY_ID_BYTES);

/**
 * One frame in one piece.
 * @param header `party` may be left out for the room scope
 * @throws RangeError when an id has the wrong length
 */
export function writeRelayFrame(
  header: Omit<RelayHeader, 'party'> & { readonly party?: Uint8Array },
  ...payload: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const party = header.party ?? NOBODY;
  if (header.room.length !== ROOM_ID_BYTES || party.length !== PARTY_ID_BYTES) {
    throw new RangeError('a room id has 32 bytes, a session or person id 16');
  }
  const length = payload.reduce((sum, part) => sum + part.length, RELAY_HEADER_BYTES);
  const frame = new Uint8Array(length);
  frame[0] = RELAY_VERSION;
  frame[KIND_AT] = RELAY_KINDS[header.kind];
  frame[SCOPE_AT] = RELAY_SCOPES[header.scope];
  frame.set(header.room, ROOM_AT);
  frame.set(party, PARTY_AT);
  let at = RELAY_HEADER_BYTES;
  for (const part of payload) {
    frame.set(part, at);
    at += part.length;
  }
  return frame;
}

/** Puts the sender where the receiver stood. Changes the frame itself: nothing is copied. */
export function writeSender(frame: Uint8Array, session: Uint8Array): void {
  frame.set(session, PARTY_AT);
}

/** A cell's stored entry or snapshot as it is sent to a client: sequence, time, bytes. */
export interface StoredItem {
  readonly sequence: number;
  /** When the cell stored it, ms since the epoch. */
  readonly storedAtMs: number;
  /** The entry or snapshot exactly as its author sent it. */
  readonly bytes: Uint8Array;
}

const STORED_HEADER_BYTES = 16;

/** The payload of an `entry` or `snapshot` frame. */
export function storedItemHeader(
  item: Pick<StoredItem, 'sequence' | 'storedAtMs'>,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(STORED_HEADER_BYTES);
  const view = new DataView(out.buffer);
  view.setBigUint64(0, BigInt(item.sequence));
  view.setBigUint64(8, BigInt(item.storedAtMs));
  return out;
}

/**
 * Reads an `entry` or `snapshot` frame.
 * @returns undefined when it is too short
 */
export function readStoredItem(frame: Uint8Array): StoredItem | undefined {
  if (frame.length < RELAY_HEADER_BYTES + STORED_HEADER_BYTES) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset + RELAY_HEADER_BYTES);
  return {
    sequence: Number(view.getBigUint64(0)),
    storedAtMs: Number(view.getBigUint64(8)),
    bytes: frame.subarray(RELAY_HEADER_BYTES + STORED_HEADER_BYTES),
  };
}
