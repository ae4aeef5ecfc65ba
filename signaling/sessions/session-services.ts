import type { Rights } from '../access/rights.ts';
import type { RemoteRooms, RoomEvent } from '../bus/remote-rooms.ts';
import type { Refusal } from '../guards/client-frame.ts';
import type { MailboxDesk } from '../mailbox/mailbox-desk.ts';
import type { RoomMembers } from '../presence/room-members.ts';
import { verifyProof } from '../presence/room-proof.ts';
import {
  type RelayHeader,
  type RelayKind,
  type SessionClientMessage,
  SIGNAL_CLOSE_CODES,
} from '../protocol.ts';
import type { Relay } from '../relay/relay.ts';
import type { RoomRegistry } from '../rooms/room-registry.ts';
import { encodeMessage } from './encode-message.ts';
import type { Session } from './session.ts';
import type { SessionHandler } from './session-handler.ts';

type Message<T extends SessionClientMessage['type']> = Extract<SessionClientMessage, { type: T }>;

type RoomSignal = Extract<RoomEvent, { kind: 'signal' }>;

/** Kinds of frames that change a board. */
const CHANGES: ReadonlySet<RelayKind> = new Set(['document', 'append', 'compact', 'part']);
const UNAUTHORIZED: Refusal = {
  code: 'unauthorized',
  closeCode: SIGNAL_CLOSE_CODES.policyViolation,
};
const isOver = ({ endsAtMs }: Rights): boolean =>
  endsAtMs !== Number.POSITIVE_INFINITY && Date.now() >= endsAtMs;
const NOT_FOR_CLIENTS: Refusal = {
  code: 'invalid-message',
  closeCode: SIGNAL_CLOSE_CODES.policyViolation,
};
const PONG = encodeMessage({ type: 'pong' });

/** Everything that a session can ask for: signaling, membership, relay and mailbox. */
export class SessionServices implements SessionHandler {
  readonly #topics: RoomRegistry<Session>;
  readonly #members: RoomMembers;
  readonly #relay: Relay;
  readonly #mailbox: MailboxDesk;
  readonly #remote: RemoteRooms;
  readonly #authorize: (token: string) => Promise<Rights | undefined>;
  readonly #find: (id: string) => Session | undefined;

  constructor(options: {
    topics: RoomRegistry<Session>;
    members: RoomMembers;
    relay: Relay;
    mailbox: MailboxDesk;
    /** The same rooms at other nodes. */
    remote: RemoteRooms;
    /** What a join token allows; undefined when it is not valid. */
    authorize: (token: string) => Promise<Rights | undefined>;
    /** A session by its public id. */
    find: (id: string) => Session | undefined;
  }) {
    this.#topics = options.topics;
    this.#members = options.members;
    this.#relay = options.relay;
    this.#mailbox = options.mailbox;
    this.#remote = options.remote;
    this.#find = options.find;
    this.#authorize = options.authorize;
  }

  onMessage(session: Session, message: SessionClientMessage): Refusal | undefined {
    if (message.type !== 'authorize' && isOver(session.rights)) return UNAUTHORIZED;
    switch (message.type) {
      case 'subscribe':
        this.#subscribe(session, message.topics);
        break;
      case 'unsubscribe':
        for (const topic of message.topics) this.#topics.leave(topic, session);
        break;
      case 'publish':
        this.#publish(session, message);
        break;
      case 'ping':
        session.acknowledgeAll();
        session.control(PONG);
        break;
      case 'enter':
        this.#enter(session, message);
        break;
      case 'leave':
        this.#members.leave(session, message.room);
        break;
      case 'ack':
        session.acknowledge(message.received);
        break;
      case 'bye':
        session.end(SIGNAL_CLOSE_CODES.normal, 'left');
        break;
      case 'read-mailbox':
        this.#mailbox.read(session, message, this.#members.membership(session, message.room));
        break;
      case 'read-part':
        this.#mailbox.readPart(session, message, this.#members.membership(session, message.room));
        break;
      case 'authorize':
        return this.#renew(session, message.token);
      case 'hello':
        // A second one changes nothing.
        break;
    }
    return undefined;
  }

  onFrame(session: Session, frame: Buffer, header: RelayHeader): Refusal | undefined {
    if (isOver(session.rights)) return UNAUTHORIZED;
    if (CHANGES.has(header.kind) && !session.rights.mayEdit) {
      session.tellError('forbidden', 'This join token is for viewers.');
      return undefined;
    }
    switch (header.kind) {
      case 'live':
      case 'document':
      case 'control':
        return this.#relay.onFrame(session, frame, header);
      case 'append':
      case 'compact':
      case 'part': {
        const room = Buffer.from(header.room).toString('base64url');
        const membership = this.#members.membership(session, room);
        return this.#mailbox.write(session, frame, header.kind, room, membership);
      }
      case 'entry':
      case 'snapshot':
        return NOT_FOR_CLIENTS;
    }
  }

  onLost(session: Session): void {
    this.#members.lost(session);
  }

  onBack(session: Session): void {
    this.#members.back(session);
  }

  onExpired(session: Session): void {
    this.#members.expired(session);
  }

  onResync(session: Session): void {
    for (const { room } of this.#members.roomsOf(session)) {
      this.#members.tellMembers(session, room);
    }
  }

  onRights(session: Session): void {
    const { mayUse } = session.rights;
    for (const topic of this.#topics.of(session)) {
      if (!mayUse(topic)) this.#topics.leave(topic, session);
    }
    for (const { room } of this.#members.roomsOf(session)) {
      if (!mayUse(room)) this.#members.leave(session, room);
    }
  }

  onEnd(session: Session): void {
    this.#topics.leaveAll(session);
    this.#members.ended(session);
  }

  #renew(session: Session, token: string): undefined {
    void this.#authorize(token).then((rights) => {
      if (rights) session.setRights(rights);
      else session.tellError('unauthorized', 'This join token is not valid.');
    });
  }

  #subscribe(session: Session, topics: readonly string[]): void {
    const { maxTopicsPerSocket } = session.limits;
    for (const topic of topics) {
      if (this.#topics.has(topic, session)) continue;
      if (!session.rights.mayUse(topic)) {
        session.tellError('forbidden', 'The join token is for other rooms.', topic);
        continue;
      }
      if (this.#topics.countOf(session) >= maxTopicsPerSocket) {
        session.tellError(
          'too-many-topics',
          `One connection may be in ${maxTopicsPerSocket} rooms at most.`,
        );
        return;
      }
      this.#topics.join(topic, session);
    }
  }

  #publish(session: Session, { topic, data, to, person }: Message<'publish'>): void {
    if (!this.#topics.has(topic, session)) {
      // Not a reason to close: y-webrtc encrypts before it sends, and may have left meanwhile.
      session.tellError(
        'not-subscribed',
        'Only a room that this connection is in takes its messages.',
      );
      return;
    }
    const signal: RoomSignal = { kind: 'signal', data, from: session.id, to, person };
    const delivered = this.#signal(topic, signal, session);
    if (to === undefined && person === undefined) {
      this.#remote.tell(topic, signal);
      return;
    }
    const isDone = person === undefined && delivered > 0;
    const isElsewhere = !isDone && this.#remote.isAnybodyIn(topic);
    if (isElsewhere) this.#remote.tell(topic, signal);
    if (delivered === 0 && !isElsewhere) {
      session.tellError('peer-gone', 'The receiver is not in the room.', topic);
    }
  }

  /** What somebody at another node published. */
  onRemoteSignal(topic: string, signal: RoomSignal): void {
    this.#signal(topic, signal);
  }

  /** @returns how many here got it */
  #signal(topic: string, { data, from, to, person }: RoomSignal, sender?: Session): number {
    const encode = (clients: number): Buffer =>
      encodeMessage({
        type: 'publish',
        topic,
        data,
        clients: clients + this.#remote.clients(topic),
        ...(from === '' ? {} : { from }),
      });
    if (to === undefined && person === undefined) {
      return this.#topics.publish(topic, sender, encode);
    }
    let payload: Buffer | undefined;
    let delivered = 0;
    for (const receiver of this.#receivers(topic, to, person)) {
      if (receiver === sender) continue;
      payload ??= encode(this.#topics.clients(topic));
      receiver.deliver(payload);
      delivered += 1;
    }
    return delivered;
  }

  /** Sessions in the room that are this session, or this person's. */
  *#receivers(room: string, to?: string, person?: string): Iterable<Session> {
    const one = to === undefined ? undefined : this.#find(to);
    const isIn = one && (this.#topics.has(room, one) || this.#members.membership(one, room));
    if (one && isIn) yield one;
    if (person === undefined) return;
    for (const membership of this.#members.in(room)) {
      if (membership.person === person && membership.session !== one) yield membership.session;
    }
  }

  #enter(session: Session, { room, person, about, proof }: Message<'enter'>): void {
    if (!session.rights.mayUse(room)) {
      session.tellError('forbidden', 'The join token is for other rooms.', room);
      return;
    }
    const verified = proof ? verifyProof(room, proof) : null;
    if (verified === undefined) {
      session.tellError('bad-proof', 'The proof is not that of this room.', room);
      return;
    }
    const isNew = this.#members.membership(session, room) === undefined;
    if (isNew && this.#members.countOf(session) >= session.limits.maxTopicsPerSocket) {
      session.tellError(
        'too-many-topics',
        `One connection may be in ${session.limits.maxTopicsPerSocket} rooms at most.`,
        room,
      );
      return;
    }
    if (!this.#members.enter(session, { room, person, about, proof: verified })) {
      session.tellError('room-full', 'This room has as many members as it can have.', room);
      return;
    }
    if (isNew) this.#members.tellMembers(session, room);
  }
}
