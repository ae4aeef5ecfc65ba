import type { RawData, WebSocket } from 'ws';
import type { Rights } from '../access/rights.ts';
import { type Refusal, readClientFrame } from '../guards/client-frame.ts';
import type { CellLimits } from '../limits.ts';
import { type LogFields, type Logger, newLogId } from '../log.ts';
import {
  HELLO_TIMEOUT_MS,
  SIGNAL_CLOSE_CODES,
  SIGNAL_MESSAGE_MAX_BYTES,
  type SignalCloseCode,
  type SignalErrorCode,
} from '../protocol.ts';
import type { Session } from './session.ts';
import type { SessionRegistry } from './session-registry.ts';
import type { Transport } from './transport.ts';

/** Above this the socket is given nothing more until it has sent some. */
const WATERMARK_BYTES = 256 * 1024;
/** Ping and pong frames that a socket may send before its `hello`. */
const CONTROL_FRAMES_BEFORE_HELLO = 20;
/** Below this a kept frame is copied, so that it does not hold the whole chunk that it came in. */
const COPY_BELOW_BYTES = 16 * 1024;

export interface SignalSocketOptions {
  readonly socket: WebSocket;
  /** Protocol version: 1 has no `hello` and no session of its own. */
  readonly version: number;
  readonly rights: Rights;
  readonly registry: SessionRegistry;
  readonly limits: CellLimits;
  readonly log: Logger;
}

/** A session's WebSocket. A bad frame ends this session only. */
export class SignalSocket implements Transport {
  readonly rung = 'websocket';
  readonly #socket: WebSocket;
  readonly #options: SignalSocketOptions;
  readonly #logId = newLogId();
  #session: Session | undefined;
  #helloTimer: NodeJS.Timeout | undefined;
  #controlFrames = 0;
  #alive = true;
  #closing = false;
  #closeTimer: NodeJS.Timeout | undefined;

  constructor(options: SignalSocketOptions) {
    const { socket, version, registry } = options;
    this.#options = options;
    this.#socket = socket;
    socket.on('message', (data, isBinary) => this.#onFrame(data, isBinary));
    socket.on('ping', (data) => this.#onControlFrame(data.length));
    socket.on('pong', (data) => this.#onControlFrame(data.length));
    socket.on('error', (error) => this.#onSocketError(error));
    socket.once('close', (code) => this.#onClosed(code));
    if (version === 1) {
      this.#session = registry.createPlain(options.rights);
      this.#session.attach(this, 0);
    } else {
      this.#helloTimer = setTimeout(() => this.#refuseHello(), HELLO_TIMEOUT_MS);
      this.#helloTimer.unref();
    }
  }

  get hasRoom(): boolean {
    return this.waitingBytes < WATERMARK_BYTES && this.#socket.readyState === this.#socket.OPEN;
  }

  get waitingBytes(): number {
    return this.#socket.bufferedAmount;
  }

  write(payload: Buffer, binary: boolean): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(payload, binary ? BINARY : TEXT, this.#onSent);
  }

  /** Sends a ping; cuts the socket instead when the last one brought no sign of life. */
  probe(): void {
    if (!this.#alive) {
      this.#options.log.info('socket ended', this.#fields({ code: 'no-pong' }));
      this.cut();
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

  cut(): void {
    this.#closing = true;
    this.#socket.terminate();
  }

  #startClosing(): void {
    this.#closing = true;
    clearTimeout(this.#helloTimer);
    this.#closeTimer = setTimeout(
      () => this.#socket.terminate(),
      this.#options.limits.closeGraceMs,
    );
    this.#closeTimer.unref();
  }

  #onFrame(data: RawData, isBinary: boolean): void {
    if (this.#closing) return;
    this.#alive = true;
    // With ws's default `binaryType` every message is one Buffer.
    if (!Buffer.isBuffer(data)) return;
    const refusal = isBinary ? this.#onBinary(data) : this.#onText(data);
    if (refusal) this.#refuse(refusal);
  }

  #onText(data: Buffer): Refusal | undefined {
    if (data.length > SIGNAL_MESSAGE_MAX_BYTES) {
      return { closeCode: SIGNAL_CLOSE_CODES.messageTooBig, code: 'too-large' };
    }
    const session = this.#session;
    if (!session) return this.#onHello(data.toString());
    if (!session.takeAllowance(1, data.length)) return RATE_LIMITED;
    return session.receiveText(data.toString());
  }

  #onBinary(data: Buffer): Refusal | undefined {
    const session = this.#session;
    if (!session?.key) {
      return { closeCode: SIGNAL_CLOSE_CODES.unsupportedData, code: 'binary-frame' };
    }
    if (!session.takeAllowance(1, 0, data.length)) return RATE_LIMITED;
    return session.receiveFrame(data.length < COPY_BELOW_BYTES ? Buffer.from(data) : data);
  }

  #onHello(text: string): Refusal | undefined {
    clearTimeout(this.#helloTimer);
    const read = readClientFrame(text, this.#options.version);
    if (!read.ok) return read;
    if (read.message.type !== 'hello') return HELLO_EXPECTED;
    const { resume } = read.message;
    const { registry, rights } = this.#options;
    const resumed = resume && registry.find(resume.session, resume.secret);
    if (resume && !resumed) registry.unknown(resume.session, resume.secret);
    const session = resumed ?? registry.create(rights);
    session.setRights(rights);
    this.#session = session;
    session.attach(this, resumed ? (resume?.received ?? 0) : 0);
    return undefined;
  }

  #onControlFrame(length: number): void {
    this.#alive = true;
    if (this.#closing) return;
    this.#session?.touch();
    this.#controlFrames += 1;
    const isAllowed = this.#session
      ? this.#session.takeAllowance(1, length)
      : this.#controlFrames <= CONTROL_FRAMES_BEFORE_HELLO;
    if (!isAllowed) this.#refuse(RATE_LIMITED);
  }

  /** What a line of the log says besides: which connection, and which session it carries. */
  #fields(fields: LogFields): LogFields {
    return { connection: this.#logId, session: this.#session?.logId ?? null, ...fields };
  }

  #refuseHello(): void {
    this.#refuse(HELLO_EXPECTED);
  }

  #refuse({ code, closeCode }: Refusal): void {
    this.#options.log.warn('frame refused', this.#fields({ code, closeCode }));
    this.#session?.end();
    this.close(closeCode, code);
  }

  readonly #onSent = (): void => {
    this.#session?.drained(this);
  };

  /** `ws` has already begun to close the socket with the code that fits. */
  #onSocketError(error: Error & { code?: string }): void {
    this.#options.log.warn('socket failed', this.#fields({ code: error.code ?? error.name }));
    // Bad bytes end the session; a connection that failed does not.
    if (error.code?.startsWith('WS_ERR_')) this.#session?.end();
    if (!this.#closing) this.#startClosing();
  }

  #onClosed(code: number): void {
    clearTimeout(this.#closeTimer);
    clearTimeout(this.#helloTimer);
    this.#closing = true;
    const left = code === SIGNAL_CLOSE_CODES.normal || code === SIGNAL_CLOSE_CODES.goingAway;
    if (left && this.#session?.transport === this) this.#session.end();
    else this.#session?.detached(this, true);
    this.#options.registry.closed(this);
  }
}

const TEXT = { binary: false } as const;
const BINARY = { binary: true } as const;
const RATE_LIMITED: Refusal = {
  code: 'rate-limited',
  closeCode: SIGNAL_CLOSE_CODES.policyViolation,
};
const HELLO_EXPECTED: Refusal = {
  code: 'hello-expected',
  closeCode: SIGNAL_CLOSE_CODES.policyViolation,
};
