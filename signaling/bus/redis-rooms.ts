import { type Logger, messageOf } from '../log.ts';
import { type RoomMember, readRelayHeader } from '../protocol.ts';
import type { RedisBus } from './redis-bus.ts';
import { RedisPresence } from './redis-presence.ts';
import type {
  KeyedMember,
  LocalRooms,
  MemberChange,
  RemoteRooms,
  RoomEvent,
} from './remote-rooms.ts';
import {
  type ReadRoomMessage,
  type RoomMessage,
  readRoomMessage,
  writeRoomFrame,
  writeRoomMessage,
} from './room-messages.ts';
import { WaitingMessages } from './waiting-messages.ts';

export interface RedisRoomsOptions {
  readonly bus: RedisBus;
  readonly local: LocalRooms;
  readonly log: Logger;
  /** Silence after which a member's own node tells it as left. */
  readonly memberTtlMs: number;
}

/** What this node knows is renewed this often, */
const RENEW_SHARE_OF_TTL = 1 / 6;
/** and is over this long after its node is: earlier than the member would be told as left there. */
const EXPIRY_SHARE_OF_TTL = 2 / 3;
const ROOM_CHANNEL = 'drawbridge:room:';
const WAITING_LIMITS = { maxMessages: 1_000, maxBytes: 8 * 1024 * 1024, maxAgeMs: 5_000 };

interface RemoteMember extends KeyedMember {
  readonly node: string;
  readonly sinceMs: number;
}

interface Room {
  readonly members: Map<string, RemoteMember>;
  /** Node → sessions subscribed there. */
  readonly counts: Map<string, number>;
  /** Whether what is said there reaches this node, and what is said here may go out. */
  isListening: boolean;
  /** Whether who is there is known. */
  isLoaded: boolean;
}

/**
 * Rooms that several nodes have somebody in. A node listens to a room's channel only while somebody
 * here is in it. It listens first, then writes down and tells who is here, then reads who is there:
 * of two nodes that do so at once, each learns of the other.
 */
export class RedisRooms implements RemoteRooms {
  readonly #options: RedisRoomsOptions;
  readonly #presence: RedisPresence;
  readonly #rooms = new Map<string, Room>();
  readonly #waiting = new WaitingMessages(WAITING_LIMITS);
  readonly #renewMs: number;
  readonly #timer: NodeJS.Timeout;
  #upSinceMs = 0;
  #isRenewing = false;

  constructor(options: RedisRoomsOptions) {
    const { bus, memberTtlMs } = options;
    this.#options = options;
    this.#renewMs = memberTtlMs * RENEW_SHARE_OF_TTL;
    this.#presence = new RedisPresence({
      commands: bus.commands,
      node: bus.node,
      expiryMs: memberTtlMs * EXPIRY_SHARE_OF_TTL,
    });
    bus.on('message', (channel, node, body) => {
      const message = readRoomMessage(body);
      const room = channel.slice(ROOM_CHANNEL.length);
      if (message) this.#received(room, node, message);
    });
    bus.on('nodes', (message) => {
      if (message.kind === 'moved') this.#moved(message.session, message.key);
    });
    bus.on('nodeGone', (node) => this.#nodeGone(node));
    bus.on('down', () => this.#onDown());
    bus.on('up', () => this.#onUp());
    if (bus.isUp) this.#onUp();
    this.#timer = setInterval(() => void this.#renew(), this.#renewMs);
    this.#timer.unref();
  }

  /** Rooms that this node listens to. */
  get size(): number {
    return this.#rooms.size;
  }

  /** Messages to other nodes that were given up. */
  get dropped(): number {
    return this.#waiting.dropped;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  clients(topic: string): number {
    let count = 0;
    for (const its of this.#rooms.get(topic)?.counts.values() ?? []) count += its;
    return count;
  }

  members(room: string): readonly RoomMember[] {
    return [...(this.#rooms.get(room)?.members.values() ?? [])].map(({ member }) => member);
  }

  isAnybodyIn(room: string): boolean {
    const known = this.#rooms.get(room);
    return (
      known !== undefined && (!known.isLoaded || known.members.size > 0 || known.counts.size > 0)
    );
  }

  subscribersChanged(topic: string): void {
    const room = this.#rooms.get(topic);
    const count = this.#options.local.clients(topic);
    if (room?.isListening) {
      this.#options.bus.run(this.#presence.putCount(topic, count), 'count not written');
      this.#publish(topic, { kind: 'count', count });
    }
    if (!room && count > 0) this.#open(topic);
    else this.#forgetIfUnused(topic);
  }

  memberChanged(room: string, type: MemberChange['type'], its: KeyedMember): void {
    const { bus } = this.#options;
    const known = this.#rooms.get(room);
    if (!known) {
      if (type !== 'left') this.#open(room);
      return;
    }
    const { session } = its.member;
    if (known.isListening) {
      if (type === 'left') bus.run(this.#presence.remove(room, session), 'member not removed');
      else bus.run(this.#presence.put(room, its), 'member not written');
      this.#publish(room, type === 'joined' ? { kind: type, ...its } : { kind: type, session });
    }
    this.#forgetIfUnused(room);
  }

  tell(room: string, event: RoomEvent): void {
    if (this.isAnybodyIn(room)) this.#send(room, writeRoomMessage(event));
  }

  sendFrame(room: string, frame: Buffer, receiver: string | undefined): void {
    if (!this.isAnybodyIn(room)) return;
    const isLive = readRelayHeader(frame)?.kind === 'live';
    if (isLive && !this.#rooms.get(room)?.isListening) return;
    this.#send(room, writeRoomFrame(frame, receiver));
  }

  /** What may wait a moment for a room that is not listened to yet, or no longer. */
  #send(room: string, body: Buffer): void {
    if (this.#rooms.get(room)?.isListening) this.#options.bus.publish(ROOM_CHANNEL + room, body);
    else this.#waiting.push(room, body);
  }

  #publish(room: string, message: RoomMessage): void {
    this.#options.bus.publish(ROOM_CHANNEL + room, writeRoomMessage(message));
  }

  #write(room: string): void {
    const { local, bus } = this.#options;
    bus.run(
      this.#presence.write(room, local.members(room), local.clients(room)),
      'presence not written',
    );
  }

  #open(name: string): void {
    const room: Room = {
      members: new Map(),
      counts: new Map(),
      isListening: false,
      isLoaded: false,
    };
    this.#rooms.set(name, room);
    if (this.#options.bus.isUp) void this.#listen(name, room);
  }

  async #listen(name: string, room: Room): Promise<void> {
    const { bus, local, log } = this.#options;
    try {
      await bus.listenTo(ROOM_CHANNEL + name);
      if (this.#rooms.get(name) !== room) return;
      room.isListening = true;
      this.#write(name);
      for (const member of local.members(name)) this.#publish(name, { kind: 'joined', ...member });
      const count = local.clients(name);
      if (count > 0) this.#publish(name, { kind: 'count', count });
      for (const body of this.#waiting.take(name)) bus.publish(ROOM_CHANNEL + name, body);
      await this.#load(name, room);
    } catch (error) {
      // When Redis is back, `up` begins anew.
      if (bus.isUp) log.warn('room not shared', { error: messageOf(error) });
    }
  }

  async #load(name: string, room: Room): Promise<void> {
    const { bus } = this.#options;
    const { members, counts } = await this.#presence.read(name);
    if (this.#rooms.get(name) !== room) return;
    for (const { node, member, key } of members) {
      if (node === bus.node || room.members.has(member.session)) continue;
      bus.suppose(node);
      this.#joined(name, room, node, { member, key });
    }
    for (const [node, count] of counts) {
      if (node === bus.node) continue;
      bus.suppose(node);
      room.counts.set(node, count);
    }
    room.isLoaded = true;
  }

  #forgetIfUnused(name: string): void {
    const room = this.#rooms.get(name);
    if (!room || this.#options.local.has(name)) return;
    this.#rooms.delete(name);
    if (room.isListening) this.#options.bus.forget(ROOM_CHANNEL + name);
  }

  #received(name: string, node: string, message: ReadRoomMessage): void {
    const room = this.#rooms.get(name);
    if (!room) return;
    const { local } = this.#options;
    switch (message.kind) {
      case 'frame':
        local.onFrame(name, message.frame, message.receiver);
        return;
      case 'count':
        if (message.count === 0) room.counts.delete(node);
        else room.counts.set(node, message.count);
        return;
      case 'joined':
        this.#joined(name, room, node, message);
        return;
      case 'lost':
        this.#lost(name, room, message.session);
        return;
      case 'left':
        this.#left(name, room, message.session);
        this.#contradict(name, message.session);
        return;
      case 'signal':
      case 'mailbox':
        local.onEvent(name, message);
    }
  }

  #joined(name: string, room: Room, node: string, { member, key }: KeyedMember): void {
    const known = room.members.get(member.session);
    room.members.set(member.session, { node, member, key, sinceMs: performance.now() });
    const isNews = !known || JSON.stringify(known.member) !== JSON.stringify(member);
    if (isNews) this.#options.local.onRemoteMember(name, { type: 'joined', member });
  }

  #lost(name: string, room: Room, session: string): void {
    const known = room.members.get(session);
    if (!known?.member.connected) return;
    room.members.set(session, { ...known, member: { ...known.member, connected: false } });
    this.#options.local.onRemoteMember(name, { type: 'lost', session });
  }

  #left(name: string, room: Room, session: string): void {
    if (!room.members.delete(session)) return;
    this.#options.local.onRemoteMember(name, { type: 'left', session });
  }

  /** Another node gave up a member that is still here: this one was silent for too long. */
  #contradict(room: string, session: string): void {
    const own = this.#options.local.members(room).find((its) => its.member.session === session);
    if (!own) return;
    this.#write(room);
    this.#publish(room, { kind: 'joined', ...own });
  }

  #nodeGone(node: string): void {
    for (const [name, room] of this.#rooms) {
      if (room.counts.delete(node)) {
        this.#options.bus.run(this.#presence.forgetNode(name, node), 'node not forgotten');
      }
      for (const [session, its] of room.members) {
        if (its.node === node) this.#lost(name, room, session);
      }
    }
  }

  /** Its client is somewhere else now, and its own node may be gone. */
  #moved(session: string, key: string): void {
    for (const [name, room] of this.#rooms) {
      if (room.members.get(session)?.key !== key) continue;
      this.#options.bus.run(this.#removeForAll(name, room, session), 'member not removed');
    }
  }

  async #removeForAll(name: string, room: Room, session: string): Promise<void> {
    if (!(await this.#presence.remove(name, session))) return;
    this.#publish(name, { kind: 'left', session });
    this.#left(name, room, session);
  }

  #onDown(): void {
    for (const room of this.#rooms.values()) {
      room.isListening = false;
      room.isLoaded = false;
    }
  }

  /** Redis is there (again). */
  #onUp(): void {
    this.#upSinceMs = performance.now();
    for (const name of this.#options.local.names()) {
      if (!this.#rooms.has(name)) this.#open(name);
    }
    for (const [name, room] of this.#rooms) {
      this.#forgetIfUnused(name);
      if (this.#rooms.has(name) && !room.isListening) void this.#listen(name, room);
    }
  }

  /** Makes to last what is here, and ends what nobody has made to last. */
  async #renew(): Promise<void> {
    const { bus, local, log } = this.#options;
    if (!bus.isUp || this.#isRenewing) return;
    this.#isRenewing = true;
    try {
      for (const [name, room] of this.#rooms) {
        if (!room.isListening) continue;
        await this.#presence.write(name, local.members(name), local.clients(name));
        for (const session of await this.#presence.expired(name)) {
          await this.#removeForAll(name, room, session);
        }
        if (room.members.size > 0) await this.#reconcile(name, room);
      }
    } catch (error) {
      if (bus.isUp) log.warn('presence not renewed', { error: messageOf(error) });
    } finally {
      this.#isRenewing = false;
    }
  }

  /** A `left` may have been said while Redis was away; the others get time to come back first. */
  async #reconcile(name: string, room: Room): Promise<void> {
    const settledMs = performance.now() - 2 * this.#renewMs;
    if (this.#upSinceMs > settledMs) return;
    const { members } = await this.#presence.read(name);
    const current = new Set(members.map(({ member }) => member.session));
    for (const [session, { sinceMs }] of room.members) {
      if (sinceMs < settledMs && !current.has(session)) this.#left(name, room, session);
    }
  }
}
