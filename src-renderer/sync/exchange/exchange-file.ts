import { sha256 } from '@noble/hashes/sha2.js';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { isReadableUpdate } from '../../board/readable-update.ts';
import {
  decodeEntries,
  encodeChangedEntries,
  type StateVector,
} from '../holdings/state-vectors.ts';
import {
  type BoardKeys,
  KEY_BYTES,
  personIdOf,
  SIGNATURE_BYTES,
  type SigningKeyPair,
  sign,
  verify,
} from '../keys/board-keys.ts';
import { equalBytes, frameFields, fromBase64Url, toBase64Url } from '../keys/bytes.ts';
import { Sealer } from '../keys/sealer.ts';

/**
 * Changes of a board as a file, for a USB stick or mail: encrypted for everybody who has the board's
 * link, and signed by the board's edit key and the device. Layout, all of fixed length but the last:
 * name, version, room id, device key, edit signature, device signature, sealed content. The content
 * is the sender's name, state vector and the update, each with its length.
 */

/** First bytes of every such file: a name that editors show. As long as that of a board file. */
const MAGIC = new TextEncoder().encode('DRAWBRIDGE-DELTA');
const FORMAT_VERSION = 1;
/** The edit signature of somebody who may not edit. */
const UNSIGNED = new Uint8Array(SIGNATURE_BYTES);
const PURPOSE = 'exchange-file';
/** Larger files are refused before they are read. */
export const EXCHANGE_FILE_MAX_BYTES = 256 * 1024 * 1024;

const PLACES = (() => {
  let at = MAGIC.length + 1;
  const next = (length: number): readonly [number, number] => {
    at += length;
    return [at - length, at];
  };
  return {
    room: next(KEY_BYTES),
    device: next(KEY_BYTES),
    editSignature: next(SIGNATURE_BYTES),
    deviceSignature: next(SIGNATURE_BYTES),
    end: at,
  };
})();

export interface ExchangeOptions {
  readonly doc: Y.Doc;
  readonly keys: Pick<BoardKeys, 'roomId' | 'contentKey' | 'edit'>;
  readonly device: SigningKeyPair;
  /** Of whoever sends it. */
  readonly name: string;
  /** What the receiver holds already; everything is sent without it. */
  readonly since?: StateVector | undefined;
  /** False for somebody who may only look. */
  readonly mayEdit?: boolean;
}

export type ExchangeError =
  /** It is cut off, or something in it was changed. */
  | 'tampered'
  | 'newer-format'
  | 'too-large'
  /** It is of another board. */
  | 'other-board';

export interface ExchangeContent {
  readonly personId: string;
  readonly name: string;
  /** All that the sender's copy held. */
  readonly holds: StateVector;
  readonly update: Uint8Array;
  /** By the board's edit key. Unsigned changes are never merged. */
  readonly isSigned: boolean;
}

export type ReadExchange =
  | ({ readonly ok: true } & ExchangeContent)
  | { readonly ok: false; readonly code: ExchangeError };

export function isExchangeFile(file: Uint8Array): boolean {
  return file.length > MAGIC.length && MAGIC.every((byte, index) => file[index] === byte);
}

/** The room of whose board the file is; null when it is not known. */
export function roomOfExchangeFile(file: Uint8Array): string | null {
  return file.length < PLACES.end ? null : toBase64Url(file.slice(...PLACES.room));
}

const signedBytes = (room: Uint8Array, device: Uint8Array, sealed: Uint8Array): Uint8Array =>
  frameFields(`drawbridge/v1/${PURPOSE}`, room, device, sha256(sealed));

export async function writeExchangeFile(options: ExchangeOptions): Promise<Uint8Array> {
  const { doc, keys, device, name, since, mayEdit = true } = options;
  const room = fromBase64Url(keys.roomId, KEY_BYTES);
  if (!room) throw new RangeError('a room id has 32 bytes');
  const holds = Y.decodeStateVector(Y.encodeStateVector(doc));
  const update = Y.encodeStateAsUpdate(doc, since && Y.encodeStateVector(new Map(since)));
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, name);
  encoding.writeVarUint8Array(
    encoder,
    encodeChangedEntries(holds, new Map()) ?? new Uint8Array([0]),
  );
  encoding.writeVarUint8Array(encoder, update);
  const sealer = new Sealer(PURPOSE, keys.roomId, keys.contentKey);
  const sealed = await sealer.seal(encoding.toUint8Array(encoder));
  const signed = signedBytes(room, device.publicKey, sealed);
  const file = new Uint8Array(PLACES.end + sealed.length);
  file.set(MAGIC);
  file[MAGIC.length] = FORMAT_VERSION;
  file.set(room, PLACES.room[0]);
  file.set(device.publicKey, PLACES.device[0]);
  file.set(mayEdit ? sign(signed, keys.edit) : UNSIGNED, PLACES.editSignature[0]);
  file.set(sign(signed, device), PLACES.deviceSignature[0]);
  file.set(sealed, PLACES.end);
  return file;
}

/** Checks and opens a file; nothing of one that is not as it was made is given out. */
export async function readExchangeFile(
  file: Uint8Array,
  keys: Pick<BoardKeys, 'roomId' | 'contentKey' | 'edit'>,
): Promise<ReadExchange> {
  const failed = (code: ExchangeError): ReadExchange => ({ ok: false, code });
  if (file.length > EXCHANGE_FILE_MAX_BYTES) return failed('too-large');
  if ((file[MAGIC.length] ?? 0) > FORMAT_VERSION) return failed('newer-format');
  if (!isExchangeFile(file) || file.length <= PLACES.end) return failed('tampered');
  const [room, device, editSignature, deviceSignature] = [
    PLACES.room,
    PLACES.device,
    PLACES.editSignature,
    PLACES.deviceSignature,
  ].map(([from, to]) => file.slice(from, to)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const expected = fromBase64Url(keys.roomId, KEY_BYTES);
  if (!expected || !equalBytes(room, expected)) return failed('other-board');
  const sealed = file.slice(PLACES.end);
  const signed = signedBytes(room, device, sealed);
  const isSigned = !equalBytes(editSignature, UNSIGNED);
  if (isSigned && !verify(editSignature, signed, keys.edit.publicKey)) return failed('tampered');
  if (!verify(deviceSignature, signed, device)) return failed('tampered');
  const plain = await new Sealer(PURPOSE, keys.roomId, keys.contentKey).open(sealed);
  const content = plain && decodeContent(plain);
  return content
    ? { ok: true, personId: personIdOf(device), isSigned, ...content }
    : failed('tampered');
}

function decodeContent(
  plain: Uint8Array,
): Pick<ExchangeContent, 'name' | 'holds' | 'update'> | undefined {
  try {
    const decoder = decoding.createDecoder(plain);
    const name = decoding.readVarString(decoder);
    const holds = decodeEntries(decoding.readVarUint8Array(decoder));
    const update = decoding.readVarUint8Array(decoder);
    return holds && isReadableUpdate(update) ? { name, holds, update } : undefined;
  } catch (error) {
    // Of a file whose signature is right only a faulty sender could be the reason.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
