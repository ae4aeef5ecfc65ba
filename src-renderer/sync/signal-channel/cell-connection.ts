import { ObservableV2 } from 'lib0/observable';
import {
  isNumbered,
  readRelayHeader,
  type SessionClientMessage,
  type SessionServerMessage,
} from '../../../signaling/protocol.ts';
import { BACKOFF_STABLE_MS, backoffMs, FAST_ATTEMPTS } from './backoff.ts';
import { Company } from './company.ts';
import { type CellConnectionState, checkTransition } from './connection-states.ts';
import { Incoming } from './incoming.ts';
import { Outgoing } from './outgoing.ts';
import { PollSchedule } from './poll-schedule.ts';
import { RungProbe } from './rung-probe.ts';
import { openRung } from './rungs/open-rung.ts';
import {
  type ConnectedMessage,
  RUNGS,
  type Rung,
  type RungEnd,
  type RungEnvironment,
  type RungListener,
  type RungName,
  type SessionTicket,
} from './rungs/rung.ts';

/** A way that has not answered after this long is given up (TR-02). */
export const CONNECT_TIMEOUT_MS = 5_000;
/** While a worse way is used, the better ones are tried this often (TR-10). */
export const UPGRADE_INTERVAL_MS = 60_000;
/** How long an answer may take when there is reason to doubt the connection. */
export const PROBE_TIMEOUT_MS = 2_000;
interface CellConnectionEvents {
  state: (state: CellConnectionState) => void;
  /** The session goes on, or (not resumed) a new one began: what was entered must be entered again. */
  connected: (resumed: boolean) => void;
  disconnected: () => void;
  message: (message: SessionServerMessage) => void;
  frame: (frame: Uint8Array<ArrayBuffer>) => void;
  /** The cell sent something that its protocol does not allow. */
  garbage: () => void;
  /** The cell refused us; a new session is tried after a wait. */
  refused: (code: string) => void;
}

export interface CellConnectionOptions {
  /** http(s) origin of the cell. */
  readonly origin: string;
  readonly environment?: Partial<RungEnvironment>;
  /** Ways that may be used; others are not tried. */
  readonly rungs?: readonly RungName[];
  /** A join token, asked for before each connection. */
  readonly token?: () => string | null;
}

const BROWSER: RungEnvironment = {
  openSocket: (url, protocols) => new WebSocket(url, protocols),
  fetch: (...request) => fetch(...request),
};

type Unsubscribe = () => void;

/**
 * A session at a cell over the best way that there is: WebSocket, event stream, long polls, short
 * polls. There is one reconnect loop (CM-01…05), and one way in use at any time; a better one is
 * opened before the worse one is left. What is numbered is delivered once and in order, either way,
 * as long as the session lasts.
 */
export class CellConnection extends ObservableV2<CellConnectionEvents> {
  readonly origin: string;
  readonly #options: CellConnectionOptions;
  readonly #environment: RungEnvironment;
  readonly #rungs: readonly RungName[];
  readonly #outgoing = new Outgoing();
  readonly #incoming = new Incoming();
  readonly #schedule = new PollSchedule();
  readonly #company = new Company();
  readonly #probe: RungProbe;
  #state: CellConnectionState = { kind: 'connecting' };
  #ticket: SessionTicket | null = null;
  /** The way in use. */
  #rung: Rung | null = null;
  /** The way being opened, and what ends the wait for it. */
  #opening: { readonly rung: Rung; readonly fail: (end: RungEnd) => void } | null = null;
  /** Why the way in use ended while another was being opened. */
  #pendingEnd: RungEnd | null = null;
  #upgrading = false;
  #failures = 0;
  #lastRung: RungName | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #stableTimer: ReturnType<typeof setTimeout> | undefined;
  #upgradeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: CellConnectionOptions) {
    super();
    this.origin = options.origin;
    this.#options = options;
    this.#environment = { ...BROWSER, ...options.environment };
    this.#rungs = options.rungs ?? RUNGS;
    this.#probe = new RungProbe(this.origin, this.#environment);
    // Listeners are added right after construction.
    queueMicrotask(() => this.#state.kind === 'connecting' && void this.#connect());
    globalThis.addEventListener?.('online', this.retryNow);
    globalThis.addEventListener?.('pagehide', this.#pageHidden);
  }

  get state(): CellConnectionState {
    return this.#state;
  }

  /** Our session's id; null while there is none or no way carries it. */
  get session(): string | null {
    return this.#rung ? (this.#ticket?.session ?? null) : null;
  }

  /** Which way is in use. */
  get rung(): RungName | null {
    return this.#rung?.name ?? null;
  }

  /** Bytes handed over and not yet sent. */
  bufferedBytes(): number {
    return this.#outgoing.pendingBytes + (this.#rung?.waitingBytes ?? 0);
  }

  /** Kept until the cell has it, as long as the session lasts; without a session it is dropped. */
  send(message: SessionClientMessage): void {
    if (message.type === 'leave') this.#company.left(message.room);
    const text = JSON.stringify(message);
    if (!isNumbered(message.type)) this.#outgoing.pushNow(text);
    else if (this.#ticket) this.#push(text);
  }

  /** Like {@link send}; a `live` frame is sent now or never. */
  sendFrame(frame: Uint8Array<ArrayBuffer>): void {
    if (!this.#ticket) return;
    if (readRelayHeader(frame)?.kind === 'live') this.#outgoing.pushNow(frame);
    else this.#push(frame);
  }

  onConnected(listener: (resumed: boolean) => void): Unsubscribe {
    return this.#listen('connected', listener);
  }

  onDisconnected(listener: () => void): Unsubscribe {
    return this.#listen('disconnected', listener);
  }

  onMessage(listener: (message: SessionServerMessage) => void): Unsubscribe {
    return this.#listen('message', listener);
  }

  onFrame(listener: (frame: Uint8Array<ArrayBuffer>) => void): Unsubscribe {
    return this.#listen('frame', listener);
  }

  /** Ends the current wait, if there is one: a click, the network came back, the lid was opened. */
  readonly retryNow = (): void => {
    if (this.#state.kind === 'open') {
      void this.#upgrade();
    } else if (this.#state.kind === 'waiting') {
      clearTimeout(this.#retryTimer);
      void this.#connect();
    }
  };

  /**
   * Asks for a sign of life, without which the way counts as lost: the network changed, or somebody
   * is not heard any more. A TCP connection alone would not notice for minutes.
   */
  probe(): void {
    this.#rung?.probe(PROBE_TIMEOUT_MS);
  }

  override destroy(): void {
    if (this.#state.kind === 'closed') return;
    globalThis.removeEventListener?.('online', this.retryNow);
    globalThis.removeEventListener?.('pagehide', this.#pageHidden);
    this.#probe.stop();
    this.#setState({ kind: 'closed' });
    this.#abandonOpening();
    this.#leaveRung(true);
    clearTimeout(this.#retryTimer);
    super.destroy();
  }

  readonly #pageHidden = (event: Event): void => {
    // A page that may be shown again keeps its session; the browser closes what it must.
    if (!(event instanceof PageTransitionEvent) || !event.persisted) this.destroy();
  };

  #listen<E extends keyof CellConnectionEvents>(
    event: E,
    listener: CellConnectionEvents[E],
  ): Unsubscribe {
    this.on(event, listener);
    return () => this.off(event, listener);
  }

  #setState(state: CellConnectionState): void {
    checkTransition(this.#state, state);
    this.#state = state;
    this.emit('state', [state]);
  }

  #push(item: string | Uint8Array): void {
    if (this.#outgoing.push(item)) {
      this.#schedule.changed();
      this.#rung?.hurry();
    } else {
      this.#overflowed();
    }
  }

  /** The cell has taken nothing for too long: what waits is worth less than a fresh start. */
  #overflowed(): void {
    const opening = this.#opening;
    if (this.#rung) this.#lost({ kind: 'session-gone' });
    else this.#forgetSession();
    // It was to go on with the session that is no more.
    opening?.fail({ kind: 'session-gone' });
  }

  /** Tries the ways in turn, the one that worked last first. */
  async #connect(): Promise<void> {
    this.#setState({ kind: 'connecting' });
    const last = this.#lastRung;
    const order = last ? [last, ...this.#rungs.filter((name) => name !== last)] : this.#rungs;
    let end: RungEnd = { kind: 'lost' };
    for (const name of order) {
      let failed = await this.#open(name);
      if (failed?.kind === 'session-gone' && this.#state.kind === 'connecting') {
        // This way works; a new session needs no other.
        this.#forgetSession();
        failed = await this.#open(name);
      }
      if (!failed || this.#state.kind !== 'connecting') return;
      end = failed;
      if (end.kind === 'refused') break;
    }
    this.#lastRung = null;
    this.#lost(end);
  }

  /** Opens one way and goes over to it. @returns why not */
  #open(name: RungName): Promise<RungEnd | null> {
    return new Promise((resolve) => {
      let rung: Rung | null = null;
      const timer = setTimeout(() => fail({ kind: 'lost' }), CONNECT_TIMEOUT_MS);
      const fail = (end: RungEnd): void => {
        clearTimeout(timer);
        if (this.#opening?.rung === rung) this.#opening = null;
        rung?.close(false);
        resolve(end);
      };
      const listener: RungListener = {
        connected: (message) => {
          if (rung && this.#opening?.rung === rung) {
            clearTimeout(timer);
            this.#opening = null;
            this.#goOver(rung, message);
            resolve(null);
          } else if (rung === this.#rung) {
            this.#incoming.countFrom(message.sent);
            this.#outgoing.acknowledge(message.received);
          }
        },
        message: (message) => rung === this.#rung && this.#onMessage(message),
        frame: (frame) => rung === this.#rung && this.#onFrame(frame),
        garbage: () => this.emit('garbage', []),
        uploaded: (received) => rung === this.#rung && this.#outgoing.acknowledge(received),
        drained: () => rung === this.#rung && this.#outgoing.pump(),
        ended: (end) => {
          if (rung && this.#opening?.rung === rung) fail(end);
          else if (rung && rung === this.#rung) this.#rungEnded(end);
        },
      };
      try {
        rung = openRung(name, {
          origin: this.origin,
          environment: this.#environment,
          listener,
          ticket: this.#ticket,
          token: this.#options.token?.() ?? null,
          received: () => this.#incoming.received,
          pollWaitMs: (came) => this.#schedule.nextMs(came, this.#company.isThere),
        });
      } catch (error) {
        // A blocked or malformed address throws at once; to the user it is a cell that is not reached.
        if (!(error instanceof Error)) throw error;
        fail({ kind: 'lost' });
        return;
      }
      this.#opening = { rung, fail };
    });
  }

  #goOver(rung: Rung, message: ConnectedMessage): void {
    const before = this.#rung;
    this.#rung = rung;
    this.#pendingEnd = null;
    before?.close(false);
    const { session, secret, resumed, sent, received } = message;
    if (!resumed || !this.#ticket || this.#ticket.session !== session) {
      this.#forgetSession();
      if (secret !== undefined) this.#ticket = { session, secret };
    }
    this.#incoming.countFrom(sent);
    this.#incoming.acknowledged();
    this.#lastRung = rung.name;
    this.#outgoing.attach(rung, received);
    clearTimeout(this.#stableTimer);
    this.#stableTimer = setTimeout(() => {
      this.#failures = 0;
    }, BACKOFF_STABLE_MS);
    this.#scheduleUpgrade();
    this.#setState({ kind: 'open', rung: rung.name });
    // Over another way nothing has changed for those who use the session.
    if (!before || !resumed) this.emit('connected', [resumed]);
  }

  #forgetSession(): void {
    this.#ticket = null;
    this.#outgoing.reset();
    this.#company.clear();
    this.#incoming.reset();
  }

  /** @returns whether a numbered message is new */
  #count(bytes: number): boolean {
    if (!this.#incoming.count(bytes)) return false;
    // Polls tell it by themselves.
    const tells = this.#rung?.name === 'websocket' || this.#rung?.name === 'events';
    if (tells && this.#incoming.isAcknowledgementDue) {
      this.#incoming.acknowledged();
      this.send({ type: 'ack', received: this.#incoming.received });
    }
    return true;
  }

  #onMessage(message: SessionServerMessage): void {
    switch (message.type) {
      case 'ack':
        this.#outgoing.acknowledge(message.received);
        return;
      case 'resync':
        this.#incoming.skipTo(message.sent);
        break;
      case 'drain':
        this.#drain(message.afterMs);
        return;
      default:
        if (isNumbered(message.type) && !this.#count(0)) return;
    }
    this.#company.onMessage(message);
    this.emit('message', [message]);
  }

  #onFrame(frame: Uint8Array<ArrayBuffer>): void {
    const header = readRelayHeader(frame);
    if (!header) {
      this.emit('garbage', []);
      return;
    }
    if (header.kind !== 'live' && !this.#count(frame.length)) return;
    this.emit('frame', [frame]);
  }

  /**
   * The cell is going to stop: connects anew, without that counting as a failure, and with a new
   * session, since the other node does not have this one.
   */
  #drain(afterMs: number): void {
    const rung = this.#rung;
    setTimeout(() => {
      if (this.#rung !== rung || !rung) return;
      this.#leaveRung(true);
      this.#forgetSession();
      void this.#connect();
    }, afterMs);
  }

  #rungEnded(end: RungEnd): void {
    // While another way is being opened that may take over: if it does not, this is dealt with.
    if (this.#opening) this.#pendingEnd = end;
    else this.#lost(end);
  }

  /** Tries the better ways; the one in use stays until one of them has taken over. */
  async #upgrade(): Promise<void> {
    const current = this.#rung;
    if (!current || this.#upgrading || this.#rungs[0] === current.name) return;
    this.#upgrading = true;
    clearTimeout(this.#upgradeTimer);
    for (const name of this.#rungs.slice(0, this.#rungs.indexOf(current.name))) {
      const works = await this.#probe.works(name, this.#options.token?.() ?? null);
      if (this.#rung !== current) break;
      if (!works) continue;
      current.hold();
      await this.#open(name);
      if (this.#rung !== current) break;
      current.release();
      if (this.#pendingEnd) {
        this.#lost(this.#pendingEnd);
        break;
      }
    }
    this.#upgrading = false;
    this.#scheduleUpgrade();
  }

  #scheduleUpgrade(): void {
    clearTimeout(this.#upgradeTimer);
    if (!this.#rung || this.#rung.name === this.#rungs[0]) return;
    this.#upgradeTimer = setTimeout(() => void this.#upgrade(), UPGRADE_INTERVAL_MS);
  }

  #lost(end: RungEnd): void {
    this.#leaveRung(false);
    if (this.#state.kind === 'closed') return;
    if (end.kind === 'session-gone' || end.kind === 'refused') this.#forgetSession();
    if (end.kind === 'refused') this.emit('refused', [end.code]);
    if (end.kind === 'polls-cut') {
      this.#lastRung = 'short-poll';
      void this.#connect();
      return;
    }
    this.#failures += 1;
    const retryAfterMs = end.kind === 'lost' ? (end.retryAfterMs ?? 0) : 0;
    const waitMs = Math.max(backoffMs(this.#failures, Math.random()), retryAfterMs);
    this.#retryTimer = setTimeout(() => void this.#connect(), waitMs);
    this.#setState({
      kind: 'waiting',
      retryAtMs: Date.now() + waitMs,
      slow: this.#failures >= FAST_ATTEMPTS,
      refused: refusalOf(end),
    });
  }

  #abandonOpening(): void {
    this.#opening?.fail({ kind: 'lost' });
    this.#opening = null;
  }

  #leaveRung(leaving: boolean): void {
    for (const timer of [this.#stableTimer, this.#upgradeTimer]) clearTimeout(timer);
    const rung = this.#rung;
    this.#rung = null;
    this.#pendingEnd = null;
    this.#outgoing.detach();
    rung?.close(leaving);
    if (rung) this.emit('disconnected', []);
  }
}

/** The cell's code, where it answered and did not take us. */
function refusalOf(end: RungEnd): string | null {
  if (end.kind === 'refused') return end.code;
  return end.kind === 'lost' ? (end.reason ?? null) : null;
}
