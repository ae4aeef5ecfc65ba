import { sha256 } from '@noble/hashes/sha2.js';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { NESTING_MAX } from './yjs-items.ts';

/** Half of a SHA-256: nobody makes two boards of one digest by chance. */
export const DIGEST_BYTES = 16;
/** Items that are read between two turns of the page. */
const ITEMS_PER_STEP = 100;

/** Two copies compared without sending either. Equal copies have equal digests, and the reverse. */
export interface ContentDigest {
  /** Of which changes the copy has: state vector and delete set. */
  readonly changes: Uint8Array;
  /** Of what there is to see: the same changes must give the same content. */
  readonly content: Uint8Array;
}

type Hash = ReturnType<typeof sha256.create>;

/**
 * Reads a document a few items at a time, for the caller to let the page go on between; a change
 * meanwhile makes the result void. What counts is what the items hold, not how Yjs cut them: encoded
 * bytes of equal documents differ.
 *
 * Like `yjs-items.ts` this reads `_map` and `_start`, for which Yjs has no public way.
 */
export function* digestContent(doc: Y.Doc): Generator<void, ContentDigest> {
  const changes = digestChanges(doc);
  yield;
  const hash = sha256.create();
  for (const name of [...doc.share.keys()].sort()) {
    const type = doc.share.get(name);
    // A name that was only asked for is no content.
    if (!type || (type._map.size === 0 && type._start === null)) continue;
    add(hash, (encoder) => encoding.writeVarString(encoder, name));
    yield* readType(hash, type, NESTING_MAX);
  }
  return { changes, content: hash.digest().slice(0, DIGEST_BYTES) };
}

function digestChanges(doc: Y.Doc): Uint8Array {
  const hash = sha256.create();
  const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
  const deleted = Y.createDeleteSetFromStructStore(doc.store).clients;
  add(hash, (encoder) => {
    for (const [client, clock] of sortedByKey(vector)) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
    }
    for (const [client, ranges] of sortedByKey(deleted)) {
      encoding.writeVarUint(encoder, client);
      for (const { clock, len } of ranges) {
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarUint(encoder, len);
      }
    }
  });
  return hash.digest().slice(0, DIGEST_BYTES);
}

const sortedByKey = <T>(map: ReadonlyMap<number, T>): [number, T][] =>
  [...map].sort(([a], [b]) => a - b);

function* readType<Event>(
  hash: Hash,
  type: Y.AbstractType<Event>,
  depth: number,
): Generator<void, void> {
  let read = 0;
  for (const key of [...type._map.keys()].sort()) {
    const item = type._map.get(key);
    if (!item || item.deleted) continue;
    add(hash, (encoder) => encoding.writeVarString(encoder, key));
    yield* readItem(hash, item, depth);
    read += 1;
    if (read % ITEMS_PER_STEP === 0) yield;
  }
  // Between entries and list, so that one is not taken for the other.
  add(hash, (encoder) => encoding.writeUint8(encoder, 0));
  for (let item = type._start; item !== null; item = item.right) {
    if (!item.deleted) yield* readItem(hash, item, depth);
    read += 1;
    if (read % ITEMS_PER_STEP === 0) yield;
  }
  add(hash, (encoder) => encoding.writeUint8(encoder, 1));
}

function* readItem(hash: Hash, { content }: Y.Item, depth: number): Generator<void, void> {
  if (content instanceof Y.ContentType) {
    if (depth > 0) yield* readType(hash, content.type, depth - 1);
  } else if (content instanceof Y.ContentString) {
    // Without a length: the same text may be one item here and several there.
    hash.update(new TextEncoder().encode(content.str));
  } else if (content instanceof Y.ContentFormat) {
    const { key, value } = content;
    add(hash, (encoder) => encoding.writeVarString(encoder, JSON.stringify([key, value])));
  } else {
    add(hash, (encoder) => {
      for (const value of content.getContent()) encoding.writeAny(encoder, value);
    });
  }
}

function add(hash: Hash, write: (encoder: encoding.Encoder) => void): void {
  hash.update(encoding.encode(write));
}
