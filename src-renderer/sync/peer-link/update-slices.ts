import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { UPDATE_SLICE_BYTES } from './limits.ts';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];

/** Structs of one client in clock order and how far they have been written. */
interface Queue {
  readonly structs: Struct[];
  at: number;
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
  let slice = new SliceWriter();
  for (const struct of inCausalOrder(structs)) {
    slice.add(struct);
    if (slice.bytes >= sliceBytes) {
      yield slice.finish(null);
      slice = new SliceWriter();
    }
  }
  yield slice.finish(ds);
}

/** Yields every struct once, after those of other clients that it refers to. */
function* inCausalOrder(structs: readonly Struct[]): Generator<Struct> {
  const queues = new Map<number, Queue>();
  for (const struct of structs) {
    const queue = queues.get(struct.id.client);
    if (queue) queue.structs.push(struct);
    else queues.set(struct.id.client, { structs: [struct], at: 0 });
  }
  /** The client whose struct must come first, if it is in this update and not yet written. */
  const waitsFor = (struct: Struct): number | null => {
    if (!(struct instanceof Y.Item)) return null;
    for (const id of [struct.origin, struct.rightOrigin, struct.parent]) {
      if (!(id instanceof Y.ID) || id.client === struct.id.client) continue;
      const queue = queues.get(id.client);
      const next = queue?.structs[queue.at];
      if (next && id.clock >= next.id.clock) return id.client;
    }
    return null;
  };
  for (const first of queues.keys()) {
    const stack = [first];
    while (stack.length > 0) {
      const client = stack.at(-1) ?? first;
      const queue = queues.get(client);
      const struct = queue?.structs[queue.at];
      if (!queue || !struct) {
        stack.pop();
        continue;
      }
      const other = waitsFor(struct);
      // A cycle cannot come from an honest peer; Yjs would keep such structs pending either way.
      if (other !== null && !stack.includes(other)) {
        stack.push(other);
        continue;
      }
      queue.at += 1;
      yield struct;
      // Go back as soon as what the one below waits for may have been written.
      if (stack.length > 1) stack.pop();
    }
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

  add(struct: Struct): void {
    const { client, clock } = struct.id;
    let run = this.#runs.get(client);
    if (!run) {
      run = { client, clock, count: 0, encoder: new Y.UpdateEncoderV1() };
      this.#runs.set(client, run);
    }
    const before = encoding.length(run.encoder.restEncoder);
    struct.write(run.encoder, 0);
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
