import { OPEN_RIGHTS, type Rights } from '../access/rights.ts';
import { type Refusal, readClientFrame } from '../guards/client-frame.ts';
import type { CellLimits } from '../limits.ts';
import { type Logger, newLogId } from '../log.ts';
import type { Counters } from '../metrics/counters.ts';
import {
  isNumbered,
  readRelayHeader,
  SESSION_PROTOCOL_VERSION,
  type SessionServerMessage,
  SIGNAL_CLOSE_CODES,
  type SignalCloseCode,
  type SignalErrorCode,
} from '../protocol.ts';
import { encodeMessage } from './encode-message.ts';
import { Outbox, type ReplayBudget } from './outbox.ts';
import type { SessionHandler } from './session-handler.ts';
import type { SessionKey } from './session-key.ts';
import { TokenBucket } from './token-bucket.ts';
import type { Transport } from './transport.ts';

/** How far apart the cell's acknowledgements of what a client sent are, at most. */
const ACKNOWLEDGE_EACH = 16;

export interface SessionOptions {
  /** Null for a version 1 client: its session ends with its socket. */
  readonly key: SessionKey | null;
  readonly limits: CellLimits;
  readonly budget: ReplayBudget;
  readonly counters: Counters;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly handler: SessionHandler;
  /** Called once, when nothing of it is left. */
  readonly onEnd: (session: Session) => void;
}

/** A client that was asked to go elsewhere has this long after its time. */
const DRAIN_GRACE_MS = 1_000;
const INVALID_FRAME: Refusal = {
  code: 'invalid-message',
  closeCode: SIGNAL_CLOSE_CODES.policyViolation,
};

/**
 * One client: what it may do, what waits for it, and which connection carries it. The connection
 * may change, and be missing for a while, without anything being lost.
 */
export class Session {
  readonly key: SessionKey | null;
  readonly limits: CellLimits;
  /** Names it in the log. */
  readonly logId = newLogId();
  #rights: Rights = OPEN_RIGHTS;
  readonly #options: SessionOptions;
  readonly #outbox: Outbox;
  readonly #messages: TokenBucket;
  readonly #bytes: TokenBucket;
  #frameBytes: TokenBucket | undefined;
  #badSignatures: TokenBucket | undefined;
  #transport: Transport | undefined;
  #received = 0;
  #acknowledged = 0;
  #lastSignMs: number;
  #isLost = false;
  #isExpired = false;
  #isKnown = false;
  #ended = false;
  /** From when on its client should have gone to another node. */
  #drainsAtMs = Number.POSITIVE_INFINITY;
  #isDrainTold = true;

  constructor(options: SessionOptions) {
    const { key, limits, nowMs } = options;
    this.#options = options;
    this.key = key;
    this.limits = limits;
    this.#lastSignMs = nowMs();
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
    this.#outbox = new Outbox({
      limits,
      budget: options.budget,
      replays: key !== null,
      onWaited: (waitedMs) => options.counters.onQueueWait(waitedMs / 1_000),
      onOverflow: (cause) => this.#onOverflow(cause),
    });
  }

  /** Public id; empty for a version 1 client. */
  get id(): string {
    return this.key?.id ?? '';
  }

  get version(): number {
    return this.key ? SESSION_PROTOCOL_VERSION : 1;
  }

  /** What it may do. */
  get rights(): Rights {
    return this.#rights;
  }

  setRights(rights: Rights): void {
    if (rights === this.#rights) return;
    this.#rights = rights;
    this.#options.handler.onRights(this);
  }

  get transport(): Transport | undefined {
    return this.#transport;
  }

  /** How many numbered messages have come from the client. */
  get received(): number {
    return this.#received;
  }

  /** Whether its connection broke and no other has come yet. */
  get isLost(): boolean {
    return this.#isLost;
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  get waitingBytes(): number {
    return this.#outbox.waitingBytes;
  }

  /** How long nothing has come from the client. */
  silentForMs(nowMs: number): number {
    return nowMs - this.#lastSignMs;
  }

  /** Asks the client to connect anew, to whichever node answers, after a time. */
  drain(afterMs: number): void {
    this.#drainsAtMs = this.#options.nowMs() + afterMs + DRAIN_GRACE_MS;
    this.#tellDrain(afterMs);
  }

  /** Between two polls nobody is there to be told. */
  #tellDrain(afterMs: number): void {
    this.#isDrainTold = this.#transport !== undefined;
    this.tell({ type: 'drain', afterMs });
  }

  get isDrained(): boolean {
    return this.#options.nowMs() >= this.#drainsAtMs;
  }

  /** The client gave a sign of life. */
  touch(): void {
    this.#lastSignMs = this.#options.nowMs();
  }

  /**
   * Goes on over this connection; the one before is closed.
   * @param received number of the last message that the client has
   */
  attach(transport: Transport, received: number): void {
    const before = this.#transport;
    const resumed = this.#isKnown;
    this.#isKnown = true;
    if (resumed) this.#options.counters.sessionsResumed += 1;
    this.#transport = transport;
    this.touch();
    if (!this.key) {
      this.#outbox.attach(transport, 0);
      return;
    }
    before?.close(SIGNAL_CLOSE_CODES.normal, 'superseded');
    const complete = this.#outbox.attach(transport, received);
    this.#acknowledged = this.#received;
    this.#outbox.pushControl(
      encodeMessage({
        type: 'connected',
        protocol: SESSION_PROTOCOL_VERSION,
        session: this.key.id,
        ...(resumed ? {} : { secret: this.key.secret }),
        resumed,
        sent: complete ? received : this.#outbox.sent,
        received: this.#received,
      }),
    );
    if (this.#isLost) {
      this.#isLost = false;
      this.#isExpired = false;
      this.#options.handler.onBack(this);
    }
    if (!this.#isDrainTold) {
      const leftMs = this.#drainsAtMs - DRAIN_GRACE_MS - this.#options.nowMs();
      this.#tellDrain(Math.max(0, Math.round(leftMs)));
    }
    if (!complete) this.#resync('gap');
    this.#outbox.pump();
  }

  /** The connection's buffers have room again. */
  drained(transport: Transport): void {
    if (transport === this.#transport) this.#outbox.pump();
  }

  /**
   * A connection is gone.
   * @param lost whether it broke; else the client is expected to ask again soon (a poll)
   */
  detached(transport: Transport, lost: boolean): void {
    if (transport !== this.#transport) return;
    this.#transport = undefined;
    this.#outbox.detach();
    if (!this.key) this.end();
    else if (lost) this.#lose();
  }

  /** Nothing has come for too long: the others see it leave. It may still come back. */
  expire(): void {
    if (this.#isExpired || this.#ended || !this.key) return;
    const transport = this.#transport;
    this.#transport = undefined;
    if (transport) this.#outbox.detach();
    this.#isLost = true;
    this.#isExpired = true;
    this.#options.counters.membersExpired += 1;
    transport?.cut();
    this.#options.handler.onExpired(this);
  }

  #lose(): void {
    if (this.#isLost || this.#ended) return;
    this.#isLost = true;
    this.#options.handler.onLost(this);
  }

  /** The client has everything up to this number. */
  acknowledge(received: number): void {
    this.#outbox.acknowledge(received);
  }

  /** Takes one encoded message, which is shared with other receivers and must not be changed. */
  deliver(payload: Buffer, binary = false): void {
    if (this.#ended) return;
    this.#options.counters.deliveries += 1;
    this.#options.counters.deliveredBytes += payload.length;
    this.#outbox.push(payload, binary);
  }

  /** Takes a frame that is worthless when late. @returns whether it was sent */
  deliverLive(frame: Buffer): boolean {
    const { counters } = this.#options;
    if (this.#ended || !this.#outbox.pushLive(frame)) {
      counters.liveFramesLeftOut += 1;
      return false;
    }
    counters.deliveries += 1;
    counters.deliveredBytes += frame.length;
    return true;
  }

  /** A message to this client alone. */
  tell(message: SessionServerMessage): void {
    if (this.#ended) return;
    const payload = encodeMessage(message);
    if (isNumbered(message.type)) this.#outbox.push(payload);
    else this.#outbox.pushControl(payload);
  }

  /** An encoded message of the current connection only. */
  control(payload: Buffer): void {
    this.#outbox.pushControl(payload);
  }

  tellError(code: SignalErrorCode, message: string, room?: string): void {
    this.tell({ type: 'error', code, message, ...(room === undefined ? {} : { room }) });
  }

  /** Whether the client may send this much more now. */
  takeAllowance(messages: number, textBytes: number, frameBytes = 0): boolean {
    if (!this.#messages.take(messages)) return false;
    if (textBytes > 0 && !this.#bytes.take(textBytes)) return false;
    return frameBytes === 0 || this.#frameBucket.take(frameBytes);
  }

  /** @returns whether a wrong signature is one too many */
  isTooManyBadSignatures(): boolean {
    const { badSignaturesPerMinute } = this.limits;
    this.#badSignatures ??= new TokenBucket({
      perSecond: badSignaturesPerMinute / 60,
      burst: badSignaturesPerMinute,
      nowMs: this.#options.nowMs,
    });
    return !this.#badSignatures.take(1);
  }

  /** One text message, within its size and the allowance. */
  receiveText(text: string): Refusal | undefined {
    this.touch();
    if (this.#ended) return undefined;
    const read = readClientFrame(text, this.version);
    if (!read.ok) return read;
    this.#options.counters.received(read.message.type, text.length);
    if (isNumbered(read.message.type)) this.#count();
    return this.#options.handler.onMessage(this, read.message);
  }

  /** One binary frame, within its size and the allowance. Its bytes are the session's from now on. */
  receiveFrame(frame: Buffer): Refusal | undefined {
    this.touch();
    if (this.#ended) return undefined;
    const header = readRelayHeader(frame);
    if (!header) return INVALID_FRAME;
    this.#options.counters.received(header.kind, frame.length);
    if (header.kind !== 'live') this.#count();
    return this.#options.handler.onFrame(this, frame, header);
  }

  /** Enters a topic on the client's behalf: its request named it. */
  subscribe(topic: string): void {
    this.#options.handler.onMessage(this, { type: 'subscribe', topics: [topic] });
  }

  /** The client has been told what has come. */
  acknowledged(): void {
    this.#acknowledged = this.#received;
  }

  /** Tells the client what has come, so that it need not keep it. */
  acknowledgeAll(): void {
    if (!this.key || this.#acknowledged === this.#received) return;
    this.acknowledged();
    this.tell({ type: 'ack', received: this.#received });
  }

  /** Ends it and, in good order, its connection. May be called again. */
  end(closeCode: SignalCloseCode = SIGNAL_CLOSE_CODES.normal, reason?: SignalErrorCode): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.handler.onEnd(this);
    const transport = this.#transport;
    this.#transport = undefined;
    this.#outbox.end();
    if (reason) transport?.close(closeCode, reason);
    this.#options.onEnd(this);
  }

  get #frameBucket(): TokenBucket {
    this.#frameBytes ??= new TokenBucket({
      perSecond: this.limits.frameBytesPerSecond,
      burst: this.limits.frameByteBurst,
      nowMs: this.#options.nowMs,
    });
    return this.#frameBytes;
  }

  #count(): void {
    this.#received += 1;
    if (this.#received - this.#acknowledged >= ACKNOWLEDGE_EACH) this.acknowledgeAll();
  }

  #resync(reason: 'gap' | 'slow-reader'): void {
    this.#outbox.discard();
    this.tell({ type: 'resync', reason, sent: this.#outbox.sent });
    this.#options.handler.onResync(this);
  }

  #onOverflow(cause: 'bytes' | 'time' | 'messages'): void {
    if (this.#transport) this.#options.counters.slowReaders += 1;
    if (!this.key) {
      this.#options.log.warn('socket ended', {
        session: this.logId,
        code: 'slow-reader',
        cause,
      });
      const transport = this.#transport;
      this.end();
      transport?.cut();
    } else if (this.#transport) {
      this.#options.log.warn('reader left behind', {
        session: this.logId,
        code: 'slow-reader',
        cause,
      });
      this.#resync('slow-reader');
    } else {
      // Nobody is there: what is lost is told when it comes back.
      this.#outbox.discard();
    }
  }
}
