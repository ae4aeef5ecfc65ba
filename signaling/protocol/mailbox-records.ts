/**
 * What waits in a mailbox: entries (changes) and snapshots (whole states that cover entries). Both
 * are signed by their device and by the edit key, and their content is encrypted.
 *
 * Entry:                                    Snapshot:
 *     byte  0        1                          byte  0        1
 *     bytes 1..32    room id                    bytes 1..32    room id
 *     bytes 33..64   device public key          bytes 33..64   device public key
 *     bytes 65..72   counter, from 1            bytes 65..72   sequence: covers entries up to it
 *     bytes 73..104  hash of the device's       bytes 73..104  hash of the snapshot it replaces,
 *                    previous entry, or zeros                  or zeros
 *     bytes 105..168 device's signature         bytes 105..108 number n of devices
 *     bytes 169..232 edit key's signature       then n times   device (32), counter (8), hash (32)
 *     bytes 233..    content                    4 bytes        number m of parts
 *                                               then m times   hash of the part's content (32)
 *                                               then           both signatures, content
 *
 * What does not fit into one frame goes into parts, which are sent before the snapshot that names
 * them. A part is the edit key's signature over `partSignedBytes`, then content.
 *
 * Numbers are big-endian. A record's hash is SHA-256 over all its bytes. Both signatures are over
 * the same bytes: `entrySignedBytes`, `snapshotSignedBytes`.
 */
import { frameFields, numberField } from './fields.ts';
import { ROOM_ID_BYTES, SIGNATURE_BYTES } from './relay-frame.ts';

export const RECORD_VERSION = 1;
export const DEVICE_KEY_BYTES = 32;
export const HASH_BYTES = 32;
/** Most devices that one snapshot may name. */
export const SNAPSHOT_MAX_DEVICES = 4_096;
/** Most parts of one snapshot. */
export const SNAPSHOT_MAX_PARTS = 256;

const ROOM_AT = 1;
const DEVICE_AT = ROOM_AT + ROOM_ID_BYTES;
const NUMBER_AT = DEVICE_AT + DEVICE_KEY_BYTES;
const PREVIOUS_AT = NUMBER_AT + 8;
const FIXED_BYTES = PREVIOUS_AT + HASH_BYTES;
const HEAD_BYTES = DEVICE_KEY_BYTES + 8 + HASH_BYTES;
export const ENTRY_HEADER_BYTES = FIXED_BYTES + 2 * SIGNATURE_BYTES;

/** The last entry of one device. */
export interface DeviceHead {
  readonly device: Uint8Array;
  readonly counter: number;
  readonly hash: Uint8Array;
}

export interface MailboxEntry {
  readonly room: Uint8Array;
  readonly device: Uint8Array;
  /** From 1, one more with each entry of this device in this room. */
  readonly counter: number;
  /** Hash of this device's previous entry; zeros before the first. */
  readonly previous: Uint8Array;
  readonly content: Uint8Array;
}

export interface MailboxSnapshot {
  readonly room: Uint8Array;
  readonly device: Uint8Array;
  /** The last entry that the snapshot covers. */
  readonly sequence: number;
  /** Hash of the snapshot that it replaces; zeros when there was none. */
  readonly replaces: Uint8Array;
  /** Each device's last covered entry, those of the replaced snapshot among them. */
  readonly heads: readonly DeviceHead[];
  /** SHA-256 of the content of each part, in order. */
  readonly parts: readonly Uint8Array[];
  readonly content: Uint8Array;
}

export interface RecordSignatures {
  readonly deviceSignature: Uint8Array;
  readonly editSignature: Uint8Array;
}

function countField(count: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, count);
  return out;
}

const headBytes = ({ device, counter, hash }: DeviceHead): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(HEAD_BYTES);
  out.set(device);
  out.set(numberField(counter), DEVICE_KEY_BYTES);
  out.set(hash, DEVICE_KEY_BYTES + 8);
  return out;
};

/** What both signatures of an entry are over. @param contentHash SHA-256 of the content */
export const entrySignedBytes = (
  entry: Omit<MailboxEntry, 'content'>,
  contentHash: Uint8Array,
): Uint8Array<ArrayBuffer> =>
  frameFields(
    'drawbridge/v1/mailbox-entry',
    entry.room,
    entry.device,
    numberField(entry.counter),
    entry.previous,
    contentHash,
  );

/** What both signatures of a snapshot are over. @param contentHash SHA-256 of the content */
export const snapshotSignedBytes = (
  snapshot: Omit<MailboxSnapshot, 'content'>,
  contentHash: Uint8Array,
): Uint8Array<ArrayBuffer> =>
  frameFields(
    'drawbridge/v1/mailbox-snapshot',
    snapshot.room,
    snapshot.device,
    numberField(snapshot.sequence),
    snapshot.replaces,
    join(snapshot.heads.map(headBytes)),
    join(snapshot.parts),
    contentHash,
  );

/** What the edit key signs of a part. @param contentHash SHA-256 of the content */
export const partSignedBytes = (
  room: Uint8Array,
  contentHash: Uint8Array,
): Uint8Array<ArrayBuffer> => frameFields('drawbridge/v1/mailbox-part', room, contentHash);

export const writeEntry = (entry: MailboxEntry & RecordSignatures): Uint8Array<ArrayBuffer> =>
  join([
    Uint8Array.of(RECORD_VERSION),
    entry.room,
    entry.device,
    numberField(entry.counter),
    entry.previous,
    entry.deviceSignature,
    entry.editSignature,
    entry.content,
  ]);

export function writeSnapshot(
  snapshot: MailboxSnapshot & RecordSignatures,
): Uint8Array<ArrayBuffer> {
  return join([
    Uint8Array.of(RECORD_VERSION),
    snapshot.room,
    snapshot.device,
    numberField(snapshot.sequence),
    snapshot.replaces,
    countField(snapshot.heads.length),
    ...snapshot.heads.map(headBytes),
    countField(snapshot.parts.length),
    ...snapshot.parts,
    snapshot.deviceSignature,
    snapshot.editSignature,
    snapshot.content,
  ]);
}

/** Fields are views of `bytes`. @returns undefined when the bytes are no entry of this version */
export function readEntry(bytes: Uint8Array): (MailboxEntry & RecordSignatures) | undefined {
  const fixed = readFixed(bytes, ENTRY_HEADER_BYTES);
  if (!fixed || fixed.number < 1) return undefined;
  const { room, device, number: counter, hash: previous } = fixed;
  return { room, device, counter, previous, ...readTail(bytes, FIXED_BYTES) };
}

/** Fields are views of `bytes`. @returns undefined when the bytes are no snapshot of this version */
export function readSnapshot(bytes: Uint8Array): (MailboxSnapshot & RecordSignatures) | undefined {
  const fixed = readFixed(bytes, FIXED_BYTES + 8 + 2 * SIGNATURE_BYTES);
  if (!fixed) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(FIXED_BYTES);
  const partsAt = FIXED_BYTES + 4 + count * HEAD_BYTES;
  if (count > SNAPSHOT_MAX_DEVICES || partsAt + 4 > bytes.length) return undefined;
  const partCount = view.getUint32(partsAt);
  const tailAt = partsAt + 4 + partCount * HASH_BYTES;
  if (partCount > SNAPSHOT_MAX_PARTS || tailAt + 2 * SIGNATURE_BYTES > bytes.length) {
    return undefined;
  }
  const heads: DeviceHead[] = [];
  for (let i = 0; i < count; i++) {
    const at = FIXED_BYTES + 4 + i * HEAD_BYTES;
    const counter = readNumber(view, at + DEVICE_KEY_BYTES);
    if (counter === undefined) return undefined;
    heads.push({
      device: bytes.subarray(at, at + DEVICE_KEY_BYTES),
      counter,
      hash: bytes.subarray(at + DEVICE_KEY_BYTES + 8, at + HEAD_BYTES),
    });
  }
  const parts: Uint8Array[] = [];
  for (let at = partsAt + 4; at < tailAt; at += HASH_BYTES) {
    parts.push(bytes.subarray(at, at + HASH_BYTES));
  }
  const { room, device, number: sequence, hash: replaces } = fixed;
  return { room, device, sequence, replaces, heads, parts, ...readTail(bytes, tailAt) };
}

function readFixed(bytes: Uint8Array, minimumBytes: number) {
  if (bytes.length < minimumBytes || bytes[0] !== RECORD_VERSION) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = readNumber(view, NUMBER_AT);
  if (number === undefined) return undefined;
  return {
    room: bytes.subarray(ROOM_AT, DEVICE_AT),
    device: bytes.subarray(DEVICE_AT, NUMBER_AT),
    number,
    hash: bytes.subarray(PREVIOUS_AT, FIXED_BYTES),
  };
}

const readTail = (bytes: Uint8Array, at: number) => ({
  deviceSignature: bytes.subarray(at, at + SIGNATURE_BYTES),
  editSignature: bytes.subarray(at + SIGNATURE_BYTES, at + 2 * SIGNATURE_BYTES),
  content: bytes.subarray(at + 2 * SIGNATURE_BYTES),
});

/** Numbers beyond 2^53 are no counters of ours. */
function readNumber(view: DataView, at: number): number | undefined {
  const value = view.getBigUint64(at);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
