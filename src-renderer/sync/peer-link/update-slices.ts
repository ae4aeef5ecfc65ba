import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { UPDATE_SLICE_BYTES } from './limits.ts';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];

/** What is left to write of one client, in clock order. */
interface Cursor {
  /** The struct to write next; null when all is written. */
  readonly struct: Struct | null;
  /** The first clock that is not written; within `struct` where it was written in part elsewhere. */
  readonly clock: number;
  advance(): void;
}

/**
 * Cuts a Yjs update (V1) into updates of about `sliceBytes`, each of which Yjs can integrate at once
 * when they are applied in order: no struct comes before what it refers to. Deletions come last.
 * Applying one 10 MB update blocks the page for half a second; a slice takes a few milliseconds.
 *
 * Format: yjs `src/utils/encoding.js`, writeClientsStructs and writeDeleteSet.
 */
export function* sliceUpdate(
  update: Uint8Array,
  sliceBytes: number = UPDATE_SLICE_BYTES,
): Generator<Uint8Array> {
  if (update.length <= sliceBytes) {
    yield update;
    return;
  }
  const { structs, ds } = Y.decodeUpdate(update);
  if (structs.some((struct) => struct instanceof Y.Skip)) {
    // A gap means that the sender itself waits for structs; splitting around it gains nothing.
    yield update;
    return;
  }
  const byClient = new Map<number, Struct[]>();
  for (const struct of structs) {
    const known = byClient.get(struct.id.client);
    if (known) known.push(struct);
    else byClient.set(struct.id.client, [struct]);
  }
  const cursors = new Map(
    [...byClient].map(([client, list]) => [client, new ListCursor(list)] as const),
  );
  yield* slices(cursors, sliceBytes, () => ds);
}

/**
 * The same for what a copy with this state vector lacks of a document, each slice made from the
 * document only when it is asked for: encoding 10 MB at once blocks the page, too. Changes that are
 * made between two slices may be in the later ones, or not.
 */
export function* sliceState(
  doc: Y.Doc,
  stateVector: Uint8Array,
  sliceBytes: number = UPDATE_SLICE_BYTES,
): Generator<Uint8Array> {
  const { store } = doc;
  if (store.pendingStructs || store.pendingDs) {
    // What waits for others' structs is no part of the store; Yjs knows how to add it.
    yield* sliceUpdate(Y.encodeStateAsUpdate(doc, stateVector), sliceBytes);
    return;
  }
  const held = Y.decodeStateVector(stateVector);
  const cursors = new Map<number, StoreCursor>();
  // Greater clients first, as Yjs does it: that makes integrating conflicts faster.
  for (const client of [...store.clients.keys()].sort((a, b) => b - a)) {
    const from = held.get(client) ?? 0;
    const until = Y.getState(store, client);
    if (from < until) cursors.set(client, new StoreCursor(doc, client, from, until));
  }
  yield* slices(cursors, sliceBytes, () => Y.createDeleteSetFromStructStore(store));
}

function* slices(
  cursors: ReadonlyMap<number, Cursor>,
  sliceBytes: number,
  deletions: () => DeleteSet,
): Generator<Uint8Array> {
  let slice = new SliceWriter();
  for (const cursor of inCausalOrder(cursors)) {
    if (slice.bytes >= sliceBytes) {
      yield slice.finish(null);
      slice = new SliceWriter();
    }
    // Only now: while the caller held the slice, the document may have changed.
    const { struct, clock } = cursor;
    if (struct) slice.add(struct, clock - struct.id.clock);
  }
  yield slice.finish(deletions());
}

/** Yields a client's cursor once for each struct, after those of other clients that it refers to. */
function* inCausalOrder(cursors: ReadonlyMap<number, Cursor>): Generator<Cursor> {
  /** The client whose struct must come first, if it is still to be written. */
  const waitsFor = (struct: Struct): number | null => {
    if (!(struct instanceof Y.Item)) return null;
    for (const id of [struct.origin, struct.rightOrigin, parentIdOf(struct)]) {
      if (!id || id.client === struct.id.client) continue;
      const cursor = cursors.get(id.client);
      if (cursor?.struct && id.clock >= cursor.clock) return id.client;
    }
    return null;
  };
  for (const first of cursors.keys()) {
    const stack = [first];
    while (stack.length > 0) {
      const client = stack.at(-1) ?? first;
      const cursor = cursors.get(client);
      const struct = cursor?.struct;
      if (!cursor || !struct) {
        stack.pop();
        continue;
      }
      const other = waitsFor(struct);
      // A cycle cannot come from an honest peer; Yjs would keep such structs pending either way.
      if (other !== null && !stack.includes(other)) {
        stack.push(other);
        continue;
      }
      yield cursor;
      cursor.advance();
      // Go back as soon as what the one below waits for may have been written.
      if (stack.length > 1) stack.pop();
    }
  }
}

/** In an update a parent is named by its id, in a document it is the type itself. */
function parentIdOf({ parent }: Y.Item): Y.ID | null {
  if (parent instanceof Y.ID) return parent;
  return parent instanceof Y.AbstractType ? (parent._item?.id ?? null) : null;
}

class ListCursor implements Cursor {
  readonly #structs: readonly Struct[];
  #at = 0;

  constructor(structs: readonly Struct[]) {
    this.#structs = structs;
  }

  get struct(): Struct | null {
    return this.#structs[this.#at] ?? null;
  }

  get clock(): number {
    return this.struct?.id.clock ?? Number.POSITIVE_INFINITY;
  }

  advance(): void {
    this.#at += 1;
  }
}

/** Goes by clocks, not by places: between two slices Yjs merges, splits and collects structs. */
class StoreCursor implements Cursor {
  readonly #doc: Y.Doc;
  readonly #client: number;
  readonly #until: number;
  #clock: number;
  /** Where the struct was found last. */
  #at = 0;

  constructor(doc: Y.Doc, client: number, from: number, until: number) {
    this.#doc = doc;
    this.#client = client;
    this.#clock = from;
    this.#until = until;
  }

  get clock(): number {
    return this.#clock;
  }

  get struct(): Struct | null {
    if (this.#clock >= this.#until) return null;
    const structs = this.#doc.store.clients.get(this.#client) ?? [];
    const here = structs[this.#at];
    if (here && here.id.clock <= this.#clock && this.#clock < here.id.clock + here.length) {
      return here;
    }
    const next = structs[this.#at + 1];
    if (next?.id.clock === this.#clock) this.#at += 1;
    else this.#at = Y.findIndexSS(structs, this.#clock);
    return structs[this.#at] ?? null;
  }

  advance(): void {
    const { struct } = this;
    if (struct) this.#clock = struct.id.clock + struct.length;
  }
}

interface Run {
  readonly client: number;
  readonly clock: number;
  count: number;
  readonly encoder: Y.UpdateEncoderV1;
}

class SliceWriter {
  readonly #runs = new Map<number, Run>();
  #bytes = 0;

  /** Size so far, without headers. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @param offset leading part of the struct that is left out, in clocks */
  add(struct: Struct, offset: number): void {
    const { client, clock } = struct.id;
    let run = this.#runs.get(client);
    if (!run) {
      run = { client, clock: clock + offset, count: 0, encoder: new Y.UpdateEncoderV1() };
      this.#runs.set(client, run);
    }
    const before = encoding.length(run.encoder.restEncoder);
    struct.write(run.encoder, offset);
    run.count += 1;
    this.#bytes += encoding.length(run.encoder.restEncoder) - before;
  }

  finish(deletions: DeleteSet | null): Uint8Array {
    const out = encoding.createEncoder();
    encoding.writeVarUint(out, this.#runs.size);
    for (const run of this.#runs.values()) {
      encoding.writeVarUint(out, run.count);
      encoding.writeVarUint(out, run.client);
      encoding.writeVarUint(out, run.clock);
      encoding.writeUint8Array(out, encoding.toUint8Array(run.encoder.restEncoder));
    }
    const clients = [...(deletions?.clients ?? [])];
    encoding.writeVarUint(out, clients.length);
    for (const [client, ranges] of clients) {
      encoding.writeVarUint(out, client);
      encoding.writeVarUint(out, ranges.length);
      for (const range of ranges) {
        encoding.writeVarUint(out, range.clock);
        encoding.writeVarUint(out, range.len);
      }
    }
    return encoding.toUint8Array(out);
  }
}
