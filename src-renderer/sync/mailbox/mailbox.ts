import { ObservableV2 } from 'lib0/observable';
import * as Y from 'yjs';
import {
  type MailboxSnapshot,
  type MailboxUsage,
  SNAPSHOT_MAX_PARTS,
} from '../../../signaling/protocol.ts';
import { isReadableUpdate } from '../../board/readable-update.ts';
import { covers, type StateVector } from '../holdings/state-vectors.ts';
import { equalBytes, fromBase64Url, toBase64Url } from '../keys/bytes.ts';
import type { Sealer } from '../keys/sealer.ts';
import { turn } from '../peer-link/next-turn.ts';
import { sliceState, sliceUpdate } from '../peer-link/update-slices.ts';
import type { MailboxProblem } from '../status.ts';
import type { MailboxPage, MailboxPort } from './mailbox-port.ts';
import type { MailboxMemory } from './memory.ts';
import type { RecordKeys } from './records.ts';
import {
  hashOf,
  makeEntry,
  makePart,
  makeSnapshot,
  NO_HASH,
  openEntry,
  openPart,
  openSnapshot,
} from './records.ts';

/** Own changes wait this long for more before they are put into the mailbox. */
export const APPEND_AFTER_MS = 1_500;
/** Changes of others wait longer: their makers put them in, as a rule. */
export const CARRY_AFTER_MS = 10_000;
/** Uncovered entries beyond this are replaced by a snapshot. */
export const COMPACT_AFTER_BYTES = 1024 * 1024;
/** One entry's content at most; the cell takes 4 MiB with everything around it. */
export const ENTRY_MAX_BYTES = 3 * 1024 * 1024;
/**
 * Where a large state is cut, for entries and for a snapshot's parts: each piece is encoded, hashed
 * and decoded in one go, and more at a time would be felt under the pen.
 */
export const PIECE_BYTES = 512 * 1024;
const RETRY_AFTER_MS = 15_000;

export interface MailboxState {
  /** Null until the mailbox was read once in this session. */
  readonly usage: MailboxUsage | null;
  /** What the mailbox is known to hold of the document. */
  readonly holds: StateVector;
  readonly problem: MailboxProblem | null;
}

export interface MailboxOptions {
  readonly doc: Y.Doc;
  readonly keys: RecordKeys;
  readonly sealer: Sealer;
  readonly port: MailboxPort;
  /** Read once at the start. */
  readonly memory: MailboxMemory | null;
  readonly save: (memory: MailboxMemory) => Promise<void>;
  /** One window of a profile at a time: all of them append under the same device key. */
  readonly exclusive: <T>(task: () => Promise<T>) => Promise<T>;
  readonly appendAfterMs?: number;
  readonly carryAfterMs?: number;
  readonly compactAfterBytes?: number;
}

/** The state vector of an empty copy. */
const NOTHING_HELD = new Uint8Array([0]);

function* chain<T>(...lists: Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list;
}

/**
 * Whether the copy has all that the mailbox was known to hold. If not (its storage was damaged, or
 * lost its last writes), what is missing waits in entries that were read before: all are read again.
 */
function isOf(memory: MailboxMemory | null, doc: Y.Doc): boolean {
  if (!memory) return false;
  return covers(Y.decodeStateVector(Y.encodeStateVector(doc)), new Map(memory.vector));
}

interface MailboxEvents {
  state: (state: MailboxState) => void;
}

interface Head {
  counter: number;
  hash: Uint8Array;
}

/**
 * This board's changes in the cell, encrypted and signed, for people who are never there together:
 * reads what waits, puts in what the mailbox lacks, and replaces many entries by one snapshot.
 *
 * The cell can withhold the newest entries, and nothing else goes unnoticed: each device's entries
 * form a chain of counters and hashes, and this profile remembers the end of each.
 */
export class Mailbox extends ObservableV2<MailboxEvents> {
  readonly #options: MailboxOptions;
  readonly #device: string;
  #incarnation: string;
  #cursor: number;
  #snapshotHash: Uint8Array;
  #uncoveredBytes: number;
  readonly #heads: Map<string, Head>;
  readonly #vector: Map<number, number>;
  #usage: MailboxUsage | null = null;
  #problem: MailboxProblem | null = null;
  /** Whether all that waits was read since the cell was reached. */
  #upToDate = false;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAtMs = Number.POSITIVE_INFINITY;
  readonly #stop: () => void;
  #destroyed = false;

  constructor(options: MailboxOptions) {
    super();
    this.#options = options;
    const { keys, port, doc } = options;
    const memory = isOf(options.memory, doc) ? options.memory : null;
    this.#device = toBase64Url(keys.device.publicKey);
    this.#incarnation = memory?.incarnation ?? '';
    this.#cursor = memory?.cursor ?? 0;
    this.#snapshotHash = memory?.snapshotHash ?? NO_HASH;
    this.#uncoveredBytes = memory?.uncoveredBytes ?? 0;
    this.#heads = new Map(memory?.heads.map(({ device, ...head }) => [device, head]));
    this.#vector = new Map(memory?.vector);
    doc.on('update', this.#changed);
    this.#stop = port.onNews((news) => {
      // Of what this copy put in itself, say.
      if (news?.incarnation === this.#incarnation && news.head === this.#cursor) return;
      this.#upToDate = false;
      this.#run();
    });
    if (port.ready) this.#run();
  }

  get state(): MailboxState {
    return { usage: this.#usage, holds: this.#vector, problem: this.#problem };
  }

  /** Puts in at once what waits for more: the window is about to close, say. */
  flush(): void {
    if (this.#lacks()) this.#run(true);
  }

  override destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    clearTimeout(this.#timer);
    this.#stop();
    this.#options.doc.off('update', this.#changed);
    super.destroy();
  }

  readonly #changed = (_update: Uint8Array, origin: unknown, _doc: Y.Doc, tr: Y.Transaction) => {
    if (origin === this) return;
    const { appendAfterMs = APPEND_AFTER_MS, carryAfterMs = CARRY_AFTER_MS } = this.#options;
    this.#schedule(tr.local ? appendAfterMs : carryAfterMs * (1 + Math.random()));
  };

  #schedule(delayMs: number): void {
    const dueAtMs = performance.now() + delayMs;
    if (this.#destroyed || dueAtMs >= this.#dueAtMs) return;
    this.#dueAtMs = dueAtMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#dueAtMs = Number.POSITIVE_INFINITY;
      this.#run(true);
    }, delayMs);
  }

  #lacks(): boolean {
    const { doc } = this.#options;
    return !covers(this.#vector, Y.decodeStateVector(Y.encodeStateVector(doc)));
  }

  /** One run at a time; a call during one has another follow. */
  #run(append = false): void {
    if (this.#destroyed || !this.#options.port.ready) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#options
      .exclusive(() => this.#work(append))
      .catch((error: unknown) => {
        console.error('the mailbox could not be used', error);
        this.#schedule(RETRY_AFTER_MS);
      })
      .finally(() => {
        this.#running = null;
        if (this.#again) {
          this.#again = false;
          this.#run(true);
        }
      });
  }

  async #work(append: boolean): Promise<void> {
    if (!this.#upToDate && !(await this.#readAll())) return;
    // The first time, what others have put in was just read: what is lacking now, nobody brought.
    if (append || this.#lacks()) await this.#appendAll();
    const { compactAfterBytes = COMPACT_AFTER_BYTES } = this.#options;
    if (this.#uncoveredBytes > compactAfterBytes && !this.#lacks()) await this.#compact();
    await this.#save();
    this.#tell();
  }

  // Reading

  async #readAll(): Promise<boolean> {
    for (;;) {
      const page = await this.#options.port.read(this.#cursor);
      if (this.#destroyed) return false;
      if (!page.ok) {
        this.#schedule(page.retryAfterMs ?? RETRY_AFTER_MS);
        return false;
      }
      if (page.incarnation !== this.#incarnation) {
        const known = this.#incarnation !== '';
        this.#forget(page.incarnation);
        // One that is in memory only is expected to be empty after the cell was started again.
        if (known && page.usage.durable) this.#problem = 'rolled-back';
        if (page.next > 0 || page.items.length > 0) continue;
      } else if (page.head < this.#cursor) {
        this.#forget(page.incarnation);
        this.#problem = 'rolled-back';
        continue;
      }
      this.#usage = page.usage;
      await this.#take(page);
      this.#cursor = Math.max(this.#cursor, page.next);
      if (!page.more) break;
    }
    this.#upToDate = true;
    return true;
  }

  /** The mailbox holds nothing that is known of: everything is put in again. */
  #forget(incarnation: string): void {
    this.#incarnation = incarnation;
    this.#cursor = 0;
    this.#snapshotHash = NO_HASH;
    this.#uncoveredBytes = 0;
    this.#heads.clear();
    this.#vector.clear();
  }

  async #take(page: MailboxPage): Promise<void> {
    const { room, edit } = this.#options.keys;
    for (const item of page.items) {
      if (item.kind === 'snapshot') {
        const snapshot = openSnapshot(item.bytes, room, edit.publicKey);
        // The cell checks signatures too; one that is wrong here is the cell's own doing.
        if (!snapshot) continue;
        if (!(await this.#applySnapshot(snapshot))) continue;
        this.#snapshotHash = hashOf(item.bytes);
        this.#uncoveredBytes = 0;
        this.#cursor = Math.max(this.#cursor, snapshot.sequence);
        for (const { device, counter, hash } of snapshot.heads) {
          this.#remember(toBase64Url(device), { counter, hash: hash.slice() });
        }
      } else {
        const entry = openEntry(item.bytes, room, edit.publicKey);
        if (!entry) continue;
        this.#cursor = Math.max(this.#cursor, item.sequence);
        this.#uncoveredBytes += item.bytes.length;
        const device = toBase64Url(entry.device);
        const known = this.#heads.get(device);
        const follows = !known || entry.counter === known.counter + 1;
        const chained = !known || equalBytes(entry.previous, known.hash);
        if (known && entry.counter > known.counter && !(follows && chained)) this.#problem = 'gap';
        await this.#apply(entry.content);
        this.#remember(device, { counter: entry.counter, hash: hashOf(item.bytes) });
      }
    }
  }

  #remember(device: string, head: Head): void {
    const known = this.#heads.get(device);
    if (!known || known.counter <= head.counter) this.#heads.set(device, head);
  }

  /** A snapshot's state is in itself, or in its parts when it is large. */
  async #applySnapshot({ content, parts }: MailboxSnapshot): Promise<boolean> {
    if (parts.length === 0) return this.#apply(content);
    for (const hash of parts) {
      const answer = await this.#options.port.readPart(hash);
      const part = answer.ok ? openPart(answer.part, hash) : null;
      if (!part || !(await this.#apply(part))) return false;
    }
    return true;
  }

  /** Brings what a record holds into the document. @returns false when nobody can read it */
  async #apply(content: Uint8Array): Promise<boolean> {
    const update = await this.#options.sealer.open(content);
    if (!update || !isReadableUpdate(update) || this.#destroyed) return false;
    for (const slice of sliceUpdate(update)) {
      Y.applyUpdate(this.#options.doc, slice, this);
      await turn();
      if (this.#destroyed) return false;
    }
    this.#holds(update);
    return true;
  }

  /** The mailbox holds this update: what joins on to what it held before counts. */
  #holds(update: Uint8Array): void {
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, clock] of to) {
      const held = this.#vector.get(client) ?? 0;
      if ((from.get(client) ?? 0) <= held && clock > held) this.#vector.set(client, clock);
    }
  }

  // Writing

  async #appendAll(): Promise<void> {
    const { doc, sealer } = this.#options;
    if (!this.#lacks()) return;
    const held = Y.encodeStateVector(new Map(this.#vector));
    for (const slice of sliceState(doc, held, PIECE_BYTES)) {
      if (slice.length > ENTRY_MAX_BYTES) {
        this.#problem = 'too-large';
        return;
      }
      const content = await sealer.seal(slice);
      if (!(await this.#append(slice, content))) return;
    }
    if (this.#problem === 'quota' || this.#problem === 'refused') this.#problem = null;
  }

  async #append(slice: Uint8Array, content: Uint8Array): Promise<boolean> {
    const { keys, port } = this.#options;
    // A second time when the mailbox knows a later entry of this device: of a copied profile, say.
    for (let attempt = 0; attempt < 2; attempt++) {
      const head = this.#heads.get(this.#device);
      const place = { counter: (head?.counter ?? 0) + 1, previous: head?.hash ?? NO_HASH };
      const entry = makeEntry(keys, place, content);
      const answer = await port.append(entry);
      if (this.#destroyed) return false;
      if (answer.ok) {
        this.#usage = answer.usage;
        this.#heads.set(this.#device, { counter: place.counter, hash: hashOf(entry) });
        this.#uncoveredBytes += entry.length;
        if (answer.sequence === this.#cursor + 1) this.#cursor = answer.sequence;
        this.#holds(slice);
        return true;
      }
      if (answer.code === 'wrong-counter' && answer.expected) {
        this.#heads.set(this.#device, answer.expected);
        continue;
      }
      this.#refused(answer.code, answer.retryAfterMs);
      return false;
    }
    this.#refused('wrong-counter');
    return false;
  }

  #refused(code: string, retryAfterMs = RETRY_AFTER_MS): void {
    if (code === 'quota' || code === 'too-large') this.#problem = code;
    else if (code !== 'not-reached' && code !== 'rate-limited' && code !== 'unavailable') {
      this.#problem = 'refused';
    }
    this.#schedule(retryAfterMs);
    this.#tell();
  }

  /** One snapshot in place of all entries, if nobody else was quicker. */
  async #compact(): Promise<void> {
    const { doc, sealer, keys, port } = this.#options;
    const heads = [...this.#heads].flatMap(([text, { counter, hash }]) => {
      const device = fromBase64Url(text);
      return device ? [{ device, counter, hash }] : [];
    });
    const known = { sequence: this.#cursor, replaces: this.#snapshotHash, heads };
    const pieces = sliceState(doc, NOTHING_HELD, PIECE_BYTES);
    const first = pieces.next();
    if (first.done) return;
    const second = pieces.next();
    const parts = second.done
      ? []
      : await this.#storeParts(chain([first.value, second.value], pieces));
    if (!parts) return;
    const content = second.done ? await sealer.seal(first.value) : new Uint8Array();
    const place = { ...known, parts };
    const snapshot = makeSnapshot(keys, place, content);
    const answer = await port.compact(snapshot);
    if (this.#destroyed) return;
    if (answer.ok) {
      this.#snapshotHash = hashOf(snapshot);
      this.#uncoveredBytes = 0;
      this.#usage = answer.usage;
    } else {
      // Somebody else was quicker, or entries came meanwhile: what is new is read first.
      this.#upToDate = false;
    }
  }

  /** @returns the hashes of their contents, or null when one was not taken or there are too many */
  async #storeParts(pieces: Iterable<Uint8Array>): Promise<Uint8Array[] | null> {
    const { sealer, keys, port } = this.#options;
    const hashes: Uint8Array[] = [];
    for (const piece of pieces) {
      if (hashes.length === SNAPSHOT_MAX_PARTS) return null;
      const content = await sealer.seal(piece);
      const answer = await port.storePart(makePart(keys, content));
      if (!answer.ok || this.#destroyed) return null;
      hashes.push(hashOf(content));
    }
    return hashes;
  }

  async #save(): Promise<void> {
    await this.#options.save({
      incarnation: this.#incarnation,
      cursor: this.#cursor,
      snapshotHash: this.#snapshotHash,
      uncoveredBytes: this.#uncoveredBytes,
      heads: [...this.#heads].map(([device, head]) => ({ device, ...head })),
      vector: [...this.#vector],
    });
  }

  #tell(): void {
    if (!this.#destroyed) this.emit('state', [this.state]);
  }
}
