import type {
  MailboxNews,
  MailboxPort,
  MailboxRefusal,
  Stored,
} from '../../../src-renderer/sync/mailbox/mailbox-port.ts';
import { MemoryMailbox } from '../../../src-renderer/sync/mailbox/testing/memory-mailbox.ts';
import type {
  MemberFrame,
  MemberFrameKind,
  RelayPort,
  RoomMemberInfo,
  Unsubscribe,
} from '../../../src-renderer/sync/relay/relay-port.ts';
import type { SeededRandom } from '../seeded-random.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A session that is not heard of for this long has left. */
const SESSION_MS = 15_000;
const LATENCY_MS_MAX = 120;
/** A reader that is behind gets no frames that a later one replaces. */
const LIVE_LEFT_OUT = 0.15;
const AGAIN = 0.1;
const LAST_FRAMES = 4;

const NOT_REACHED: MailboxRefusal = { ok: false, code: 'not-reached', message: 'not reached' };

/**
 * The room at a cell: numbered frames arrive in order as long as a session lasts, some of them
 * twice after a broken connection; live ones may be left out; a session ends after a while, and
 * then what it was still owed is lost.
 */
export class SimulatedCell {
  readonly mailbox = new MemoryMailbox();
  readonly random: SeededRandom;
  /** Whether it keeps up with everybody, and leaves nothing out. */
  keepsUp = false;
  readonly sessions = new Map<string, CellSession>();

  constructor(random: SeededRandom) {
    this.random = random;
  }

  latencyMs(): number {
    return this.random.between(1, LATENCY_MS_MAX);
  }

  tellMembers(): void {
    for (const session of this.sessions.values()) session.membersChanged();
  }
}

/** One person's session: the port of the relay, and its line, which may be cut. */
export class CellSession implements RelayPort {
  readonly mailboxPort: SimulatedMailboxPort;
  readonly #cell: SimulatedCell;
  readonly #peerId: string;
  readonly #frameListeners = new Set<(frame: MemberFrame) => void>();
  readonly #memberListeners = new Set<() => void>();
  #name = '';
  #reached = false;
  #members = new Map<string, RoomMemberInfo>();
  #outbox: { to: string; bytes: Bytes }[] = [];
  #inbox: MemberFrame[] = [];
  #last: MemberFrame[] = [];
  #dueMs = 0;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(cell: SimulatedCell, peerId: string) {
    this.#cell = cell;
    this.#peerId = peerId;
    this.mailboxPort = new SimulatedMailboxPort(cell);
  }

  get reached(): boolean {
    return this.#reached;
  }

  get members(): ReadonlyMap<string, RoomMemberInfo> {
    return this.#members;
  }

  /** The line to the cell is there, anew or again. */
  connect(): void {
    if (this.#reached) return;
    this.#reached = true;
    clearTimeout(this.#expiry);
    if (this.#name === '' || !this.#cell.sessions.has(this.#name)) {
      this.#name = `${this.#peerId}/${this.#cell.random.between(0, 2 ** 30)}`;
      this.#cell.sessions.set(this.#name, this);
      this.#outbox = [];
      this.#inbox = [];
      this.#last = [];
    }
    this.#cell.tellMembers();
    for (const { to, bytes } of this.#outbox.splice(0)) this.#pass(to, bytes);
    // What had come before the line broke comes again where the cell was not told that it had.
    const again = this.#cell.random.chance(0.5) ? this.#last : [];
    for (const frame of [...again, ...this.#inbox.splice(0)]) this.#deliver(frame);
    this.mailboxPort.setReady(true);
  }

  /** The line broke. The session goes on for a while. */
  disconnect(): void {
    if (!this.#reached) return;
    this.#reached = false;
    this.mailboxPort.setReady(false);
    this.#expiry = setTimeout(() => this.#end(), SESSION_MS);
    this.#tell();
    this.#cell.tellMembers();
  }

  /** The person is gone, with or without a word: the cell keeps the session for a while without. */
  leave(withGoodbye: boolean): void {
    this.#frameListeners.clear();
    this.#memberListeners.clear();
    this.disconnect();
    if (withGoodbye) this.#end();
  }

  send(to: string, kind: MemberFrameKind, bytes: Bytes): void {
    const copy = bytes.slice();
    if (kind === 'live') {
      const leftOut = !this.#cell.keepsUp && this.#cell.random.chance(LIVE_LEFT_OUT);
      if (this.#reached && !leftOut) this.#pass(to, copy);
    } else if (this.#reached) this.#pass(to, copy);
    else this.#outbox.push({ to, bytes: copy });
  }

  bufferedBytes(): number {
    return this.#outbox.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  onFrame(listener: (frame: MemberFrame) => void): Unsubscribe {
    this.#frameListeners.add(listener);
    return () => this.#frameListeners.delete(listener);
  }

  onMembers(listener: () => void): Unsubscribe {
    this.#memberListeners.add(listener);
    return () => this.#memberListeners.delete(listener);
  }

  membersChanged(): void {
    if (!this.#reached) return;
    const others = [...this.#cell.sessions].filter(([, session]) => session !== this);
    this.#members = new Map(
      others.map(([name, session]) => [
        name,
        { session: name, peerId: session.#peerId, connected: session.#reached },
      ]),
    );
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#memberListeners) listener();
  }

  #end(): void {
    clearTimeout(this.#expiry);
    if (this.#cell.sessions.get(this.#name) === this) this.#cell.sessions.delete(this.#name);
    this.#cell.tellMembers();
  }

  #pass(to: string, bytes: Bytes): void {
    const receiver = this.#cell.sessions.get(to);
    const frame = { from: this.#name, bytes };
    if (!receiver) return;
    if (receiver.#reached) receiver.#deliver(frame);
    else receiver.#inbox.push(frame);
  }

  #deliver(frame: MemberFrame): void {
    const nowMs = performance.now();
    this.#dueMs = Math.max(this.#dueMs, nowMs + this.#cell.latencyMs());
    const hand = (): void => {
      if (!this.#reached) {
        this.#inbox.push(frame);
        return;
      }
      this.#last = [...this.#last, frame].slice(-LAST_FRAMES);
      for (const listener of this.#frameListeners) {
        listener({ from: frame.from, bytes: frame.bytes.slice() });
      }
    };
    setTimeout(hand, this.#dueMs - nowMs);
    if (this.#cell.random.chance(AGAIN)) setTimeout(hand, this.#dueMs - nowMs);
  }
}

/** The cell's mailbox over a line that may break between a request and its answer. */
class SimulatedMailboxPort implements MailboxPort {
  ready = false;
  readonly #cell: SimulatedCell;
  readonly #inner: MailboxPort;
  readonly #listeners = new Set<(news: MailboxNews | null) => void>();

  constructor(cell: SimulatedCell) {
    this.#cell = cell;
    this.#inner = cell.mailbox.connect();
    this.#inner.onNews((news) => {
      if (this.ready) for (const listener of this.#listeners) listener(news);
    });
  }

  setReady(ready: boolean): void {
    this.ready = ready;
    if (ready) for (const listener of this.#listeners) listener(null);
  }

  read(after: number) {
    return this.#ask(() => this.#inner.read(after));
  }

  append(entry: Bytes): Promise<Stored> {
    return this.#ask(() => this.#inner.append(entry));
  }

  compact(snapshot: Bytes): Promise<Stored> {
    return this.#ask(() => this.#inner.compact(snapshot));
  }

  storePart(part: Bytes) {
    return this.#ask(() => this.#inner.storePart(part));
  }

  readPart(hash: Uint8Array) {
    return this.#ask(() => this.#inner.readPart(hash));
  }

  onNews(listener: (news: MailboxNews | null) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #ask<T>(request: () => Promise<T>): Promise<T | MailboxRefusal> {
    await this.#wait();
    if (!this.ready) return NOT_REACHED;
    const answer = await request();
    await this.#wait();
    return this.ready ? answer : NOT_REACHED;
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#cell.latencyMs()));
  }
}
