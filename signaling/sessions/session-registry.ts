import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Rights } from '../access/rights.ts';
import type { CellLimits } from '../limits.ts';
import type { Logger } from '../log.ts';
import type { Counters } from '../metrics/counters.ts';
import { SIGNAL_CLOSE_CODES, type SignalCloseCode, type SignalErrorCode } from '../protocol.ts';
import type { ReplayBudget } from './outbox.ts';
import { Session } from './session.ts';
import type { SessionHandler } from './session-handler.ts';
import { isSecretOf, newSessionKey, type SessionKey } from './session-key.ts';
import { SignalSocket } from './signal-socket.ts';
import type { Rung, Transport } from './transport.ts';

export interface SessionRegistryOptions {
  readonly limits: CellLimits;
  readonly counters: Counters;
  readonly log: Logger;
  /** Whether what a session was allowed still holds. */
  readonly isGood?: (rights: Rights) => boolean;
  /** A client came with a session that is not here. */
  readonly onUnknown?: (session: string, secret: string) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs?: () => number;
}

const DRAIN_CHECK_MS = 20;
/** For clients to come to another node after they were told to. */
const DRAIN_GRACE_MS = 2_000;

const endOf = (session: Session): void =>
  session.end(SIGNAL_CLOSE_CODES.goingAway, 'server-stopping');

/** All sessions of a cell and their connections, over all its addresses. */
export class SessionRegistry {
  readonly #limits: CellLimits;
  readonly #log: Logger;
  readonly #counters: Counters;
  readonly #isGood: (rights: Rights) => boolean;
  readonly #onUnknown: (session: string, secret: string) => void;
  readonly #nowMs: () => number;
  readonly #sessions = new Set<Session>();
  readonly #byId = new Map<string, Session>();
  /** Each open connection with the address it came through. */
  readonly #connections = new Map<Transport, object>();
  readonly #budget: ReplayBudget;
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #waitingForNone = new Set<{ origin: object | undefined; resolve: () => void }>();
  #handler: SessionHandler | undefined;
  #sockets = 0;

  constructor(options: SessionRegistryOptions) {
    const { limits, nowMs = () => performance.now(), isGood = () => true } = options;
    this.#limits = limits;
    this.#log = options.log;
    this.#counters = options.counters;
    this.#isGood = isGood;
    this.#onUnknown = options.onUnknown ?? (() => undefined);
    this.#nowMs = nowMs;
    this.#budget = { usedBytes: 0, maxBytes: limits.replayTotalBytes };
    this.#timers = [
      setInterval(() => this.#probe(), limits.pingIntervalMs),
      setInterval(() => this.sweep(), limits.sweepIntervalMs),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** What the sessions do; given once, before the first of them. */
  use(handler: SessionHandler): void {
    this.#handler = handler;
  }

  /** Open WebSockets. */
  get sockets(): number {
    return this.#sockets;
  }

  /** Sessions, those that may still come back among them. */
  get size(): number {
    return this.#sessions.size;
  }

  /** How many sessions are carried by what; those that may still come back are `none`. */
  byRung(): Readonly<Record<Rung | 'none', number>> {
    const counts = { websocket: 0, events: 0, poll: 0, none: 0 };
    for (const session of this.#sessions) counts[session.transport?.rung ?? 'none'] += 1;
    return counts;
  }

  /** Bytes that wait for readers. */
  get waitingBytes(): number {
    let bytes = 0;
    for (const session of this.#sessions) bytes += session.waitingBytes;
    return bytes;
  }

  /** Bytes that are kept to be sent again. */
  get replayBytes(): number {
    return this.#budget.usedBytes;
  }

  get isFull(): boolean {
    return Math.max(this.#sockets, this.#sessions.size) >= this.#limits.maxSockets;
  }

  all(): IterableIterator<Session> {
    return this.#sessions.values();
  }

  byId(id: string): Session | undefined {
    return this.#byId.get(id);
  }

  /** The session of a client that knows its secret. */
  find(id: string, secret: string): Session | undefined {
    const session = this.#byId.get(id);
    return session?.key && isSecretOf(session.key, secret) ? session : undefined;
  }

  /** A client came with a session that is not here, and goes on without it. */
  unknown(id: string, secret: string): void {
    if (!this.#byId.has(id)) this.#onUnknown(id, secret);
  }

  /** Ends a session whose client goes on elsewhere. @param hash of its secret */
  endMoved(id: string, hash: string): void {
    const session = this.#byId.get(id);
    if (session?.key?.hash === hash) session.end(SIGNAL_CLOSE_CODES.normal, 'superseded');
  }

  create(rights: Rights): Session {
    const key = newSessionKey();
    const session = this.#add(key, rights);
    this.#byId.set(key.id, session);
    return session;
  }

  /** The session of a version 1 client. */
  createPlain(rights: Rights): Session {
    return this.#add(null, rights);
  }

  /** @param origin the address that the socket came through */
  open(socket: WebSocket, version: number, origin: object, rights: Rights): void {
    this.#sockets += 1;
    this.track(
      new SignalSocket({
        socket,
        version,
        rights,
        registry: this,
        limits: this.#limits,
        log: this.#log,
      }),
      origin,
    );
  }

  /** Knows a connection until it is {@link closed}. */
  track(connection: Transport, origin: object): void {
    this.#connections.set(connection, origin);
  }

  closed(connection: Transport): void {
    if (!this.#connections.delete(connection)) return;
    if (connection.rung === 'websocket') this.#sockets -= 1;
    if (this.#waitingForNone.size > 0) this.#settleWaiting();
  }

  /**
   * Tells every client to connect anew, spread over a time so that they do not all come to the other
   * nodes at once.
   * @returns when all sessions are gone, or a moment after the time is over
   */
  async drain(overMs: number): Promise<void> {
    const sessions = [...this.#sessions];
    const timers: NodeJS.Timeout[] = [];
    for (const [i, session] of sessions.entries()) {
      const afterMs = Math.round((overMs * i) / sessions.length);
      // A version 1 client knows of no such message: it comes back by itself when it is closed.
      if (session.key) session.drain(afterMs);
      else timers.push(setTimeout(() => endOf(session), afterMs));
    }
    const endMs = this.#nowMs() + overMs + DRAIN_GRACE_MS;
    while (this.#sessions.size > 0 && this.#nowMs() < endMs) await delay(DRAIN_CHECK_MS);
    for (const timer of timers) clearTimeout(timer);
  }

  /**
   * Closes every connection, or those that came through one address.
   * @returns when all of them are gone: at the latest after the close grace time
   */
  async closeAll(
    closeCode: SignalCloseCode,
    reason: SignalErrorCode,
    origin?: object,
  ): Promise<void> {
    if (origin === undefined) {
      for (const session of this.#sessions) session.end(closeCode, reason);
    }
    for (const [connection, its] of this.#connections) {
      if (origin === undefined || its === origin) connection.close(closeCode, reason);
    }
    await new Promise<void>((resolve) => {
      this.#waitingForNone.add({ origin, resolve });
      this.#settleWaiting();
    });
  }

  /** Ends what has been silent for too long. Runs by itself every `sweepIntervalMs`. */
  sweep(): void {
    const nowMs = this.#nowMs();
    for (const session of this.#sessions) {
      if (!this.#isGood(session.rights)) {
        this.#counters.refused('unauthorized');
        session.end(SIGNAL_CLOSE_CODES.policyViolation, 'unauthorized');
        continue;
      }
      if (!session.key) continue;
      const silentMs = session.silentForMs(nowMs);
      if (silentMs >= this.#limits.memberTtlMs) session.expire();
      if (silentMs >= this.#limits.sessionResumeMs && !session.transport) session.end();
    }
  }

  /** Stops the timers. */
  end(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  #add(key: SessionKey | null, rights: Rights): Session {
    if (!this.#handler) throw new Error('a session was opened before its services were there');
    const session = new Session({
      key,
      limits: this.#limits,
      budget: this.#budget,
      counters: this.#counters,
      log: this.#log,
      nowMs: this.#nowMs,
      handler: this.#handler,
      onEnd: (ended) => {
        this.#sessions.delete(ended);
        this.#byId.delete(ended.id);
      },
    });
    this.#sessions.add(session);
    this.#counters.sessionsOpened += 1;
    session.setRights(rights);
    return session;
  }

  #probe(): void {
    for (const connection of this.#connections.keys()) connection.probe();
  }

  #settleWaiting(): void {
    for (const waiting of this.#waitingForNone) {
      if (this.#hasConnection(waiting.origin)) continue;
      this.#waitingForNone.delete(waiting);
      waiting.resolve();
    }
  }

  #hasConnection(origin: object | undefined): boolean {
    if (origin === undefined) return this.#connections.size > 0;
    for (const its of this.#connections.values()) if (its === origin) return true;
    return false;
  }
}
