import {
  type BatchItem,
  HEARTBEAT_INTERVAL_MS,
  SESSION_PROTOCOL_VERSION,
  SIGNAL_PATH,
  SUBPROTOCOL_PREFIX,
  TOKEN_SUBPROTOCOL_PREFIX,
} from '../../../../signaling/protocol.ts';
import { isFrameSize, parseServerMessage } from '../parse-message.ts';
import type { Rung, RungEnd, RungOptions } from './rung.ts';

/** How long the answer to a heartbeat may take. */
export const PONG_TIMEOUT_MS = 5_000;
/** The browser's socket is given no more than this at once. */
const WATERMARK_BYTES = 256 * 1024;
/** Browsers do not tell when a socket has room again. */
const DRAIN_CHECK_MS = 20;
/** Not a code that means "left": the session goes on over another way. */
const GIVEN_UP_CODE = 4_000;
const LEFT_CODE = 1_000;

/** A session over one WebSocket. */
export class WebSocketRung implements Rung {
  readonly name = 'websocket';
  readonly #options: RungOptions;
  readonly #socket: WebSocket;
  #ended = false;
  #pingTimer: ReturnType<typeof setTimeout> | undefined;
  #drainTimer: ReturnType<typeof setTimeout> | undefined;

  /** @throws what the browser throws for an address that it does not take */
  constructor(options: RungOptions) {
    this.#options = options;
    const { origin, environment, token } = options;
    const socket = environment.openSocket(origin.replace(/^http/, 'ws') + SIGNAL_PATH, [
      `${SUBPROTOCOL_PREFIX}${SESSION_PROTOCOL_VERSION}`,
      ...(token === null ? [] : [TOKEN_SUBPROTOCOL_PREFIX + token]),
    ]);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.#hello();
    socket.onmessage = (event: MessageEvent<unknown>) => this.#received(event.data);
    // `error` is always followed by `close`: one of them ends the way (CM-05).
    socket.onclose = (event) => this.#end(endOf(event));
  }

  get hasRoom(): boolean {
    const hasRoom = this.waitingBytes < WATERMARK_BYTES;
    if (!hasRoom) this.#watchDrain();
    return hasRoom;
  }

  get waitingBytes(): number {
    return this.#socket.bufferedAmount;
  }

  write(item: BatchItem): void {
    if (this.#ended) return;
    this.#socket.send(typeof item === 'string' ? item : new Uint8Array(item));
  }

  probe(timeoutMs: number): void {
    if (this.#ended) return;
    clearTimeout(this.#pingTimer);
    this.write('{"type":"ping"}');
    this.#pingTimer = setTimeout(() => this.#end({ kind: 'lost' }), timeoutMs);
  }

  hold(): void {
    // There is no better way to go on over.
  }

  release(): void {
    // Was not held.
  }

  hurry(): void {
    // Nothing waits on a socket.
  }

  close(leaving: boolean): void {
    if (this.#ended) return;
    if (leaving && this.#socket.readyState === this.#socket.OPEN) this.write('{"type":"bye"}');
    this.#stop(leaving ? LEFT_CODE : GIVEN_UP_CODE);
  }

  #hello(): void {
    const { ticket, received } = this.#options;
    const resume = ticket && { ...ticket, received: received() };
    this.write(JSON.stringify({ type: 'hello', ...(resume ? { resume } : {}) }));
  }

  #received(data: unknown): void {
    this.#schedulePing();
    const { listener } = this.#options;
    if (data instanceof ArrayBuffer) {
      const frame = new Uint8Array(data);
      if (isFrameSize(frame)) listener.frame(frame);
      else listener.garbage();
      return;
    }
    const message = typeof data === 'string' ? parseServerMessage(data) : null;
    if (!message) listener.garbage();
    else if (message.type === 'connected') listener.connected(message);
    else listener.message(message);
  }

  #schedulePing(): void {
    if (this.#ended) return;
    clearTimeout(this.#pingTimer);
    this.#pingTimer = setTimeout(() => this.probe(PONG_TIMEOUT_MS), HEARTBEAT_INTERVAL_MS);
  }

  #watchDrain(): void {
    this.#drainTimer ??= setTimeout(() => {
      this.#drainTimer = undefined;
      if (!this.#ended) this.#options.listener.drained();
    }, DRAIN_CHECK_MS);
  }

  #end(end: RungEnd): void {
    if (this.#ended) return;
    this.#stop(GIVEN_UP_CODE);
    this.#options.listener.ended(end);
  }

  #stop(code: number): void {
    this.#ended = true;
    clearTimeout(this.#pingTimer);
    clearTimeout(this.#drainTimer);
    const socket = this.#socket;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(code);
  }
}

/** Reasons with which the cell ends a session, and not only this connection of it. */
const REFUSALS: ReadonlySet<string> = new Set([
  'invalid-json',
  'invalid-message',
  'too-deep',
  'rate-limited',
  'bad-signature',
  'unauthorized',
  'forbidden',
  'too-large',
]);

/** Reasons with which the cell takes no connection for now; the session, if there is one, goes on. */
const TURNED_AWAY: ReadonlySet<string> = new Set([
  'too-many-connections',
  'server-full',
  'room-full',
  'unsupported-protocol',
]);

function endOf({ reason }: CloseEvent): RungEnd {
  if (REFUSALS.has(reason)) return { kind: 'refused', code: reason };
  return TURNED_AWAY.has(reason) ? { kind: 'lost', reason } : { kind: 'lost' };
}
