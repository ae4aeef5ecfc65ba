import type { RawData, WebSocket } from 'ws';
import { readClientFrame } from '../guards/client-frame.ts';
import type { CellLimits } from '../limits.ts';
import type { Logger } from '../log.ts';
import {
  type ClientMessage,
  type PublishedMessage,
  type ServerMessage,
  SIGNAL_CLOSE_CODES,
  type SignalCloseCode,
  type SignalErrorCode,
} from '../protocol.ts';
import type { RoomRegistry, Subscriber } from '../rooms/room-registry.ts';
import { SendQueue } from './send-queue.ts';
import { TokenBucket } from './token-bucket.ts';

export interface SessionOptions {
  readonly socket: WebSocket;
  readonly rooms: RoomRegistry<Session>;
  readonly limits: CellLimits;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Called once, when the socket is gone and the session has left its rooms. */
  readonly onEnd: (session: Session) => void;
}

const encode = (message: ServerMessage): Buffer => Buffer.from(JSON.stringify(message));
const PONG = encode({ type: 'pong' });

/**
 * One client's connection: what it may do, what it is subscribed to, and how it ends. A bad frame
 * ends this session only.
 */
export class Session implements Subscriber {
  readonly #socket: WebSocket;
  readonly #rooms: RoomRegistry<Session>;
  readonly #limits: CellLimits;
  readonly #log: Logger;
  readonly #onEnd: (session: Session) => void;
  readonly #topics = new Set<string>();
  readonly #messages: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #queue: SendQueue;
  #alive = true;
  #closing = false;
  #closeTimer: NodeJS.Timeout | undefined;

  constructor(options: SessionOptions) {
    const { socket, limits, nowMs } = options;
    this.#socket = socket;
    this.#rooms = options.rooms;
    this.#limits = limits;
    this.#log = options.log;
    this.#onEnd = options.onEnd;
    this.#messages = new TokenBucket({
      perSecond: limits.messagesPerSecond,
      burst: limits.messageBurst,
      nowMs,
    });
    this.#bytes = new TokenBucket({
      perSecond: limits.bytesPerSecond,
      burst: limits.byteBurst,
      nowMs,
    });
    this.#queue = new SendQueue(socket, {
      highWaterBytes: limits.sendQueueHighWaterBytes,
      maxBytes: limits.sendQueueMaxBytes,
      graceMs: limits.sendQueueGraceMs,
      onOverflow: (cause) => {
        this.#log.warn('socket ended', { code: 'slow-reader', cause });
        this.terminate();
      },
    });
    socket.on('message', (data, isBinary) => this.#onFrame(data, isBinary));
    socket.on('ping', (data) => this.#onControlFrame(data.length));
    socket.on('pong', (data) => this.#onControlFrame(data.length));
    socket.on('error', (error) => this.#onSocketError(error));
    socket.once('close', () => this.#onClosed());
  }

  deliver(payload: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#queue.send(payload);
  }

  /** Sends a ping; ends the session instead when the last one brought no sign of life. */
  checkAlive(): void {
    if (!this.#alive) {
      this.#log.info('socket ended', { code: 'no-pong' });
      this.terminate();
      return;
    }
    this.#alive = false;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  /** Closes with a code and a reason; a client that does not answer is cut after the grace time. */
  close(closeCode: SignalCloseCode, reason: SignalErrorCode): void {
    if (this.#closing) return;
    this.#startClosing();
    this.#socket.close(closeCode, reason);
  }

  /** Cuts the connection at once. */
  terminate(): void {
    this.#closing = true;
    this.#queue.end();
    this.#socket.terminate();
  }

  #startClosing(): void {
    this.#closing = true;
    this.#queue.end();
    this.#leaveAll();
    this.#closeTimer = setTimeout(() => this.#socket.terminate(), this.#limits.closeGraceMs);
    this.#closeTimer.unref();
  }

  #onFrame(data: RawData, isBinary: boolean): void {
    if (this.#closing) return;
    this.#alive = true;
    // With ws's default `binaryType` every message is one Buffer.
    if (isBinary || !Buffer.isBuffer(data)) {
      this.#refuseFrame(SIGNAL_CLOSE_CODES.unsupportedData, 'binary-frame');
      return;
    }
    if (!this.#messages.take(1) || !this.#bytes.take(data.length)) {
      this.#refuseFrame(SIGNAL_CLOSE_CODES.policyViolation, 'rate-limited');
      return;
    }
    const frame = readClientFrame(data.toString());
    if (frame.ok) this.#onMessage(frame.message);
    else this.#refuseFrame(frame.closeCode, frame.code);
  }

  #onControlFrame(length: number): void {
    this.#alive = true;
    if (this.#closing) return;
    if (!this.#messages.take(1) || !this.#bytes.take(length)) {
      this.#refuseFrame(SIGNAL_CLOSE_CODES.policyViolation, 'rate-limited');
    }
  }

  #onMessage(message: ClientMessage): void {
    switch (message.type) {
      case 'subscribe':
        this.#subscribe(message.topics);
        return;
      case 'unsubscribe':
        for (const topic of message.topics) this.#leave(topic);
        return;
      case 'publish':
        this.#publish(message.topic, message.data);
        return;
      case 'ping':
        this.deliver(PONG);
        return;
    }
  }

  #subscribe(topics: readonly string[]): void {
    for (const topic of topics) {
      if (this.#topics.has(topic)) continue;
      if (this.#topics.size >= this.#limits.maxTopicsPerSocket) {
        this.#tell(
          'too-many-topics',
          `One connection may be in ${this.#limits.maxTopicsPerSocket} rooms at most.`,
        );
        return;
      }
      this.#topics.add(topic);
      this.#rooms.join(topic, this);
    }
  }

  #publish(topic: string, data: PublishedMessage['data']): void {
    if (!this.#topics.has(topic)) {
      // Not a reason to close: y-webrtc encrypts before it sends, and may have left meanwhile.
      this.#tell('not-subscribed', 'Only a room that this connection is in takes its messages.');
      return;
    }
    this.#rooms.publish(topic, this, (clients) =>
      encode({ type: 'publish', topic, data, clients }),
    );
  }

  #tell(code: SignalErrorCode, message: string): void {
    this.deliver(encode({ type: 'error', code, message }));
  }

  #leave(topic: string): void {
    if (this.#topics.delete(topic)) this.#rooms.leave(topic, this);
  }

  #leaveAll(): void {
    for (const topic of this.#topics) this.#rooms.leave(topic, this);
    this.#topics.clear();
  }

  #refuseFrame(closeCode: SignalCloseCode, code: SignalErrorCode): void {
    this.#log.warn('frame refused', { code, closeCode });
    this.close(closeCode, code);
  }

  /** `ws` has already begun to close the socket with the code that fits. */
  #onSocketError(error: Error & { code?: string }): void {
    this.#log.warn('socket failed', { code: error.code ?? error.name });
    if (!this.#closing) this.#startClosing();
  }

  #onClosed(): void {
    clearTimeout(this.#closeTimer);
    this.#closing = true;
    this.#queue.end();
    this.#leaveAll();
    this.#onEnd(this);
  }
}
