/** Takes a listener away again. */
export type Unsubscribe = () => void;

/**
 * `document` frames are signed by the edit key, for the cell to check, and never dropped; `live` ones
 * are not signed, and the cell may leave some out for a reader that is too slow.
 */
export type RelayKind = 'document' | 'live';

/** One message that somebody in the room sent to us through the cell. */
export interface RelayFrame {
  /** The sender's address in the room, put there by the cell. */
  readonly from: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The cell as the relay sees it: addresses of who is in the room, and bytes carried from one to
 * another, in order while both stay. Whether a WebSocket, an event stream or polling carries them is
 * not known above.
 */
export interface RelayPort {
  /** Addresses of the others in the room; empty while the cell is not reached. */
  readonly members: ReadonlySet<string>;
  /** @returns false when it could not be handed over: the cell is not reached. */
  send(to: string, kind: RelayKind, bytes: Uint8Array<ArrayBuffer>): boolean;
  /** Bytes handed over and not yet sent, of all that goes to the cell. */
  bufferedBytes(): number;
  onFrame(listener: (frame: RelayFrame) => void): Unsubscribe;
  onMembers(listener: () => void): Unsubscribe;
  /** There is room again. */
  onDrain(listener: () => void): Unsubscribe;
}
