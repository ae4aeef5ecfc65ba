import type { SessionClientMessage, SessionServerMessage } from '../../../signaling/protocol.ts';
import type { Unsubscribe } from '../relay/relay-port.ts';

/**
 * A session at a cell, on whichever rung it runs at the moment. What is numbered is delivered once
 * and in order, also over a change of connection, as long as the session lasts.
 */
export interface CellLine {
  /** Our session's id; null while there is none or its connection is lost. */
  readonly session: string | null;
  send(message: SessionClientMessage): void;
  sendFrame(frame: Uint8Array<ArrayBuffer>): void;
  /** Bytes handed over and not yet sent. */
  bufferedBytes(): number;
  /** A new session began (what was entered must be entered again) or the old one goes on. */
  onConnected(listener: (resumed: boolean) => void): Unsubscribe;
  onDisconnected(listener: () => void): Unsubscribe;
  onMessage(listener: (message: SessionServerMessage) => void): Unsubscribe;
  onFrame(listener: (frame: Uint8Array<ArrayBuffer>) => void): Unsubscribe;
}
