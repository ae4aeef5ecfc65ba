import type { ChangeStages } from './holdings/own-changes.ts';

/**
 * What the interface may say about people and changes. Built from open links and acknowledged
 * state vectors only, never from hopes (see session/status-of.ts).
 */

/** Names of the 16 colours that people get; the interface maps them to values. */
export const PERSON_COLORS = [
  'red',
  'orange',
  'amber',
  'yellow',
  'lime',
  'green',
  'emerald',
  'teal',
  'cyan',
  'sky',
  'blue',
  'indigo',
  'violet',
  'purple',
  'pink',
  'brown',
] as const;
export type PersonColor = (typeof PERSON_COLORS)[number];

export type ConnectionState =
  /** `people` others have an open link whose right to write is proven or who are view-only. */
  | { readonly kind: 'live'; readonly people: number }
  | { readonly kind: 'connecting' }
  /** The cell cannot be reached; the next try starts at `retryAtMs` (ms since the epoch). */
  | { readonly kind: 'reconnecting'; readonly retryAtMs: number }
  | { readonly kind: 'offline'; readonly pendingChanges: number }
  /** The cell answers and does not take us, for the reason `code` (one of its protocol's). */
  | { readonly kind: 'refused'; readonly code: string; readonly retryAtMs: number }
  /** Connected to the cell, and nobody else is announced in the room. */
  | { readonly kind: 'alone' }
  /** This board was never shared, or has no cell: it lives here only. */
  | { readonly kind: 'local' };

/** How a link runs, the better ones first: directly, over a TURN server, or through the cell. */
export const LINK_ROUTES = ['direct', 'turn', 'relay'] as const;
export type LinkRoute = (typeof LINK_ROUTES)[number];

export interface PersonStatus {
  readonly personId: string;
  readonly name: string;
  readonly color: PersonColor;
  readonly initials: string;
  readonly self: boolean;
  readonly state: 'live' | 'connecting' | 'unreachable';
  /** How the link to this person runs. */
  readonly rung: LinkRoute | 'none';
  /** Whether this person's copy covers every change that ours has. */
  readonly holdsAll: boolean;
  /** How many of our own changes this person's copy is not known to hold. */
  readonly lacks: number;
  /** Shown without the right to write: no valid proof came. */
  readonly viewOnly: boolean;
  readonly tool: string | null;
}

export type StorageStatus =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ok' }
  | {
      readonly kind: 'failed';
      readonly code: 'quota' | 'blocked' | 'unavailable' | 'write-failed';
      readonly message: string;
    };

export type CellProblemCode =
  | 'unreachable'
  | 'refused'
  | 'bad-answer'
  | 'not-a-cell'
  | 'newer-protocol'
  | 'insecure-address';

export interface CellStatus {
  readonly origin: string | null;
  readonly problem: { readonly code: CellProblemCode; readonly message: string } | null;
}

/** Something about the mailbox that the person should know. */
export type MailboxProblem =
  /** The cell shows less than it once had; what is missing was put in again. */
  | 'rolled-back'
  /** Entries are missing in the middle. */
  | 'gap'
  | 'quota'
  /** A change is larger than a cell takes. */
  | 'too-large'
  | 'refused';

/** The cell's encrypted copy of this board's changes, for people who are never there together. */
export interface MailboxStatus {
  readonly holdsAll: boolean;
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** The mailbox is emptied when nobody uses it for this long. */
  readonly keptForMs: number;
  /** False where the cell forgets it when it restarts. */
  readonly durable: boolean;
  readonly problem: MailboxProblem | null;
}

/** What closing this window now would mean for changes made here. */
export type Closing =
  /** Each of them is held by somebody else, or there is none. */
  | { readonly kind: 'safe' }
  /** Nobody else holds `changes` of them, and somebody is about to: a moment more, and it is safe. */
  | { readonly kind: 'on-the-way'; readonly changes: number }
  /** They are stored here, and nobody is there to take them. */
  | { readonly kind: 'kept-here'; readonly changes: number }
  /** They are nowhere but in this window: storage has failed. */
  | { readonly kind: 'lost'; readonly changes: number };

export interface SyncStatus {
  readonly connection: ConnectionState;
  /** Others in the room, each person once; not ourselves. */
  readonly people: readonly PersonStatus[];
  /** People announced in the room for 8 s or longer to whom no direct link could be made. */
  readonly unreachable: number;
  /** `all` of the `of` linked people hold every change that this copy has. */
  readonly heldBy: { readonly all: number; readonly of: number };
  /** Null where the cell keeps none, or before it was read. */
  readonly mailbox: MailboxStatus | null;
  /** Changes made here that no other copy is known to hold. */
  readonly pendingChanges: number;
  /** How far the changes made here have come. */
  readonly stages: ChangeStages;
  readonly closing: Closing;
  readonly storage: StorageStatus;
  readonly cell: CellStatus;
}

/** Things worth telling once; the interface words them. */
export type SyncNotice =
  | { readonly code: 'peer-sent-garbage'; readonly name: string }
  | { readonly code: 'peer-newer-protocol'; readonly name: string }
  | { readonly code: 'peer-older-protocol'; readonly name: string }
  /** Somebody could not show to be who was claimed: a go-between, or a recording played back. */
  | { readonly code: 'peer-not-proven' }
  /** Another copy has the same changes and shows something else: one of the two was damaged. */
  | { readonly code: 'copies-differ'; readonly name: string }
  /** A part of what is stored of the board here cannot be read; it is kept apart. */
  | { readonly code: 'stored-part-damaged' }
  /** The board is open in another window, so that its copy here could not be put aside. */
  | { readonly code: 'open-elsewhere' }
  | { readonly code: 'room-wrong-secret' }
  | { readonly code: 'cell-sent-garbage' };
