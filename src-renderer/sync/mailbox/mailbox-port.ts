import type { MailboxUsage, StoredItem } from '../../../signaling/protocol.ts';
import type { Unsubscribe } from '../relay/relay-port.ts';

/** One answer of the mailbox: what waits after a sequence, in order. */
export interface MailboxPage {
  readonly incarnation: string;
  /** Last sequence that the mailbox gave. */
  readonly head: number;
  /** Read on after this. */
  readonly next: number;
  readonly more: boolean;
  readonly usage: MailboxUsage;
  readonly items: readonly ({ readonly kind: 'entry' | 'snapshot' } & StoredItem)[];
}

export interface MailboxRefusal {
  readonly ok: false;
  /** One of the protocol's; `not-reached` when the cell was lost meanwhile. */
  readonly code: string;
  readonly message: string;
  /** Of a refused entry: the device's last one as the mailbox has it. */
  readonly expected?: { readonly counter: number; readonly hash: Uint8Array };
  readonly retryAfterMs?: number;
}

export type Stored =
  | {
      readonly ok: true;
      readonly incarnation: string;
      readonly sequence: number;
      readonly usage: MailboxUsage;
    }
  | MailboxRefusal;

export interface MailboxNews {
  readonly incarnation: string;
  readonly head: number;
}

/** A board's mailbox at a cell: requests and their answers. */
export interface MailboxPort {
  /** Whether requests can be made now: the room is entered at a cell that keeps mailboxes. */
  readonly ready: boolean;
  read(after: number): Promise<({ readonly ok: true } & MailboxPage) | MailboxRefusal>;
  append(entry: Uint8Array<ArrayBuffer>): Promise<Stored>;
  compact(snapshot: Uint8Array<ArrayBuffer>): Promise<Stored>;
  /** Stores a part that a snapshot is going to name. */
  storePart(part: Uint8Array<ArrayBuffer>): Promise<{ readonly ok: true } | MailboxRefusal>;
  /** The part, signature first, whose content has this hash. */
  readPart(
    hash: Uint8Array,
  ): Promise<{ readonly ok: true; readonly part: Uint8Array } | MailboxRefusal>;
  /** Something new waits up to `head`, or (null) it became ready. */
  onNews(listener: (news: MailboxNews | null) => void): Unsubscribe;
}
