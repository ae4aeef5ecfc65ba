import type { BatchItem, SessionServerMessage } from '../../../../signaling/protocol.ts';

/** Ways to a cell, best first. */
export const RUNGS = ['websocket', 'events', 'long-poll', 'short-poll'] as const;
export type RungName = (typeof RUNGS)[number];

export type ConnectedMessage = Extract<SessionServerMessage, { type: 'connected' }>;

/** What the ways need of the browser; tests bring their own. */
export interface RungEnvironment {
  readonly openSocket: (url: string, protocols: string[]) => WebSocket;
  readonly fetch: typeof fetch;
}

/** A session to go on with. */
export interface SessionTicket {
  readonly session: string;
  readonly secret: string;
}

/** Why a way ended. */
export type RungEnd =
  /**
   * The connection failed or was silent; the session may go on over another. `reason`: the cell's
   * code, where it takes no connection for now.
   */
  | { readonly kind: 'lost'; readonly retryAfterMs?: number; readonly reason?: string }
  /** Polls that are held do not get through, short ones do. */
  | { readonly kind: 'polls-cut' }
  /** The session is over at the cell; a new one has to be opened. */
  | { readonly kind: 'session-gone' }
  /** The cell refused us: its code. */
  | { readonly kind: 'refused'; readonly code: string };

/** What a way tells; after `ended` it tells nothing more. */
export interface RungListener {
  /** The cell answered: at the first time, and before each further answer of a poll. */
  connected(message: ConnectedMessage): void;
  message(message: SessionServerMessage): void;
  frame(frame: Uint8Array<ArrayBuffer>): void;
  /** What came is not of the protocol. */
  garbage(): void;
  /** The cell has the messages up to this number. */
  uploaded(received: number): void;
  /** There is room again for what waits. */
  drained(): void;
  ended(end: RungEnd): void;
}

export interface RungOptions {
  /** http(s) origin of the cell. */
  readonly origin: string;
  readonly environment: RungEnvironment;
  readonly listener: RungListener;
  /** Null: opens a new session. */
  readonly ticket: SessionTicket | null;
  /** A join token, where the cell asks for one. */
  readonly token: string | null;
  /** Number of the last message received over any way. */
  readonly received: () => number;
  /** How long to wait before the next short poll, ms. */
  readonly pollWaitMs: (somethingCame: boolean) => number;
}

/** One way to a cell, open or being opened. */
export interface Rung {
  readonly name: RungName;
  /** Whether more may be written now. */
  readonly hasRoom: boolean;
  /** Bytes taken and not yet sent. */
  readonly waitingBytes: number;
  /** @param number of a numbered message; 0 for one that is not */
  write(item: BatchItem, number: number): void;
  /** Asks for a sign of life: without one within this time the way has ended. */
  probe(timeoutMs: number): void;
  /** Starts no further poll, since the session is about to go on over a better way. */
  hold(): void;
  /** It did not: goes on. */
  release(): void;
  /** Something was sent or happened here: a short poll comes sooner. */
  hurry(): void;
  /** @param leaving also tells the cell that this client goes */
  close(leaving: boolean): void;
}
