import type { KeyObject } from 'node:crypto';
import { bearerToken } from './access/bearer.ts';
import { Gate } from './access/gate.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import type { RedisCluster } from './bus/redis-cluster.ts';
import type { RedisTarget } from './bus/redis-target.ts';
import { NO_REMOTE_ROOMS } from './bus/remote-rooms.ts';
import { CellStartError } from './cell-start-error.ts';
import type { CellRoute } from './http/cell-route.ts';
import type { CellLimits } from './limits.ts';
import { type Logger, messageOf } from './log.ts';
import { MailboxDesk } from './mailbox/mailbox-desk.ts';
import { OrderedMailboxes } from './mailbox/ordered-mailboxes.ts';
import { MemoryStore, type OrderedStore } from './mailbox/ordered-store.ts';
import type { CellFigures } from './metrics/cell-metrics.ts';
import { Counters } from './metrics/counters.ts';
import { metricsRoute } from './metrics/metrics-route.ts';
import { RoomMembers } from './presence/room-members.ts';
import type { CellConfig, IceServer } from './protocol.ts';
import { Relay } from './relay/relay.ts';
import { RoomRegistry } from './rooms/room-registry.ts';
import { RoomsHere } from './rooms/rooms-here.ts';
import type { Session } from './sessions/session.ts';
import { secretHash } from './sessions/session-key.ts';
import { SessionRegistry } from './sessions/session-registry.ts';
import { SessionServices } from './sessions/session-services.ts';
import { type TurnOptions, turnServer } from './turn/turn-credentials.ts';

/** Of all mailboxes together, where they are kept in memory. */
const MEMORY_MAILBOXES_MAX_BYTES = 256 * 1024 * 1024;

/** Who may come in, and what the operator may look at. */
export interface AccessOptions {
  /** Pages of other origins that may use the cell. Default: any. */
  readonly origins?: readonly string[] | 'any';
  /** A proxy in front says whom a request is from. */
  readonly behindProxy?: boolean;
  /** Public keys (Ed25519) of join tokens; without them everybody may come in. */
  readonly tokenKeys?: readonly KeyObject[];
  /** A file with the ids of tokens that count no more, one a line. */
  readonly revocationFile?: string;
  /** Opens the operator's page at /admin. */
  readonly adminToken?: string;
  /** Asked for at /metrics; without it this computer alone may read them. */
  readonly metricsToken?: string;
}

export interface CellServicesOptions extends AccessOptions {
  readonly limits: CellLimits;
  readonly log: Logger;
  readonly iceServers: readonly IceServer[];
  readonly turn?: TurnOptions;
  readonly mailboxStore?: OrderedStore;
  /** Shares rooms and mailboxes with the other nodes that use the same Redis. */
  readonly redis?: RedisTarget;
  /** Where the other nodes reach this one. */
  readonly nodeUrl: () => string;
  readonly connections: () => number;
}

interface Parts {
  readonly counters: Counters;
  readonly gate: Gate;
  readonly sessions: SessionRegistry;
  readonly topics: RoomRegistry<Session>;
  readonly members: RoomMembers;
  readonly mailboxes: OrderedMailboxes;
  readonly desk: MailboxDesk;
  readonly cluster: RedisCluster | undefined;
  /** Whether mailboxes outlive the cell. */
  readonly durable: boolean;
}

/** Everything of a cell that is no network: sessions, rooms, mailboxes, and who may use them. */
export class CellServices {
  readonly sessions: SessionRegistry;
  readonly gate: Gate;
  readonly counters: Counters;
  readonly routes: readonly CellRoute[];
  /** Undefined in a cell of one node. */
  readonly cluster: RedisCluster | undefined;
  readonly #options: CellServicesOptions;
  readonly #parts: Parts;
  readonly #timers: readonly NodeJS.Timeout[];

  private constructor(options: CellServicesOptions, parts: Parts) {
    const { limits, adminToken, metricsToken } = options;
    const { sessions, gate, counters, cluster } = parts;
    this.#options = options;
    this.#parts = parts;
    this.sessions = sessions;
    this.gate = gate;
    this.counters = counters;
    this.cluster = cluster;
    const figures = () => this.figures();
    this.routes = [
      metricsRoute({ token: metricsToken, figures, counters }),
      ...(adminToken === undefined ? [] : adminRoutes({ token: adminToken, figures, counters })),
    ];
    this.#timers = [
      setInterval(() => this.#sweepMailboxes(), limits.mailboxSweepIntervalMs),
      setInterval(() => void this.gate.sweep(), limits.sweepIntervalMs),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** @throws CellStartError when Redis does not answer */
  static async open(options: CellServicesOptions): Promise<CellServices> {
    const { limits, log } = options;
    const counters = new Counters();
    const gate = new Gate({
      limits,
      log,
      origins: options.origins ?? 'any',
      behindProxy: options.behindProxy ?? false,
      tokenKeys: options.tokenKeys,
      revocationFile: options.revocationFile,
      onRefused: (code) => counters.refused(code),
    });
    await gate.sweep();
    let cluster: RedisCluster | undefined;
    const sessions = new SessionRegistry({
      limits,
      log,
      counters,
      isGood: (rights) => gate.isGood(rights),
      onUnknown: (session, secret) => cluster?.tellMoved(session, secretHash(secret)),
    });
    const topics = new RoomRegistry<Session>((topic) => cluster?.rooms.subscribersChanged(topic));
    const members = new RoomMembers(limits.maxRoomMembers);
    const here = new RoomsHere(topics, members);
    try {
      if (options.redis) cluster = await joinCluster(options, options.redis, sessions, here);
      const remote = cluster?.rooms ?? NO_REMOTE_ROOMS;
      members.shareWith(remote);
      const store = cluster?.store ?? options.mailboxStore ?? new MemoryStore();
      const mailboxes = await openMailboxes(store, limits);
      const relay = new Relay(members, remote);
      const desk = new MailboxDesk({ store: mailboxes, members, log, remote });
      const services = new SessionServices({
        topics,
        members,
        relay,
        mailbox: desk,
        remote,
        authorize: (token) => gate.rightsOf(token),
        find: (id) => sessions.byId(id),
      });
      here.serve({ relay, desk, services });
      sessions.use(services);
      const { durable } = store;
      const parts = {
        counters,
        gate,
        sessions,
        topics,
        members,
        mailboxes,
        desk,
        cluster,
        durable,
      };
      return new CellServices(options, parts);
    } catch (error) {
      sessions.end();
      await cluster?.end();
      throw error;
    }
  }

  /** Whether the other nodes can be reached, where there are any. */
  get isConnected(): boolean {
    return this.cluster?.isUp ?? true;
  }

  /** Rooms with at least one session. */
  get rooms(): number {
    const { topics, members } = this.#parts;
    return new Set([...topics.names(), ...members.names()]).size;
  }

  figures(): CellFigures {
    const { members, mailboxes } = this.#parts;
    const { cluster } = this;
    return {
      sockets: this.sessions.sockets,
      sessionsByRung: this.sessions.byRung(),
      rooms: this.rooms,
      members: members.count,
      connections: this.#options.connections(),
      queueBytes: this.sessions.waitingBytes,
      replayBytes: this.sessions.replayBytes,
      mailboxBytes: mailboxes.totalBytes,
      knownAddresses: this.gate.addresses.size,
      maxSockets: this.#options.limits.maxSockets,
      maxMailboxBytes: mailboxes.maxTotalBytes,
      nodes: cluster?.nodes ?? 1,
      ...(cluster
        ? {
            redisUp: cluster.isUp ? 1 : 0,
            redisRoundTripMs: Math.round(cluster.roundTripMs * 1_000) / 1_000,
            sharedRooms: cluster.rooms.size,
            undeliveredToNodes: cluster.rooms.dropped,
          }
        : {}),
    };
  }

  /** What `/v1/config` tells whoever asks; TURN credentials only to those who may come in. */
  async config(
    headers: Parameters<typeof bearerToken>[0],
  ): Promise<Omit<CellConfig, 'product' | 'protocol' | 'protocols'>> {
    const { iceServers, turn, limits } = this.#options;
    const token = bearerToken(headers);
    const mayComeIn =
      !this.gate.isTokenNeeded ||
      (token !== undefined && (await this.gate.rightsOf(token)) !== undefined);
    const withTurn = turn && mayComeIn ? turn : undefined;
    return {
      iceServers: [...iceServers, ...(withTurn ? [turnServer(withTurn)] : [])],
      ...(withTurn ? { iceServersTtlSeconds: withTurn.ttlSeconds } : {}),
      mailbox: {
        quotaBytes: limits.mailboxQuotaBytes,
        keptForMs: limits.mailboxKeptForMs,
        durable: this.#parts.durable,
      },
      ...(this.gate.isTokenNeeded ? { tokenNeeded: true } : {}),
    };
  }

  /** Keeps no timer and no file open. */
  async end(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.sessions.end();
    this.#parts.desk.end();
    await this.cluster?.end();
    await this.#parts.mailboxes.close();
  }

  #sweepMailboxes(): void {
    this.#parts.mailboxes.sweep().catch((error: unknown) => {
      this.#options.log.error('mailboxes not swept', { error: messageOf(error) });
    });
  }
}

function openMailboxes(store: OrderedStore, limits: CellLimits): Promise<OrderedMailboxes> {
  const { mailboxTotalBytes } = limits;
  const isInMemory = !store.durable && !store.shared;
  return OrderedMailboxes.open(store, {
    ...limits,
    mailboxTotalBytes: isInMemory
      ? Math.min(mailboxTotalBytes, MEMORY_MAILBOXES_MAX_BYTES)
      : mailboxTotalBytes,
  });
}

async function joinCluster(
  options: CellServicesOptions,
  target: RedisTarget,
  sessions: SessionRegistry,
  local: RoomsHere,
): Promise<RedisCluster> {
  const { log, nodeUrl, limits } = options;
  // Most cells are one node, and the desktop app's is: they do without the library.
  const { RedisCluster } = await import('./bus/redis-cluster.ts');
  const cluster = await RedisCluster.open({
    target,
    log,
    local,
    url: nodeUrl,
    memberTtlMs: limits.memberTtlMs,
    nodeBeatIntervalMs: limits.nodeBeatIntervalMs,
    mailboxKeptForMs: limits.mailboxKeptForMs,
    startTimeoutMs: limits.redisStartTimeoutMs,
    hasSession: (session) => sessions.byId(session) !== undefined,
    onMoved: (session, hash) => sessions.endMoved(session, hash),
  });
  if (!cluster) throw new CellStartError('no-redis', 'Redis does not answer.');
  return cluster;
}
