import type { KeyedMember, LocalRooms, MemberChange, RoomEvent } from '../bus/remote-rooms.ts';
import type { MailboxDesk } from '../mailbox/mailbox-desk.ts';
import type { RoomMembers } from '../presence/room-members.ts';
import type { Relay } from '../relay/relay.ts';
import type { Session } from '../sessions/session.ts';
import type { SessionServices } from '../sessions/session-services.ts';
import type { RoomRegistry } from './room-registry.ts';

export interface RoomsHereServices {
  readonly relay: Relay;
  readonly desk: MailboxDesk;
  readonly services: SessionServices;
}

/** The rooms of this node, as the other nodes of the cell have to do with them. */
export class RoomsHere implements LocalRooms {
  readonly #topics: RoomRegistry<Session>;
  readonly #members: RoomMembers;
  #services: RoomsHereServices | undefined;

  constructor(topics: RoomRegistry<Session>, members: RoomMembers) {
    this.#topics = topics;
    this.#members = members;
  }

  /** Who delivers what comes; given once, before the first session. */
  serve(services: RoomsHereServices): void {
    this.#services = services;
  }

  onEvent(room: string, event: RoomEvent): void {
    if (event.kind === 'mailbox') this.#services?.desk.onRemoteEntries(room, event);
    else this.#services?.services.onRemoteSignal(room, event);
  }

  onFrame(room: string, frame: Buffer, receiver: string | undefined): void {
    this.#services?.relay.onRemoteFrame(room, frame, receiver);
  }

  onRemoteMember(room: string, change: MemberChange): void {
    this.#members.onRemote(room, change);
  }

  *names(): Iterable<string> {
    yield* this.#topics.names();
    yield* this.#members.names();
  }

  has(room: string): boolean {
    return this.clients(room) > 0 || this.#members.has(room);
  }

  clients(topic: string): number {
    return this.#topics.clients(topic);
  }

  members(room: string): readonly KeyedMember[] {
    return this.#members.listed(room);
  }
}
