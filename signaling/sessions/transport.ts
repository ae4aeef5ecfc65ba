import type { SignalCloseCode, SignalErrorCode } from '../protocol.ts';

/** How a client is connected. */
export type Rung = 'websocket' | 'events' | 'poll';

/**
 * One connection that carries a session's messages to its client: the writer of a WebSocket, an
 * event stream, or the answer to a poll. Reading is the affair of whoever made it.
 */
export interface Transport {
  readonly rung: Rung;
  /**
   * Takes one message. The bytes are shared with other receivers and must not be changed.
   * @param number the last number given so far: this message's own, if it has one
   */
  write(payload: Buffer, binary: boolean, number: number): void;
  /** Whether more may be written now. When it turns true again, the session is told `drained`. */
  readonly hasRoom: boolean;
  /** Bytes taken and not yet handed to the network. */
  readonly waitingBytes: number;
  /** Ends it in good order; the client is told the code and the reason where the rung can. */
  close(closeCode: SignalCloseCode, reason: SignalErrorCode): void;
  /** Ends it at once. */
  cut(): void;
  /** Makes sure that a dead connection is noticed; cuts one that already is. */
  probe(): void;
}
