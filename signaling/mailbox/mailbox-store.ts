import type { DeviceHead, MailboxUsage, StoredItem } from '../protocol.ts';

/** An entry whose signatures were checked. */
export interface CheckedEntry {
  /** base64url. */
  readonly device: string;
  readonly counter: number;
  /** Hash of the device's previous entry. */
  readonly previous: Uint8Array;
  readonly hash: Buffer;
  readonly bytes: Buffer;
}

/** A snapshot whose signatures were checked. */
export interface CheckedSnapshot {
  readonly sequence: number;
  readonly replaces: Uint8Array;
  readonly heads: readonly DeviceHead[];
  /** Hashes of its parts, base64url. */
  readonly parts: readonly string[];
  readonly hash: Buffer;
  readonly bytes: Buffer;
}

/** A mailbox as everybody sees it. */
export interface MailboxState {
  readonly incarnation: string;
  /** Last sequence given. */
  readonly head: number;
  readonly usage: MailboxUsage;
}

export type AppendResult =
  | { readonly ok: true; readonly sequence: number; readonly state: MailboxState }
  | {
      readonly ok: false;
      readonly code: 'wrong-counter';
      readonly expected: { readonly counter: number; readonly hash: string };
    }
  | { readonly ok: false; readonly code: 'quota' };

export type CompactResult =
  | { readonly ok: true; readonly state: MailboxState }
  | {
      readonly ok: false;
      readonly code: 'conflict' | 'wrong-heads' | 'missing-part' | 'quota';
    };

export interface ReadOptions {
  readonly after: number;
  readonly covered: boolean;
  readonly maxBytes: number;
}

export interface MailboxPage {
  readonly state: MailboxState;
  /** Sequence that the current snapshot covers; 0 = none. */
  readonly snapshot: number;
  readonly snapshots: readonly StoredItem[];
  readonly entries: readonly StoredItem[];
  /** Read on after this. */
  readonly next: number;
  readonly more: boolean;
}

/**
 * Where mailboxes are kept. Every method is atomic for its room, and what it has answered with `ok`
 * is written.
 */
export interface MailboxStore {
  append(room: string, entry: CheckedEntry): Promise<AppendResult>;
  compact(room: string, snapshot: CheckedSnapshot): Promise<CompactResult>;
  /** @returns false when the quota is used up */
  putPart(room: string, hash: string, bytes: Buffer): Promise<boolean>;
  part(room: string, hash: string): Promise<Buffer | undefined>;
  read(room: string, options: ReadOptions): Promise<MailboxPage>;
  /** Forgets what has expired. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}
