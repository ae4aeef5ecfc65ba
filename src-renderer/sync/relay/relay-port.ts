import type { RelayKind } from '../../../signaling/protocol.ts';

/** Takes a listener away again. */
export type Unsubscribe = () => void;

/** What members of a room send to each other; see `RELAY_KINDS` for what the cell does with it. */
export type MemberFrameKind = Extract<RelayKind, 'live' | 'document' | 'control'>;

/** One message that somebody in the room sent to us through the cell. */
export interface MemberFrame {
  /** The sender's session, put there by the cell. */
  readonly from: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Another session in the room, as the cell tells it. */
export interface RoomMemberInfo {
  readonly session: string;
  /** y-webrtc's id of the same page, out of what it told about itself; null when it told nothing. */
  readonly peerId: string | null;
  /** False while its connection to the cell is lost. */
  readonly connected: boolean;
}

/**
 * The room at the cell as the relay sees it: who is in it, and bytes carried from one to another, in
 * order. Whether a WebSocket, an event stream or polling carries them is not known above.
 */
export interface RelayPort {
  /** Whether the cell is reached at the moment. */
  readonly reached: boolean;
  /** The others in the room, by session, as last told; while the cell is not reached it may be old. */
  readonly members: ReadonlyMap<string, RoomMemberInfo>;
  /** `document` and `control` arrive or the session ends; `live` may be left out. */
  send(to: string, kind: MemberFrameKind, bytes: Uint8Array<ArrayBuffer>): void;
  /** Bytes handed over and not yet sent, of all that goes to the cell. */
  bufferedBytes(): number;
  onFrame(listener: (frame: MemberFrame) => void): Unsubscribe;
  onMembers(listener: () => void): Unsubscribe;
}
