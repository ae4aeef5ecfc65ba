import { sha256 } from '@noble/hashes/sha2.js';
import {
  entrySignedBytes,
  HASH_BYTES,
  type MailboxEntry,
  type MailboxSnapshot,
  partSignedBytes,
  readEntry,
  readSnapshot,
  SIGNATURE_BYTES,
  snapshotSignedBytes,
  writeEntry,
  writeSnapshot,
} from '../../../signaling/protocol.ts';
import { type SigningKeyPair, sign, verify } from '../keys/board-keys.ts';
import { equalBytes } from '../keys/bytes.ts';

/** Who signs what goes into a mailbox. */
export interface RecordKeys {
  readonly room: Uint8Array;
  readonly edit: SigningKeyPair;
  readonly device: SigningKeyPair;
}

export const NO_HASH = new Uint8Array(HASH_BYTES);

export const hashOf = (record: Uint8Array): Uint8Array => sha256(record);

/** This device's next entry. */
export function makeEntry(
  keys: RecordKeys,
  place: Pick<MailboxEntry, 'counter' | 'previous'>,
  content: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const entry = { room: keys.room, device: keys.device.publicKey, ...place };
  const signed = entrySignedBytes(entry, sha256(content));
  return writeEntry({
    ...entry,
    content,
    deviceSignature: sign(signed, keys.device),
    editSignature: sign(signed, keys.edit),
  });
}

/** A whole state, in place of the entries that it covers. */
export function makeSnapshot(
  keys: RecordKeys,
  place: Pick<MailboxSnapshot, 'sequence' | 'replaces' | 'heads' | 'parts'>,
  content: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const snapshot = { room: keys.room, device: keys.device.publicKey, ...place };
  const signed = snapshotSignedBytes(snapshot, sha256(content));
  return writeSnapshot({
    ...snapshot,
    content,
    deviceSignature: sign(signed, keys.device),
    editSignature: sign(signed, keys.edit),
  });
}

/** A piece of a snapshot that is too large for one frame: the edit key's signature, then content. */
export function makePart(keys: RecordKeys, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const signature = sign(partSignedBytes(keys.room, sha256(content)), keys.edit);
  const part = new Uint8Array(SIGNATURE_BYTES + content.length);
  part.set(signature);
  part.set(content, SIGNATURE_BYTES);
  return part;
}

/**
 * The content of a part.
 * @returns null when it is not the one with this hash
 */
export function openPart(part: Uint8Array, hash: Uint8Array): Uint8Array | null {
  const content = part.subarray(SIGNATURE_BYTES);
  return equalBytes(sha256(content), hash) ? content : null;
}

/**
 * Reads an entry and checks that an editor's device of this room signed it.
 * @returns null when it did not
 */
export function openEntry(
  bytes: Uint8Array,
  room: Uint8Array,
  editPublicKey: Uint8Array,
): MailboxEntry | null {
  const entry = readEntry(bytes);
  if (!entry || !equalBytes(entry.room, room)) return null;
  const signed = entrySignedBytes(entry, sha256(entry.content));
  return verify(entry.editSignature, signed, editPublicKey) &&
    verify(entry.deviceSignature, signed, entry.device)
    ? entry
    : null;
}

/** As {@link openEntry}, for a snapshot. */
export function openSnapshot(
  bytes: Uint8Array,
  room: Uint8Array,
  editPublicKey: Uint8Array,
): MailboxSnapshot | null {
  const snapshot = readSnapshot(bytes);
  if (!snapshot || !equalBytes(snapshot.room, room)) return null;
  const signed = snapshotSignedBytes(snapshot, sha256(snapshot.content));
  return verify(snapshot.editSignature, signed, editPublicKey) &&
    verify(snapshot.deviceSignature, signed, snapshot.device)
    ? snapshot
    : null;
}
