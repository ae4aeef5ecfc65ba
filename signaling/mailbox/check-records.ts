import { createHash, type KeyObject, verify } from 'node:crypto';
import { publicKeyOf, type VerifiedProof } from '../presence/room-proof.ts';
import {
  entrySignedBytes,
  partSignedBytes,
  readEntry,
  readSnapshot,
  SIGNATURE_BYTES,
  snapshotSignedBytes,
} from '../protocol.ts';
import type { CheckedEntry, CheckedSnapshot } from './mailbox-store.ts';

export const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

export const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

export type CheckResult<T> =
  | { readonly ok: true; readonly record: T }
  | { readonly ok: false; readonly code: 'invalid-record' | 'bad-signature' };

const INVALID = { ok: false, code: 'invalid-record' } as const;
const BAD_SIGNATURE = { ok: false, code: 'bad-signature' } as const;

const isSigned = (signed: Uint8Array, key: KeyObject, signature: Uint8Array): boolean =>
  verify(null, signed, key, signature);

/** A record's own device key; 32 bytes that are no point of the curve sign nothing. */
const isSignedByDevice = (signed: Uint8Array, device: Uint8Array, signature: Uint8Array): boolean =>
  isSigned(signed, publicKeyOf(toText(device)), signature);

/** Reads an entry and checks both of its signatures, the edit key's first. */
export function checkEntry(
  bytes: Buffer,
  room: Uint8Array,
  { editKey }: VerifiedProof,
): CheckResult<CheckedEntry> {
  const entry = readEntry(bytes);
  if (!entry || toText(entry.room) !== toText(room)) return INVALID;
  const signed = entrySignedBytes(entry, hashOf(entry.content));
  const isValid =
    isSigned(signed, editKey, entry.editSignature) &&
    isSignedByDevice(signed, entry.device, entry.deviceSignature);
  if (!isValid) return BAD_SIGNATURE;
  const { counter, previous } = entry;
  return {
    ok: true,
    record: { device: toText(entry.device), counter, previous, hash: hashOf(bytes), bytes },
  };
}

/** Reads a snapshot and checks both of its signatures, the edit key's first. */
export function checkSnapshot(
  bytes: Buffer,
  room: Uint8Array,
  { editKey }: VerifiedProof,
): CheckResult<CheckedSnapshot> {
  const snapshot = readSnapshot(bytes);
  if (!snapshot || toText(snapshot.room) !== toText(room)) return INVALID;
  const signed = snapshotSignedBytes(snapshot, hashOf(snapshot.content));
  const isValid =
    isSigned(signed, editKey, snapshot.editSignature) &&
    isSignedByDevice(signed, snapshot.device, snapshot.deviceSignature);
  if (!isValid) return BAD_SIGNATURE;
  const { sequence, replaces, heads } = snapshot;
  const parts = snapshot.parts.map(toText);
  return { ok: true, record: { sequence, replaces, heads, parts, hash: hashOf(bytes), bytes } };
}

/** Checks a part's signature. @returns its hash, base64url, by which a snapshot names it */
export function checkPart(
  bytes: Buffer,
  room: Uint8Array,
  { editKey }: VerifiedProof,
): CheckResult<string> {
  if (bytes.length < SIGNATURE_BYTES) return INVALID;
  const hash = hashOf(bytes.subarray(SIGNATURE_BYTES));
  const signature = bytes.subarray(0, SIGNATURE_BYTES);
  if (!isSigned(partSignedBytes(room, hash), editKey, signature)) return BAD_SIGNATURE;
  return { ok: true, record: toText(hash) };
}
