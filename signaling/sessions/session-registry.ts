import type { WebSocket } from 'ws';
import type { CellLimits } from '../limits.ts';
import type { Logger } from '../log.ts';
import type { SignalCloseCode, SignalErrorCode } from '../protocol.ts';
import { RoomRegistry } from '../rooms/room-registry.ts';
import { Session } from './session.ts';

/** All sessions of a cell, over all its addresses, with their rooms and their heartbeat. */
export class SessionRegistry {
  readonly #rooms = new RoomRegistry<Session>();
  /** Each session with the address it came through. */
  readonly #sessions = new Map<Session, object>();
  readonly #limits: CellLimits;
  readonly #log: Logger;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #waitingForNone = new Set<{ origin: object | undefined; resolve: () => void }>();

  constructor(options: { limits: CellLimits; log: Logger }) {
    this.#limits = options.limits;
    this.#log = options.log;
    this.#heartbeat = setInterval(() => {
      for (const session of this.#sessions.keys()) session.checkAlive();
    }, options.limits.pingIntervalMs);
    this.#heartbeat.unref();
  }

  get sockets(): number {
    return this.#sessions.size;
  }

  get rooms(): number {
    return this.#rooms.size;
  }

  get isFull(): boolean {
    return this.#sessions.size >= this.#limits.maxSockets;
  }

  /** @param origin the address that the socket came through */
  open(socket: WebSocket, origin: object): void {
    const session = new Session({
      socket,
      rooms: this.#rooms,
      limits: this.#limits,
      log: this.#log,
      nowMs: () => performance.now(),
      onEnd: (ended) => this.#onEnd(ended),
    });
    this.#sessions.set(session, origin);
  }

  /**
   * Closes every session, or those that came through one address.
   * @returns when all of them are gone: at the latest after the close grace time
   */
  async closeAll(
    closeCode: SignalCloseCode,
    reason: SignalErrorCode,
    origin?: object,
  ): Promise<void> {
    for (const [session, its] of this.#sessions) {
      if (origin === undefined || its === origin) session.close(closeCode, reason);
    }
    await new Promise<void>((resolve) => {
      this.#waitingForNone.add({ origin, resolve });
      this.#settleWaiting();
    });
  }

  /** Stops the heartbeat. */
  end(): void {
    clearInterval(this.#heartbeat);
  }

  #onEnd(session: Session): void {
    this.#sessions.delete(session);
    if (this.#waitingForNone.size > 0) this.#settleWaiting();
  }

  #settleWaiting(): void {
    for (const waiting of this.#waitingForNone) {
      if (this.#has(waiting.origin)) continue;
      this.#waitingForNone.delete(waiting);
      waiting.resolve();
    }
  }

  #has(origin: object | undefined): boolean {
    if (origin === undefined) return this.#sessions.size > 0;
    for (const its of this.#sessions.values()) if (its === origin) return true;
    return false;
  }
}
