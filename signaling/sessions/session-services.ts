import type { Refusal } from '../guards/client-frame.ts';
import type { MailboxDesk } from '../mailbox/mailbox-desk.ts';
import type { RoomMembers } from '../presence/room-members.ts';
import { verifyProof } from '../presence/room-proof.ts';
import { type RelayHeader, type SessionClientMessage, SIGNAL_CLOSE_CODES } from '../protocol.ts';
import type { Relay } from '../relay/relay.ts';
import type { RoomRegistry } from '../rooms/room-registry.ts';
import { encodeMessage } from './encode-message.ts';
import type { Session } from './session.ts';
import type { SessionHandler } from './session-handler.ts';

type Message<T extends SessionClientMessage['type']> = Extract<SessionClientMessage, { type: T }>;

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
  readonly #find: (id: string) => Session | undefined;

  constructor(options: {
    topics: RoomRegistry<Session>;
    members: RoomMembers;
    relay: Relay;
    mailbox: MailboxDesk;
    /** A session by its public id. */
    find: (id: string) => Session | undefined;
  }) {
    this.#topics = options.topics;
    this.#members = options.members;
    this.#relay = options.relay;
    this.#mailbox = options.mailbox;
    this.#find = options.find;
  }

  onMessage(session: Session, message: SessionClientMessage): Refusal | undefined {
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
      case 'hello':
      case 'authorize':
        // A second hello changes nothing, and in mode `open` there is nothing to authorize.
        break;
    }
    return undefined;
  }

  onFrame(session: Session, frame: Buffer, header: RelayHeader): Refusal | undefined {
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

  onEnd(session: Session): void {
    this.#topics.leaveAll(session);
    this.#members.ended(session);
  }

  #subscribe(session: Session, topics: readonly string[]): void {
    const { maxTopicsPerSocket } = session.limits;
    for (const topic of topics) {
      if (this.#topics.has(topic, session)) continue;
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
    const encode = (clients: number): Buffer =>
      encodeMessage({
        type: 'publish',
        topic,
        data,
        clients,
        ...(session.id === '' ? {} : { from: session.id }),
      });
    if (to === undefined && person === undefined) {
      this.#topics.publish(topic, session, encode);
      return;
    }
    let payload: Buffer | undefined;
    for (const receiver of this.#receivers(topic, to, person)) {
      if (receiver === session) continue;
      payload ??= encode(this.#topics.clients(topic));
      receiver.deliver(payload);
    }
    if (!payload) session.tellError('peer-gone', 'The receiver is not in the room.', topic);
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
