import { type MailboxUsage, readEntry, readSnapshot } from '../../../../signaling/protocol.ts';
import { equalBytes, toBase64Url } from '../../keys/bytes.ts';
import type {
  MailboxNews,
  MailboxPage,
  MailboxPort,
  MailboxRefusal,
  Stored,
} from '../mailbox-port.ts';
import { hashOf, NO_HASH } from '../records.ts';

type Item = MailboxPage['items'][number];

/** Items that one page of the test mailbox has at most: small, so that there are several. */
const PAGE_ITEMS = 3;

/** One room's mailbox in memory, by the protocol's rules and with what a bad cell could do. */
export class MemoryMailbox {
  incarnation = 'first-contents';
  entries: Item[] = [];
  snapshot: Item | null = null;
  readonly parts = new Map<string, Uint8Array>();
  head = 0;
  quotaBytes = Number.MAX_SAFE_INTEGER;
  durable = true;
  readonly #ports = new Set<MemoryMailboxPort>();

  get usage(): MailboxUsage {
    const usedBytes = this.entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
    return { usedBytes, quotaBytes: this.quotaBytes, keptForMs: 1_000, durable: this.durable };
  }

  connect(): MemoryMailboxPort {
    const port = new MemoryMailboxPort(this);
    this.#ports.add(port);
    return port;
  }

  append(bytes: Uint8Array): Stored {
    const entry = readEntry(bytes);
    if (!entry) return refusal('invalid-record');
    if (this.usage.usedBytes + bytes.length > this.quotaBytes) return refusal('quota');
    const last = this.#lastOf(entry.device);
    const expected = last ?? { counter: 0, hash: NO_HASH };
    const next = !last || entry.counter === last.counter + 1;
    if (!next || (last && !equalBytes(entry.previous, last.hash))) {
      return { ...refusal('wrong-counter'), expected };
    }
    this.head += 1;
    this.entries.push({ kind: 'entry', sequence: this.head, storedAtMs: 0, bytes: bytes.slice() });
    this.#tell();
    return this.#stored(this.head);
  }

  compact(bytes: Uint8Array): Stored {
    const snapshot = readSnapshot(bytes);
    if (!snapshot) return refusal('invalid-record');
    const current = this.snapshot ? hashOf(this.snapshot.bytes) : NO_HASH;
    if (!equalBytes(snapshot.replaces, current)) return refusal('conflict');
    if (!snapshot.parts.every((hash) => this.parts.has(toBase64Url(hash)))) {
      return refusal('missing-part');
    }
    const { sequence } = snapshot;
    this.snapshot = { kind: 'snapshot', sequence, storedAtMs: 0, bytes: bytes.slice() };
    this.entries = this.entries.filter((entry) => entry.sequence > sequence);
    this.#tell();
    return this.#stored(sequence);
  }

  page(after: number): { readonly ok: true } & MailboxPage {
    const { snapshot } = this;
    const covering = snapshot && snapshot.sequence > after ? [snapshot] : [];
    const from = covering[0]?.sequence ?? after;
    const waiting = [...covering, ...this.entries.filter(({ sequence }) => sequence > from)];
    const items = waiting.slice(0, PAGE_ITEMS);
    const more = waiting.length > items.length;
    return {
      ok: true,
      incarnation: this.incarnation,
      head: this.head,
      next: more ? (items.at(-1)?.sequence ?? after) : this.head,
      more,
      usage: this.usage,
      items,
    };
  }

  #stored(sequence: number): Stored {
    return { ok: true, incarnation: this.incarnation, sequence, usage: this.usage };
  }

  #lastOf(device: Uint8Array): { counter: number; hash: Uint8Array } | null {
    for (const { bytes } of this.entries.toReversed()) {
      const entry = readEntry(bytes);
      if (entry && equalBytes(entry.device, device)) {
        return { counter: entry.counter, hash: hashOf(bytes) };
      }
    }
    const heads = this.snapshot ? readSnapshot(this.snapshot.bytes)?.heads : undefined;
    return heads?.find((head) => equalBytes(head.device, device)) ?? null;
  }

  #tell(): void {
    // Behind the answer to the request that brought it, as at a cell.
    for (const port of this.#ports) setTimeout(() => port.tell(), 0);
  }
}

export class MemoryMailboxPort implements MailboxPort {
  ready = true;
  /** Requests made through this port. */
  readonly requests: string[] = [];
  readonly #mailbox: MemoryMailbox;
  readonly #listeners = new Set<(news: MailboxNews) => void>();

  constructor(mailbox: MemoryMailbox) {
    this.#mailbox = mailbox;
  }

  async read(after: number) {
    this.requests.push('read');
    return this.#mailbox.page(after);
  }

  async append(entry: Uint8Array): Promise<Stored> {
    this.requests.push('append');
    return this.#mailbox.append(entry);
  }

  async compact(snapshot: Uint8Array): Promise<Stored> {
    this.requests.push('compact');
    return this.#mailbox.compact(snapshot);
  }

  async storePart(part: Uint8Array): Promise<{ ok: true }> {
    this.#mailbox.parts.set(toBase64Url(hashOf(part.subarray(64))), part.slice());
    return { ok: true };
  }

  async readPart(hash: Uint8Array): Promise<{ ok: true; part: Uint8Array } | MailboxRefusal> {
    const part = this.#mailbox.parts.get(toBase64Url(hash));
    return part ? { ok: true, part } : refusal('missing-part');
  }

  onNews(listener: (news: MailboxNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    const { incarnation, head } = this.#mailbox;
    for (const listener of this.#listeners) listener({ incarnation, head });
  }
}

const refusal = (code: string): MailboxRefusal => ({ ok: false, code, message: code });
