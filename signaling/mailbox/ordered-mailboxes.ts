import { readSnapshot, type StoredItem } from '../protocol.ts';
import { toText } from './check-records.ts';
import { adoptHeads, type Head, namesAll, putHead, readCovered, readHead } from './device-heads.ts';
import {
  entryKey,
  META_SECTION,
  metaKey,
  partKey,
  roomOfMetaKey,
  roomSection,
  sequenceOf,
  snapshotKey,
} from './mailbox-keys.ts';
import {
  coveredBytes,
  type MailboxMeta,
  mailboxMetaSchema,
  newMeta,
  usedBytes,
} from './mailbox-meta.ts';
import type {
  AppendResult,
  CheckedEntry,
  CheckedSnapshot,
  CompactResult,
  MailboxPage,
  MailboxState,
  MailboxStore,
  ReadOptions,
} from './mailbox-store.ts';
import { type OrderedStore, type StoreChange, StoreConflict } from './ordered-store.ts';
import { joinStored, splitStored } from './stored-value.ts';

export interface MailboxLimits {
  /** Of one room, what a snapshot covers not counted. */
  readonly mailboxQuotaBytes: number;
  /** Of all rooms together, covered records included. */
  readonly mailboxTotalBytes: number;
  readonly mailboxKeptForMs: number;
  readonly mailboxCoveredKeptForMs: number;
  readonly mailboxPartKeptForMs: number;
}

/** Reading alone is written down as use this seldom. */
const USE_NOTED_EACH_MS = 60 * 60_000;
/** Covered records may take this many times the quota; the oldest are forgotten early beyond. */
const COVERED_QUOTAS = 2;
/** Nothing was ever appended: a mailbox is not made by reading it. */
const EMPTY_INCARNATION = Buffer.alloc(16).toString('base64url');
/** Other nodes that write to the same room at the same time come first this often at most. */
const MAX_CONFLICTS = 20;
const NO_HASH = Buffer.alloc(32).toString('base64url');

/** Mailboxes of one node, over any store that keeps keys in order. */
export class OrderedMailboxes implements MailboxStore {
  readonly #store: OrderedStore;
  readonly #limits: MailboxLimits;
  readonly #nowMs: () => number;
  readonly #queues = new Map<string, Promise<unknown>>();
  /** How each meta that was read, or written, is stored. */
  readonly #storedAs = new WeakMap<MailboxMeta, Buffer>();
  #totalBytes = 0;

  private constructor(store: OrderedStore, limits: MailboxLimits, nowMs: () => number) {
    this.#store = store;
    this.#limits = limits;
    this.#nowMs = nowMs;
  }

  static async open(
    store: OrderedStore,
    limits: MailboxLimits,
    nowMs: () => number = Date.now,
  ): Promise<OrderedMailboxes> {
    const mailboxes = new OrderedMailboxes(store, limits, nowMs);
    for await (const [, value] of store.range(...META_SECTION)) {
      const meta = parseMeta(value);
      mailboxes.#totalBytes += usedBytes(meta) + coveredBytes(meta);
    }
    return mailboxes;
  }

  /** Bytes of all mailboxes, covered records included. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  get maxTotalBytes(): number {
    return this.#limits.mailboxTotalBytes;
  }

  append(room: string, entry: CheckedEntry): Promise<AppendResult> {
    return this.#alone(room, async () => {
      const meta = await this.#meta(room);
      const last = await readHead(this.#store, room, entry.device);
      if (last && last.counter === entry.counter && last.hash === toText(entry.hash)) {
        return { ok: true, sequence: last.sequence, state: this.#state(meta) };
      }
      // A device that is not known here may begin anywhere: the mailbox may have been emptied.
      const follows =
        !last || (entry.counter === last.counter + 1 && toText(entry.previous) === last.hash);
      if (!follows) {
        return {
          ok: false,
          code: 'wrong-counter',
          expected: { counter: last.counter, hash: last.hash },
        };
      }
      if (!this.#hasRoomFor(meta, entry.bytes.length)) return { ok: false, code: 'quota' };
      const sequence = meta.head + 1;
      const changed: MailboxMeta = {
        ...meta,
        head: sequence,
        entriesBytes: meta.entriesBytes + entry.bytes.length,
        lastUsedMs: this.#nowMs(),
      };
      const head: Head = { counter: entry.counter, hash: toText(entry.hash), sequence };
      await this.#write(room, meta, changed, [
        put(entryKey(room, sequence), joinStored(this.#nowMs(), entry.bytes)),
        putHead(room, entry.device, head),
      ]);
      return { ok: true, sequence, state: this.#state(changed) };
    });
  }

  compact(room: string, snapshot: CheckedSnapshot): Promise<CompactResult> {
    return this.#alone(room, async () => {
      const meta = await this.#meta(room);
      const { sequence } = snapshot;
      if (meta.snapshot?.hash === toText(snapshot.hash))
        return { ok: true, state: this.#state(meta) };
      const replaced = meta.snapshot?.sequence ?? 0;
      const isCurrent = toText(snapshot.replaces) === (meta.snapshot?.hash ?? NO_HASH);
      if (!isCurrent || sequence <= replaced) return { ok: false, code: 'conflict' };
      if (sequence > meta.head) return { ok: false, code: 'wrong-heads' };
      const coveredNow = await readCovered(this.#store, room, replaced, sequence);
      if (!namesAll(snapshot, coveredNow)) return { ok: false, code: 'wrong-heads' };
      let partBytes = 0;
      for (const hash of snapshot.parts) {
        const part = await this.#store.get(partKey(room, hash));
        if (!part) return { ok: false, code: 'missing-part' };
        partBytes += part.length;
      }
      const named = new Set(snapshot.parts);
      const nowMs = this.#nowMs();
      const changed: MailboxMeta = {
        ...meta,
        snapshot: {
          sequence,
          hash: toText(snapshot.hash),
          bytes: snapshot.bytes.length + partBytes,
        },
        entriesBytes: meta.entriesBytes - coveredNow.bytes,
        pendingParts: meta.pendingParts.filter(({ hash }) => !named.has(hash)),
        covered: [
          ...meta.covered,
          { sequence, atMs: nowMs, bytes: coveredNow.bytes + (meta.snapshot?.bytes ?? 0) },
        ],
        lastUsedMs: nowMs,
      };
      if (usedBytes(changed) > this.#limits.mailboxQuotaBytes) return { ok: false, code: 'quota' };
      await this.#write(room, meta, changed, [
        put(snapshotKey(room, sequence), joinStored(nowMs, snapshot.bytes)),
        ...(await adoptHeads(this.#store, room, snapshot)),
      ]);
      const kept = await this.#forgetCovered(room, changed);
      return { ok: true, state: this.#state(kept) };
    });
  }

  putPart(room: string, hash: string, bytes: Buffer): Promise<boolean> {
    return this.#alone(room, async () => {
      const meta = await this.#meta(room);
      if (await this.#store.get(partKey(room, hash))) return true;
      if (!this.#hasRoomFor(meta, bytes.length)) return false;
      const storedAtMs = this.#nowMs();
      const part = { hash, bytes: bytes.length, storedAtMs };
      const changed = { ...meta, pendingParts: [...meta.pendingParts, part] };
      await this.#write(room, meta, changed, [put(partKey(room, hash), bytes)]);
      return true;
    });
  }

  part(room: string, hash: string): Promise<Buffer | undefined> {
    return this.#store.get(partKey(room, hash));
  }

  read(room: string, { after, covered, maxBytes }: ReadOptions): Promise<MailboxPage> {
    return this.#alone(room, async () => {
      const meta = await this.#noteUse(room, await this.#meta(room));
      const snapshot = meta.snapshot?.sequence ?? 0;
      const snapshots: StoredItem[] = [];
      const entries: StoredItem[] = [];
      let bytes = 0;
      if (snapshot > after) {
        const from = snapshotKey(room, covered ? after + 1 : snapshot);
        for await (const [key, value] of this.#store.range(from, snapshotKey(room, snapshot + 1))) {
          snapshots.push(splitStored(sequenceOf(key), value));
          bytes += value.length;
        }
      }
      let next = covered ? after : Math.max(after, snapshot);
      let more = false;
      const end = entryKey(room, meta.head + 1);
      for await (const [key, value] of this.#store.range(entryKey(room, next + 1), end)) {
        if (bytes > 0 && bytes + value.length > maxBytes) {
          more = true;
          break;
        }
        bytes += value.length;
        next = sequenceOf(key);
        entries.push(splitStored(next, value));
      }
      if (!more) next = Math.max(next, meta.head);
      return { state: this.#state(meta), snapshot, snapshots, entries, next, more };
    });
  }

  async sweep(): Promise<void> {
    const rooms: string[] = [];
    let totalBytes = 0;
    for await (const [key, value] of this.#store.range(...META_SECTION)) {
      rooms.push(roomOfMetaKey(key));
      const meta = parseMeta(value);
      totalBytes += usedBytes(meta) + coveredBytes(meta);
    }
    if (this.#store.shared) this.#totalBytes = totalBytes;
    for (const room of rooms) await this.#alone(room, () => this.#sweepRoom(room));
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  async #sweepRoom(room: string): Promise<void> {
    const stored = await this.#store.get(metaKey(room));
    if (!stored) return;
    const meta = this.#remember(parseMeta(stored), stored);
    const nowMs = this.#nowMs();
    const { mailboxKeptForMs, mailboxPartKeptForMs } = this.#limits;
    if (nowMs - meta.lastUsedMs >= mailboxKeptForMs) {
      const deletions: StoreChange[] = [{ type: 'del', key: metaKey(room) }];
      for await (const [key] of this.#store.range(...roomSection(room))) {
        deletions.push({ type: 'del', key });
      }
      await this.#store.write(deletions, { key: metaKey(room), value: stored });
      this.#totalBytes -= usedBytes(meta) + coveredBytes(meta);
      return;
    }
    const stale = meta.pendingParts.filter(
      ({ storedAtMs }) => nowMs - storedAtMs >= mailboxPartKeptForMs,
    );
    const pendingParts = meta.pendingParts.filter((part) => !stale.includes(part));
    const current = stale.length > 0 ? { ...meta, pendingParts } : meta;
    if (current !== meta) {
      const deletions = stale.map(({ hash }) => del(partKey(room, hash)));
      await this.#write(room, meta, current, deletions);
    }
    await this.#forgetCovered(room, current);
  }

  /** Forgets covered entries and replaced snapshots whose time is over, or that take too much. */
  async #forgetCovered(room: string, meta: MailboxMeta): Promise<MailboxMeta> {
    const { mailboxCoveredKeptForMs, mailboxQuotaBytes } = this.#limits;
    const nowMs = this.#nowMs();
    let remainingBytes = coveredBytes(meta);
    const forgotten = meta.covered.filter(({ atMs, bytes }) => {
      const isOver =
        nowMs - atMs >= mailboxCoveredKeptForMs ||
        remainingBytes > COVERED_QUOTAS * mailboxQuotaBytes;
      if (isOver) remainingBytes -= bytes;
      return isOver;
    });
    const last = forgotten.at(-1);
    if (!last) return meta;
    const deletions: StoreChange[] = [];
    const first = entryKey(room, 0);
    for await (const [key] of this.#store.range(first, entryKey(room, last.sequence + 1))) {
      deletions.push(del(key));
    }
    const doomedParts = new Set<string>();
    const keptParts = new Set(meta.pendingParts.map(({ hash }) => hash));
    const allSnapshots = this.#store.range(snapshotKey(room, 0), snapshotKey(room, meta.head + 1));
    for await (const [key, value] of allSnapshots) {
      const isDoomed = sequenceOf(key) < last.sequence;
      if (isDoomed) deletions.push(del(key));
      for (const hash of readSnapshot(splitStored(0, value).bytes)?.parts ?? []) {
        (isDoomed ? doomedParts : keptParts).add(toText(hash));
      }
    }
    for (const hash of doomedParts) {
      if (!keptParts.has(hash)) deletions.push(del(partKey(room, hash)));
    }
    const covered = meta.covered.filter((item) => !forgotten.includes(item));
    const changed = { ...meta, covered };
    await this.#write(room, meta, changed, deletions);
    return changed;
  }

  async #meta(room: string): Promise<MailboxMeta> {
    const stored = await this.#store.get(metaKey(room));
    return stored ? this.#remember(parseMeta(stored), stored) : newMeta(this.#nowMs());
  }

  #remember(meta: MailboxMeta, stored: Buffer): MailboxMeta {
    this.#storedAs.set(meta, stored);
    return meta;
  }

  async #noteUse(room: string, meta: MailboxMeta): Promise<MailboxMeta> {
    const nowMs = this.#nowMs();
    if (meta.head === 0 || nowMs - meta.lastUsedMs < USE_NOTED_EACH_MS) return meta;
    const changed = { ...meta, lastUsedMs: nowMs };
    await this.#write(room, meta, changed, []);
    return changed;
  }

  async #write(
    room: string,
    before: MailboxMeta,
    after: MailboxMeta,
    changes: readonly StoreChange[],
  ): Promise<void> {
    const key = metaKey(room);
    const value = Buffer.from(JSON.stringify(after));
    const guard = { key, value: this.#storedAs.get(before) };
    await this.#store.write([...changes, put(key, value)], guard);
    this.#remember(after, value);
    const grownBytes =
      usedBytes(after) + coveredBytes(after) - usedBytes(before) - coveredBytes(before);
    this.#totalBytes += grownBytes;
  }

  #hasRoomFor(meta: MailboxMeta, bytes: number): boolean {
    const { mailboxQuotaBytes, mailboxTotalBytes } = this.#limits;
    if (usedBytes(meta) + bytes > mailboxQuotaBytes) return false;
    return this.#totalBytes + bytes <= mailboxTotalBytes;
  }

  #state(meta: MailboxMeta): MailboxState {
    return {
      incarnation: meta.head === 0 ? EMPTY_INCARNATION : meta.incarnation,
      head: meta.head,
      usage: {
        usedBytes: usedBytes(meta),
        quotaBytes: this.#limits.mailboxQuotaBytes,
        keptForMs: this.#limits.mailboxKeptForMs,
        durable: this.#store.durable,
      },
    };
  }

  /** Until no other node has come in between. */
  async #again<T>(task: () => Promise<T>): Promise<T> {
    for (let conflicts = 0; ; conflicts += 1) {
      try {
        return await task();
      } catch (error) {
        if (!(error instanceof StoreConflict) || conflicts >= MAX_CONFLICTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * conflicts));
      }
    }
  }

  /** One after the other for each room. */
  #alone<T>(room: string, task: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(room) ?? Promise.resolve();
    const run = (): Promise<T> => this.#again(task);
    const result = before.then(run, run);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    this.#queues.set(room, settled);
    void settled.then(() => {
      if (this.#queues.get(room) === settled) this.#queues.delete(room);
    });
    return result;
  }
}

const put = (key: string, value: Buffer): StoreChange => ({ type: 'put', key, value });
const del = (key: string): StoreChange => ({ type: 'del', key });
const parseMeta = (value: Buffer): MailboxMeta =>
  mailboxMetaSchema.parse(JSON.parse(value.toString()));
