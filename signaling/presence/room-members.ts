import type { KeyedMember, MemberChange } from '../bus/remote-rooms.ts';
import { ROOM_MAX_MEMBERS, type RoomMember } from '../protocol.ts';
import { encodeMessage } from '../sessions/encode-message.ts';
import type { Session } from '../sessions/session.ts';
import type { VerifiedProof } from './room-proof.ts';

/** One session in one room. */
export interface Membership {
  readonly session: Session;
  readonly room: string;
  readonly person: string;
  readonly about: string | undefined;
  /** Null: it has not shown that it knows the board's link, so it gets no relay and no mailbox. */
  readonly proof: VerifiedProof | null;
  /** False once it was told as `left`; it still gets what is sent, in case it comes back. */
  readonly listed: boolean;
}

export interface EnterOptions {
  readonly room: string;
  readonly person: string;
  readonly about?: string | undefined;
  readonly proof: VerifiedProof | null;
}

const memberOf = ({ session, person, about }: Membership): RoomMember => ({
  session: session.id,
  person,
  ...(about === undefined ? {} : { about }),
  connected: !session.isLost,
});

/** The same room at the other nodes of the cell. */
export interface MembersElsewhere {
  members(room: string): readonly RoomMember[];
  memberChanged(room: string, type: MemberChange['type'], its: KeyedMember): void;
}

const NOWHERE_ELSE: MembersElsewhere = { members: () => [], memberChanged: () => undefined };

/** Who is in which room, and telling the others so. */
export class RoomMembers {
  readonly #rooms = new Map<string, Map<Session, Membership>>();
  readonly #bySession = new Map<Session, Map<string, Membership>>();
  readonly #maxMembers: number;
  #elsewhere = NOWHERE_ELSE;

  constructor(maxMembers: number = ROOM_MAX_MEMBERS) {
    this.#maxMembers = maxMembers;
  }

  /** Shares the rooms with other nodes; given once, before the first member. */
  shareWith(elsewhere: MembersElsewhere): void {
    this.#elsewhere = elsewhere;
  }

  /** Rooms with at least one member. */
  get size(): number {
    return this.#rooms.size;
  }

  /** Memberships of all rooms. */
  get count(): number {
    let count = 0;
    for (const members of this.#rooms.values()) count += members.size;
    return count;
  }

  has(room: string): boolean {
    return this.#rooms.has(room);
  }

  names(): IterableIterator<string> {
    return this.#rooms.keys();
  }

  membership(session: Session, room: string): Membership | undefined {
    return this.#rooms.get(room)?.get(session);
  }

  /** Everybody in a room, those who may still come back among them. */
  in(room: string): Iterable<Membership> {
    return this.#rooms.get(room)?.values() ?? [];
  }

  roomsOf(session: Session): Iterable<Membership> {
    return this.#bySession.get(session)?.values() ?? [];
  }

  /** In how many rooms a session is. */
  countOf(session: Session): number {
    return this.#bySession.get(session)?.size ?? 0;
  }

  /**
   * Makes a session a member, or changes what it tells about itself.
   * @returns false when the room is full
   */
  enter(session: Session, { room, person, about, proof }: EnterOptions): boolean {
    const members = this.#rooms.get(room) ?? new Map<Session, Membership>();
    const known = members.get(session);
    const size = members.size + this.#elsewhere.members(room).length;
    if (!known && size >= this.#maxMembers) return false;
    const membership: Membership = {
      session,
      room,
      person,
      about,
      // Shown once, a proof holds until the session leaves.
      proof: proof ?? known?.proof ?? null,
      listed: true,
    };
    this.#rooms.set(room, members);
    this.#set(membership);
    this.#tellOthers(membership, 'joined');
    return true;
  }

  leave(session: Session, room: string): void {
    const membership = this.membership(session, room);
    if (!membership) return;
    this.#remove(membership);
    if (membership.listed) this.#tellOthers(membership, 'left');
  }

  /** Tells a session who else is in a room. */
  tellMembers(session: Session, room: string): void {
    const members: RoomMember[] = [];
    for (const membership of this.in(room)) {
      if (membership.listed && membership.session !== session) members.push(memberOf(membership));
    }
    members.push(...this.#elsewhere.members(room));
    session.tell({ type: 'members', room, members: members.slice(0, this.#maxMembers) });
  }

  /** Members here as other nodes see them. */
  listed(room: string): readonly KeyedMember[] {
    const members: KeyedMember[] = [];
    for (const membership of this.in(room)) {
      const { key } = membership.session;
      if (!membership.listed || !key) continue;
      members.push({ member: memberOf(membership), key: key.hash });
    }
    return members;
  }

  /** Tells the members here what happened at another node. */
  onRemote(room: string, change: MemberChange): void {
    let payload: Buffer | undefined;
    for (const { session } of this.in(room)) {
      payload ??= encodeMessage({ ...change, room });
      session.deliver(payload);
    }
  }

  /** Its connection broke. */
  lost(session: Session): void {
    for (const membership of this.roomsOf(session)) {
      if (membership.listed) this.#tellOthers(membership, 'lost');
    }
  }

  /** It did not come back in time. */
  expired(session: Session): void {
    for (const membership of this.roomsOf(session)) {
      if (!membership.listed) continue;
      this.#set({ ...membership, listed: false });
      this.#tellOthers(membership, 'left');
    }
  }

  back(session: Session): void {
    for (const membership of this.roomsOf(session)) {
      const listed = { ...membership, listed: true };
      this.#set(listed);
      this.#tellOthers(listed, 'joined');
    }
  }

  /** It is over. */
  ended(session: Session): void {
    for (const { room } of this.roomsOf(session)) this.leave(session, room);
  }

  #set(membership: Membership): void {
    const { session, room } = membership;
    this.#rooms.get(room)?.set(session, membership);
    const own = this.#bySession.get(session);
    if (own) own.set(room, membership);
    else this.#bySession.set(session, new Map([[room, membership]]));
  }

  #remove({ session, room }: Membership): void {
    const members = this.#rooms.get(room);
    members?.delete(session);
    if (members?.size === 0) this.#rooms.delete(room);
    const own = this.#bySession.get(session);
    own?.delete(room);
    if (own?.size === 0) this.#bySession.delete(session);
  }

  #tellOthers(membership: Membership, type: MemberChange['type']): void {
    const { session, room } = membership;
    const member = memberOf(membership);
    const change: MemberChange =
      type === 'joined' ? { type, member } : { type, session: session.id };
    let payload: Buffer | undefined;
    for (const other of this.in(room)) {
      if (other.session === session) continue;
      payload ??= encodeMessage({ ...change, room });
      other.session.deliver(payload);
    }
    if (session.key) this.#elsewhere.memberChanged(room, type, { member, key: session.key.hash });
  }
}
