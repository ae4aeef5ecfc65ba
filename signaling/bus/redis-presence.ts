import type { ChainableCommander } from 'ioredis';
import { z } from 'zod';
import { memberSchema } from '../protocol.ts';
import type { RedisClient } from './redis-connection.ts';
import type { KeyedMember } from './remote-rooms.ts';
import { parseJson } from './room-messages.ts';

const storedMemberSchema = z.object({ node: z.string(), member: memberSchema, key: z.string() });
export type StoredMember = z.infer<typeof storedMemberSchema>;

export interface RedisPresenceOptions {
  readonly commands: RedisClient;
  readonly node: string;
  /** A member that its node does not renew for this long is gone. */
  readonly expiryMs: number;
}

/** Who is in a room, as Redis has it. */
export interface StoredRoom {
  readonly members: readonly StoredMember[];
  /** Node → sessions subscribed there. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Presence in Redis. For each room a sorted set of its sessions by the time at which they expire, a
 * hash of what is known about them, and a hash of how many are subscribed at each node. Every key
 * ends by itself, and nothing looks for keys by pattern.
 */
export class RedisPresence {
  readonly #commands: RedisClient;
  readonly #node: string;
  readonly #expiryMs: number;

  constructor({ commands, node, expiryMs }: RedisPresenceOptions) {
    this.#commands = commands;
    this.#node = node;
    this.#expiryMs = expiryMs;
  }

  /** Writes, or makes to last longer, everybody whom this node has in a room. */
  async write(room: string, members: readonly KeyedMember[], clients: number): Promise<void> {
    const transaction = this.#commands.multi();
    if (members.length > 0) this.#addMembers(transaction, room, members);
    this.#addCount(transaction, room, clients);
    await transaction.exec();
  }

  async put(room: string, member: KeyedMember): Promise<void> {
    const transaction = this.#commands.multi();
    this.#addMembers(transaction, room, [member]);
    await transaction.exec();
  }

  async putCount(room: string, clients: number): Promise<void> {
    const transaction = this.#commands.multi();
    this.#addCount(transaction, room, clients);
    await transaction.exec();
  }

  /** @returns whether it was there: of all nodes that remove it, one is told so */
  async remove(room: string, session: string): Promise<boolean> {
    const removed = await this.#commands.zrem(expiryKey(room), session);
    if (removed === 1) await this.#commands.hdel(aboutKey(room), session);
    return removed === 1;
  }

  #addMembers(
    transaction: ChainableCommander,
    room: string,
    members: readonly KeyedMember[],
  ): void {
    const expiresAtMs = Date.now() + this.#expiryMs;
    for (const { member, key } of members) {
      const stored: StoredMember = { node: this.#node, member, key };
      transaction.hset(aboutKey(room), member.session, JSON.stringify(stored));
      transaction.zadd(expiryKey(room), expiresAtMs, member.session);
    }
    transaction.pexpire(aboutKey(room), this.#keyTtlMs);
    transaction.pexpire(expiryKey(room), this.#keyTtlMs);
  }

  #addCount(transaction: ChainableCommander, room: string, clients: number): void {
    if (clients === 0) {
      transaction.hdel(clientsKey(room), this.#node);
      return;
    }
    transaction.hset(clientsKey(room), this.#node, clients);
    transaction.pexpire(clientsKey(room), this.#keyTtlMs);
  }

  async forgetNode(room: string, node: string): Promise<void> {
    await this.#commands.hdel(clientsKey(room), node);
  }

  /** Sessions that nobody has renewed. */
  expired(room: string): Promise<string[]> {
    return this.#commands.zrangebyscore(expiryKey(room), '-inf', Date.now());
  }

  async read(room: string): Promise<StoredRoom> {
    const [about, current, counts] = await Promise.all([
      this.#commands.hgetall(aboutKey(room)),
      this.#commands.zrangebyscore(expiryKey(room), Date.now(), '+inf'),
      this.#commands.hgetall(clientsKey(room)),
    ]);
    const members: StoredMember[] = [];
    for (const session of current) {
      const parsed = storedMemberSchema.safeParse(parseJson(about[session] ?? ''));
      if (parsed.success) members.push(parsed.data);
    }
    return {
      members,
      counts: new Map(Object.entries(counts).map(([node, count]) => [node, Number(count)])),
    };
  }

  get #keyTtlMs(): number {
    return 2 * this.#expiryMs;
  }
}

// The braces keep the keys of one room on one server of a Redis cluster.
const expiryKey = (room: string): string => `drawbridge:presence:{${room}}`;
const aboutKey = (room: string): string => `drawbridge:about:{${room}}`;
const clientsKey = (room: string): string => `drawbridge:clients:{${room}}`;
