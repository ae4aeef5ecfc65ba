import type { KeyObject } from 'node:crypto';
import { bearerToken } from './access/bearer.ts';
import { Gate } from './access/gate.ts';
import { adminRoutes } from './admin/admin-routes.ts';
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
import type { Session } from './sessions/session.ts';
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
  readonly connections: () => number;
}

/** Everything of a cell that is no network: sessions, rooms, mailboxes, and who may use them. */
export class CellServices {
  readonly sessions: SessionRegistry;
  readonly gate: Gate;
  readonly counters = new Counters();
  readonly routes: readonly CellRoute[];
  readonly #options: CellServicesOptions;
  readonly #topics = new RoomRegistry<Session>();
  readonly #members: RoomMembers;
  readonly #mailboxes: OrderedMailboxes;
  readonly #desk: MailboxDesk;
  readonly #durable: boolean;
  readonly #timers: readonly NodeJS.Timeout[];

  private constructor(options: CellServicesOptions, mailboxes: OrderedMailboxes, durable: boolean) {
    const { limits, log } = options;
    this.#options = options;
    this.#mailboxes = mailboxes;
    this.#durable = durable;
    this.gate = new Gate({
      limits,
      log,
      origins: options.origins ?? 'any',
      behindProxy: options.behindProxy ?? false,
      tokenKeys: options.tokenKeys,
      revocationFile: options.revocationFile,
      onRefused: (code) => this.counters.refused(code),
    });
    this.sessions = new SessionRegistry({
      limits,
      log,
      counters: this.counters,
      isGood: (rights) => this.gate.isGood(rights),
    });
    this.#members = new RoomMembers(limits.maxRoomMembers);
    this.#desk = new MailboxDesk({ store: mailboxes, members: this.#members, log });
    this.sessions.use(
      new SessionServices({
        topics: this.#topics,
        members: this.#members,
        relay: new Relay(this.#members),
        mailbox: this.#desk,
        authorize: (token) => this.gate.rightsOf(token),
        find: (id) => this.sessions.byId(id),
      }),
    );
    const figures = () => this.figures();
    const { counters } = this;
    const { adminToken, metricsToken } = options;
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

  static async open(options: CellServicesOptions): Promise<CellServices> {
    const store = options.mailboxStore ?? new MemoryStore();
    const { mailboxTotalBytes } = options.limits;
    const mailboxes = await OrderedMailboxes.open(store, {
      ...options.limits,
      mailboxTotalBytes: store.durable
        ? mailboxTotalBytes
        : Math.min(mailboxTotalBytes, MEMORY_MAILBOXES_MAX_BYTES),
    });
    const services = new CellServices(options, mailboxes, store.durable);
    await services.gate.sweep();
    return services;
  }

  /** Rooms with at least one session. */
  get rooms(): number {
    return new Set([...this.#topics.names(), ...this.#members.names()]).size;
  }

  figures(): CellFigures {
    return {
      sockets: this.sessions.sockets,
      sessionsByRung: this.sessions.byRung(),
      rooms: this.rooms,
      members: this.#members.count,
      connections: this.#options.connections(),
      queueBytes: this.sessions.waitingBytes,
      replayBytes: this.sessions.replayBytes,
      mailboxBytes: this.#mailboxes.totalBytes,
      knownAddresses: this.gate.addresses.size,
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
        durable: this.#durable,
      },
      ...(this.gate.isTokenNeeded ? { tokenNeeded: true } : {}),
    };
  }

  /** Keeps no timer and no file open. */
  async end(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.sessions.end();
    this.#desk.end();
    await this.#mailboxes.close();
  }

  #sweepMailboxes(): void {
    this.#mailboxes.sweep().catch((error: unknown) => {
      this.#options.log.error('mailboxes not swept', { error: messageOf(error) });
    });
  }
}
