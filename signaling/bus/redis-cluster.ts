import type { Logger } from '../log.ts';
import { RedisStore } from '../mailbox/redis-store.ts';
import { RedisBus } from './redis-bus.ts';
import { connectRedis } from './redis-connection.ts';
import { RedisRooms } from './redis-rooms.ts';
import type { RedisTarget } from './redis-target.ts';
import type { LocalRooms } from './remote-rooms.ts';

export interface RedisClusterOptions {
  readonly target: RedisTarget;
  readonly log: Logger;
  readonly local: LocalRooms;
  readonly memberTtlMs: number;
  readonly nodeBeatIntervalMs: number;
  readonly mailboxKeptForMs: number;
  readonly startTimeoutMs: number;
  /** Where the other nodes reach this one. */
  readonly url: () => string;
  readonly hasSession: (session: string) => boolean;
  /** The client of a session has come back to another node. */
  readonly onMoved: (session: string, key: string) => void;
}

/** Which node has a session. */
interface Place {
  readonly node: string;
  readonly url: string;
}

const LOCATE_TIMEOUT_MS = 500;
/** Sessions of other nodes whose place is remembered. */
const MAX_PLACES = 10_000;

/** This node among the nodes of a cell that share a Redis. */
export class RedisCluster {
  readonly rooms: RedisRooms;
  readonly store: RedisStore;
  readonly #bus: RedisBus;
  readonly #places = new Map<string, Place>();
  readonly #asked = new Map<string, ((place: Place | undefined) => void)[]>();

  private constructor(bus: RedisBus, store: RedisStore, options: RedisClusterOptions) {
    const { local, log, memberTtlMs, hasSession, url } = options;
    this.#bus = bus;
    this.store = store;
    this.rooms = new RedisRooms({ bus, local, log, memberTtlMs });
    bus.on('nodes', (message) => {
      const { node } = bus;
      if (message.kind === 'who-has') {
        if (!hasSession(message.session)) return;
        const { node: to, session } = message;
        bus.tellNodes({ kind: 'has', node, to, session, url: url() });
      } else if (message.kind === 'has' && message.to === node) {
        this.#answered(message.session, message);
      } else if (message.kind === 'moved') {
        options.onMoved(message.session, message.key);
      }
    });
    bus.on('nodeGone', (node) => this.#forgetNode(node));
  }

  /** @returns undefined when Redis does not answer */
  static async open(options: RedisClusterOptions): Promise<RedisCluster | undefined> {
    const { target, log, nodeBeatIntervalMs, mailboxKeptForMs } = options;
    const bus = new RedisBus({ target, log, beatIntervalMs: nodeBeatIntervalMs });
    const client = connectRedis(target);
    client.on('error', () => {
      // The bus, which is connected in the same way, has told of it.
    });
    const isUp = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), options.startTimeoutMs);
      bus.once('up', () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
    if (!isUp) {
      await bus.end();
      client.disconnect();
      return undefined;
    }
    const store = await RedisStore.open(client, mailboxKeptForMs);
    return new RedisCluster(bus, store, options);
  }

  get isUp(): boolean {
    return this.#bus.isUp;
  }

  /** Nodes, this one included. */
  get nodes(): number {
    return 1 + this.#bus.others;
  }

  get roundTripMs(): number {
    return this.#bus.roundTripMs;
  }

  /** A client came with a session that is not here, and goes on with a new one. */
  tellMoved(session: string, key: string): void {
    this.#bus.tellNodes({ kind: 'moved', node: this.#bus.node, session, key });
  }

  /** @returns the address of the node that has a session */
  async locate(session: string): Promise<string | undefined> {
    const place = this.#places.get(session) ?? (await this.#ask(session));
    return place?.url;
  }

  /** Its node does not have it any more. */
  forgetPlace(session: string): void {
    this.#places.delete(session);
  }

  async end(): Promise<void> {
    this.rooms.end();
    await this.#bus.end();
  }

  #forgetNode(node: string): void {
    for (const [session, its] of this.#places) if (its.node === node) this.#places.delete(session);
  }

  #ask(session: string): Promise<Place | undefined> {
    if (!this.#bus.isUp || this.#bus.others === 0) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const asked = this.#asked.get(session);
      if (asked) {
        asked.push(resolve);
        return;
      }
      this.#asked.set(session, [resolve]);
      this.#bus.tellNodes({ kind: 'who-has', node: this.#bus.node, session });
      setTimeout(() => this.#settle(session, undefined), LOCATE_TIMEOUT_MS).unref();
    });
  }

  #answered(session: string, place: Place): void {
    const [oldest] = this.#places.keys();
    if (this.#places.size >= MAX_PLACES && oldest !== undefined) this.#places.delete(oldest);
    this.#places.set(session, place);
    this.#settle(session, place);
  }

  #settle(session: string, place: Place | undefined): void {
    const asked = this.#asked.get(session);
    this.#asked.delete(session);
    for (const resolve of asked ?? []) resolve(place);
  }
}
