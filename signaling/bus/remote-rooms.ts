import type { RoomMember, SignalData } from '../protocol.ts';

/** What happens at one node and concerns the others that have somebody in the same room. */
export type RoomEvent =
  | {
      readonly kind: 'signal';
      readonly data: SignalData;
      /** Session of the sender; empty for a version 1 client. */
      readonly from: string;
      readonly to?: string | undefined;
      readonly person?: string | undefined;
    }
  | { readonly kind: 'mailbox'; readonly incarnation: string; readonly head: number };

/** A member, and what its client can show to prove that it is its own. */
export interface KeyedMember {
  readonly member: RoomMember;
  /** SHA-256 of the session's secret, base64url. */
  readonly key: string;
}

export type MemberChange =
  | { readonly type: 'joined'; readonly member: RoomMember }
  | { readonly type: 'lost' | 'left'; readonly session: string };

/** Rooms as they are at the other nodes of a cell. */
export interface RemoteRooms {
  /** Sessions subscribed to a topic there. */
  clients(topic: string): number;
  /** Members there, as far as they are known. */
  members(room: string): readonly RoomMember[];
  /** Whether somebody there has to do with a room, or may have. */
  isAnybodyIn(room: string): boolean;
  /** Somebody here subscribed to a topic, or no longer. */
  subscribersChanged(topic: string): void;
  /** A member here entered or changed, lost its connection, or is gone. */
  memberChanged(room: string, type: MemberChange['type'], its: KeyedMember): void;
  /** Tells the nodes that have somebody in a room. */
  tell(room: string, event: RoomEvent): void;
  /** @param receiver session or person that it is for; undefined: the room */
  sendFrame(room: string, frame: Buffer, receiver: string | undefined): void;
}

/** A cell of one node. */
export const NO_REMOTE_ROOMS: RemoteRooms = {
  clients: () => 0,
  members: () => [],
  isAnybodyIn: () => false,
  subscribersChanged: () => undefined,
  memberChanged: () => undefined,
  tell: () => undefined,
  sendFrame: () => undefined,
};

/** What comes from other nodes, for those who are here; and who is here. */
export interface LocalRooms {
  onEvent(room: string, event: RoomEvent): void;
  onFrame(room: string, frame: Buffer, receiver: string | undefined): void;
  onRemoteMember(room: string, change: MemberChange): void;
  /** Rooms with a member or a subscriber here. */
  names(): Iterable<string>;
  has(room: string): boolean;
  clients(topic: string): number;
  members(room: string): readonly KeyedMember[];
}
