import {
  RELAY_HEADER_BYTES,
  readRelayHeader,
  readStoredItem,
  type SessionClientMessage,
  type SessionServerMessage,
  writeRelayFrame,
} from '../../../signaling/protocol.ts';
import { equalBytes, fromBase64Url, toBase64Url } from '../keys/bytes.ts';
import type {
  MailboxNews,
  MailboxPage,
  MailboxPort,
  MailboxRefusal,
  Stored,
} from '../mailbox/mailbox-port.ts';
import type { Unsubscribe } from '../relay/relay-port.ts';
import type { CellLine } from './cell-line.ts';

/** A request without an answer for this long counts as refused. */
export const MAILBOX_TIMEOUT_MS = 30_000;

type Request = 'append' | 'compact' | 'part' | 'read' | 'read-part';
type Answer = SessionServerMessage | Uint8Array | MailboxRefusal;

interface Pending {
  readonly request: Request;
  readonly settle: (answer: Answer) => void;
}

const NOT_REACHED: MailboxRefusal = {
  ok: false,
  code: 'not-reached',
  message: 'the cell is not reached',
};

/** Which message answers which request; a part that is read comes as a frame. */
const ANSWERS: Partial<Record<SessionServerMessage['type'], Request>> = {
  appended: 'append',
  compacted: 'compact',
  'part-stored': 'part',
  'mailbox-page': 'read',
};

/** The mailbox of one room over a session at the cell. One request at a time. */
export class CellMailbox implements MailboxPort {
  readonly #line: CellLine;
  readonly #room: string;
  readonly #roomBytes: Uint8Array;
  readonly #listeners = new Set<(news: MailboxNews | null) => void>();
  readonly #stops: readonly Unsubscribe[];
  #entered = false;
  #pending: Pending | null = null;
  #items: MailboxPage['items'][number][] = [];
  #lastId = 0;

  constructor(line: CellLine, roomId: string) {
    this.#line = line;
    this.#room = roomId;
    this.#roomBytes = fromBase64Url(roomId) ?? new Uint8Array();
    this.#stops = [
      line.onConnected((resumed) => {
        if (resumed) {
          if (this.#entered) this.#tell(null);
          return;
        }
        this.#entered = false;
        this.#pending?.settle(NOT_REACHED);
      }),
      line.onMessage((message) => this.#receive(message)),
      line.onFrame((frame) => this.#receiveFrame(frame)),
    ];
  }

  get ready(): boolean {
    return this.#entered && this.#line.session !== null;
  }

  async read(after: number): Promise<({ readonly ok: true } & MailboxPage) | MailboxRefusal> {
    this.#items = [];
    const id = ++this.#lastId;
    const answer = await this.#ask('read', () =>
      this.#line.send({ type: 'read-mailbox', id, room: this.#room, after }),
    );
    if ('ok' in answer) return answer;
    if (!('type' in answer) || answer.type !== 'mailbox-page') return NOT_REACHED;
    const { incarnation, head, next, more, usage } = answer;
    return { ok: true, incarnation, head, next, more, usage, items: this.#items };
  }

  append(entry: Uint8Array<ArrayBuffer>): Promise<Stored> {
    return this.#store('append', entry);
  }

  compact(snapshot: Uint8Array<ArrayBuffer>): Promise<Stored> {
    return this.#store('compact', snapshot);
  }

  async storePart(part: Uint8Array<ArrayBuffer>): Promise<{ ok: true } | MailboxRefusal> {
    const answer = await this.#ask('part', () => this.#sendFrame('part', part));
    return 'ok' in answer ? answer : { ok: true };
  }

  async readPart(hash: Uint8Array): Promise<{ ok: true; part: Uint8Array } | MailboxRefusal> {
    const id = ++this.#lastId;
    const message: SessionClientMessage = {
      type: 'read-part',
      id,
      room: this.#room,
      hash: toBase64Url(hash),
    };
    const answer = await this.#ask('read-part', () => this.#line.send(message));
    if (answer instanceof Uint8Array) return { ok: true, part: answer };
    return 'ok' in answer ? answer : NOT_REACHED;
  }

  onNews(listener: (news: MailboxNews | null) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.#listeners.clear();
    this.#pending?.settle(NOT_REACHED);
  }

  async #store(kind: 'append' | 'compact', record: Uint8Array<ArrayBuffer>): Promise<Stored> {
    const answer = await this.#ask(kind, () => this.#sendFrame(kind, record));
    if ('ok' in answer) return answer;
    if (!('type' in answer)) return NOT_REACHED;
    if (answer.type !== 'appended' && answer.type !== 'compacted') return NOT_REACHED;
    const { incarnation, sequence, usage } = answer;
    return { ok: true, incarnation, sequence, usage };
  }

  #ask(request: Request, send: () => void): Promise<Answer> {
    if (!this.ready || this.#pending) return Promise.resolve(NOT_REACHED);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#pending?.settle(NOT_REACHED), MAILBOX_TIMEOUT_MS);
      this.#pending = {
        request,
        settle: (answer) => {
          clearTimeout(timer);
          this.#pending = null;
          resolve(answer);
        },
      };
      send();
    });
  }

  #sendFrame(kind: 'append' | 'compact' | 'part', payload: Uint8Array<ArrayBuffer>): void {
    const header = { kind, scope: 'room', room: this.#roomBytes } as const;
    this.#line.sendFrame(writeRelayFrame(header, payload));
  }

  #receive(message: SessionServerMessage): void {
    if (!('room' in message) || message.room !== this.#room) return;
    if (message.type === 'members') {
      this.#entered = true;
      this.#tell(null);
    } else if (message.type === 'mailbox') {
      this.#tell({ incarnation: message.incarnation, head: message.head });
    } else if (message.type === 'mailbox-refused') {
      if (this.#pending?.request === message.request) this.#pending.settle(refusalOf(message));
    } else if (this.#pending && ANSWERS[message.type] === this.#pending.request) {
      this.#pending.settle(message);
    }
  }

  #receiveFrame(frame: Uint8Array<ArrayBuffer>): void {
    const header = readRelayHeader(frame);
    if (!header || !equalBytes(header.room, this.#roomBytes)) return;
    if (header.kind === 'part') {
      if (this.#pending?.request !== 'read-part') return;
      this.#pending.settle(frame.slice(RELAY_HEADER_BYTES));
    } else if (header.kind === 'entry' || header.kind === 'snapshot') {
      const item = readStoredItem(frame);
      if (item) this.#items.push({ kind: header.kind, ...item });
    }
  }

  #tell(news: MailboxNews | null): void {
    for (const listener of this.#listeners) listener(news);
  }
}

function refusalOf(
  message: Extract<SessionServerMessage, { type: 'mailbox-refused' }>,
): MailboxRefusal {
  const { code, message: text, expected, retryAfterSeconds } = message;
  const hash = expected && fromBase64Url(expected.hash);
  return {
    ok: false,
    code,
    message: text,
    ...(expected && hash ? { expected: { counter: expected.counter, hash } } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterMs: retryAfterSeconds * 1_000 }),
  };
}
