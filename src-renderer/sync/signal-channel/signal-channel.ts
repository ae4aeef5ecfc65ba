import { ObservableV2 } from 'lib0/observable';
import {
  type ClientMessage,
  type PublishedMessage,
  type ServerMessage,
  SIGNAL_MESSAGE_MAX_BYTES,
  SIGNAL_PING_INTERVAL_MS,
  serverMessageSchema,
} from '../../../signaling/protocol.ts';
import { BACKOFF_STABLE_MS, backoffMs, FAST_ATTEMPTS } from './backoff.ts';

/** A connection attempt that takes longer counts as failed. */
export const CONNECT_TIMEOUT_MS = 5_000;
export const PONG_TIMEOUT_MS = 5_000;
/** How long an answer may take when there is reason to doubt the connection. */
export const PROBE_TIMEOUT_MS = 2_000;

export type SignalChannelState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** Waits until `retryAtMs` (ms since the epoch); `slow` once the fast attempts are used up. */
  | { readonly kind: 'waiting'; readonly retryAtMs: number; readonly slow: boolean }
  | { readonly kind: 'closed' };

/** The part of the browser's WebSocket that is used; tests bring their own. */
export type SocketFactory = (url: string) => WebSocket;

interface SignalChannelEvents {
  connect: () => void;
  disconnect: () => void;
  message: (message: ServerMessage) => void;
  state: (state: SignalChannelState) => void;
  /** The cell sent something that its protocol does not allow. */
  garbage: () => void;
}

/**
 * Decides whether a published message may go on to y-webrtc; given by the session, since only it has
 * the room's key. Messages keep their order while it decides.
 */
export type PublishFilter = (message: PublishedMessage) => Promise<boolean>;

/**
 * One connection to a cell, with one reconnect loop: exponential, jittered, reset only by a stable
 * connection, and cut short by {@link SignalChannel.retryNow}. Stands where y-webrtc expects lib0's
 * WebsocketClient, whose waits neither double nor jitter (see docs/decisions).
 */
export class SignalChannel extends ObservableV2<SignalChannelEvents> {
  readonly url: string;
  connected = false;
  filter: PublishFilter = async () => true;

  readonly #openSocket: SocketFactory;
  #socket: WebSocket | null = null;
  #state: SignalChannelState = { kind: 'connecting' };
  #failures = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #connectTimer: ReturnType<typeof setTimeout> | undefined;
  #stableTimer: ReturnType<typeof setTimeout> | undefined;
  #pingTimer: ReturnType<typeof setTimeout> | undefined;
  #delivery: Promise<void> = Promise.resolve();

  constructor(url: string, openSocket: SocketFactory = (address) => new WebSocket(address)) {
    super();
    this.url = url;
    this.#openSocket = openSocket;
    // Listeners of `connect` are added right after construction, as lib0's client allows.
    queueMicrotask(() => this.#state.kind !== 'closed' && this.#connect());
    globalThis.addEventListener?.('online', this.retryNow);
  }

  get state(): SignalChannelState {
    return this.#state;
  }

  /** Ends the current wait, if there is one: a click, the network came back, the lid was opened. */
  readonly retryNow = (): void => {
    if (this.#state.kind !== 'waiting') return;
    clearTimeout(this.#retryTimer);
    this.#connect();
  };

  /**
   * Asks for a sign of life, without which the connection counts as lost: the network changed, or
   * somebody is not heard any more. A TCP connection alone would not notice for minutes.
   */
  probe(): void {
    if (!this.connected) return;
    clearTimeout(this.#pingTimer);
    this.send({ type: 'ping' });
    this.#pingTimer = setTimeout(() => this.#lost(), PROBE_TIMEOUT_MS);
  }

  /** Sends when connected; otherwise nothing is owed: y-webrtc announces again on `connect`. */
  send(message: ClientMessage): void {
    if (this.connected && this.#socket) this.#socket.send(JSON.stringify(message));
  }

  override destroy(): void {
    globalThis.removeEventListener?.('online', this.retryNow);
    this.#setState({ kind: 'closed' });
    this.#drop();
    super.destroy();
  }

  #setState(state: SignalChannelState): void {
    this.#state = state;
    this.emit('state', [state]);
  }

  #connect(): void {
    this.#setState({ kind: 'connecting' });
    let socket: WebSocket;
    try {
      socket = this.#openSocket(this.url);
    } catch (error) {
      // A blocked or malformed address throws at once; to the user it is a cell that is not reached.
      if (!(error instanceof Error)) throw error;
      this.#lost();
      return;
    }
    this.#socket = socket;
    this.#connectTimer = setTimeout(() => this.#lost(), CONNECT_TIMEOUT_MS);
    socket.onopen = () => this.#socket === socket && this.#opened();
    socket.onmessage = (event) => this.#socket === socket && this.#received(event.data);
    // `error` is always followed by `close`: one of them schedules the one next attempt (CM-05).
    socket.onclose = () => this.#socket === socket && this.#lost();
  }

  #opened(): void {
    clearTimeout(this.#connectTimer);
    this.connected = true;
    this.#stableTimer = setTimeout(() => {
      this.#failures = 0;
    }, BACKOFF_STABLE_MS);
    this.#schedulePing();
    this.#setState({ kind: 'open' });
    this.emit('connect', []);
  }

  #schedulePing(): void {
    clearTimeout(this.#pingTimer);
    this.#pingTimer = setTimeout(() => {
      this.send({ type: 'ping' });
      this.#pingTimer = setTimeout(() => this.#lost(), PONG_TIMEOUT_MS);
    }, SIGNAL_PING_INTERVAL_MS);
  }

  #received(data: unknown): void {
    this.#schedulePing();
    const message = parseServerMessage(data);
    if (!message) {
      this.emit('garbage', []);
      return;
    }
    if (message.type !== 'publish') {
      this.emit('message', [message]);
      return;
    }
    this.#delivery = this.#delivery.then(async () => {
      if (await this.filter(message)) this.emit('message', [message]);
    });
  }

  #drop(): void {
    for (const timer of [
      this.#retryTimer,
      this.#connectTimer,
      this.#stableTimer,
      this.#pingTimer,
    ]) {
      clearTimeout(timer);
    }
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    if (this.connected) {
      this.connected = false;
      this.emit('disconnect', []);
    }
  }

  #lost(): void {
    this.#drop();
    if (this.#state.kind === 'closed') return;
    this.#failures += 1;
    const waitMs = backoffMs(this.#failures, Math.random());
    this.#retryTimer = setTimeout(() => this.#connect(), waitMs);
    this.#setState({
      kind: 'waiting',
      retryAtMs: Date.now() + waitMs,
      slow: this.#failures >= FAST_ATTEMPTS,
    });
  }
}

function parseServerMessage(data: unknown): ServerMessage | null {
  if (typeof data !== 'string' || data.length > 2 * SIGNAL_MESSAGE_MAX_BYTES) return null;
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parsed = serverMessageSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}
