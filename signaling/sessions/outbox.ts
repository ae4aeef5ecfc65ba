import type { Transport } from './transport.ts';

export interface OutboxLimits {
  /** Messages that are kept until the client has them. */
  readonly replayMaxMessages: number;
  /** Bytes written and kept to be sent again. */
  readonly replayMaxBytes: number;
  /** Bytes not yet written above which the grace time runs. */
  readonly sendQueueHighWaterBytes: number;
  /** Bytes not yet written above which messages are left out at once. */
  readonly sendQueueMaxBytes: number;
  /** How long a reader may stay above the high water mark. */
  readonly sendQueueGraceMs: number;
}

/** Bytes that all sessions of a cell keep to send again; shared, so that many idle ones cost little. */
export interface ReplayBudget {
  usedBytes: number;
  readonly maxBytes: number;
}

export interface OutboxOptions {
  readonly limits: OutboxLimits;
  readonly budget: ReplayBudget;
  /** Whether written messages are kept until they are acknowledged. */
  readonly replays: boolean;
  /** How long a message waited that could not be written at once, ms. */
  readonly onWaited?: (waitedMs: number) => void;
  /** The reader takes too little: called once, until the next {@link Outbox.discard} or attach. */
  readonly onOverflow: (cause: 'bytes' | 'time' | 'messages') => void;
}

interface Item {
  readonly payload: Buffer;
  readonly binary: boolean;
  /** Since when it has had to wait; 0 for one that was written at once. */
  waitingSinceMs: number;
}

/**
 * What waits for one client, and what it was sent and may need again. Numbered messages are written
 * in order, kept until they are acknowledged, and written again to the next connection; live ones
 * are written at once or never.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  /** Numbered messages, the first of which has number `#first`; holes at the front are trimmed lazily. */
  #items: (Item | undefined)[] = [];
  /** Index in `#items` of the first message that is kept. */
  #head = 0;
  /** Number of `#items[#head]`. */
  #first = 1;
  /** Number of the last message written to the current connection. */
  #written = 0;
  #writtenBytes = 0;
  #pendingBytes = 0;
  #transport: Transport | undefined;
  #graceTimer: NodeJS.Timeout | undefined;
  #overflowed = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Number of the last numbered message. */
  get sent(): number {
    return this.#first + this.#count - 1;
  }

  /** Bytes that wait to be written, here and in the connection. */
  get waitingBytes(): number {
    return this.#pendingBytes + (this.#transport?.waitingBytes ?? 0);
  }

  get isAttached(): boolean {
    return this.#transport !== undefined;
  }

  /** A numbered message. */
  push(payload: Buffer, binary = false): void {
    if (this.#overflowed) return;
    const transport = this.#transport;
    if (transport && !this.#options.replays && this.#count === 0 && transport.hasRoom) {
      // The way of nearly every message of a version 1 client: nothing is kept.
      this.#first += 1;
      this.#written += 1;
      transport.write(payload, binary, this.#written);
      this.#watchGrace();
      return;
    }
    const item: Item = { payload, binary, waitingSinceMs: 0 };
    this.#items.push(item);
    this.#pendingBytes += payload.length;
    this.pump();
    if (transport && this.#written < this.sent) item.waitingSinceMs = performance.now();
    this.#bound();
  }

  /** A message that is worthless when late. @returns whether it was written */
  pushLive(payload: Buffer): boolean {
    if (!this.#transport?.hasRoom || this.#written < this.sent) return false;
    this.#transport.write(payload, true, this.#written);
    return true;
  }

  /** A message of this connection only, such as `pong`. It goes before what waits. */
  pushControl(payload: Buffer): void {
    this.#transport?.write(payload, false, this.#written);
  }

  /**
   * Uses a connection from now on, whose client has received up to `received`.
   * @returns whether everything later is still here; if not, it goes on from `sent`
   */
  attach(transport: Transport, received: number): boolean {
    this.detach();
    this.#transport = transport;
    this.#overflowed = false;
    const complete = received >= this.#first - 1 && received <= this.sent;
    if (complete) this.acknowledge(received);
    else this.discard();
    return complete;
  }

  /** Writes to nobody until the next {@link attach}. */
  detach(): void {
    this.#transport = undefined;
    this.#stopGrace();
    // What was written to the old connection has to be written again.
    this.#pendingBytes += this.#writtenBytes;
    this.#budget(-this.#writtenBytes);
    this.#writtenBytes = 0;
    this.#written = this.#first - 1;
  }

  /** The client has everything up to this number. */
  acknowledge(received: number): void {
    const upTo = Math.min(received, this.sent);
    while (this.#first <= upTo) this.#dropFirst();
    if (this.#written < this.#first - 1) this.#written = this.#first - 1;
  }

  /** Leaves out everything that is kept. */
  discard(): void {
    while (this.#count > 0) this.#dropFirst();
    this.#written = this.sent;
    this.#overflowed = false;
    this.#stopGrace();
  }

  /** Writes what waits, as long as the connection has room. */
  pump(): void {
    const transport = this.#transport;
    if (!transport) return;
    while (this.#written < this.sent && transport.hasRoom) {
      const item = this.#items[this.#head + this.#written - this.#first + 1];
      if (!item) break;
      this.#written += 1;
      this.#pendingBytes -= item.payload.length;
      if (item.waitingSinceMs > 0) {
        this.#options.onWaited?.(performance.now() - item.waitingSinceMs);
        item.waitingSinceMs = 0;
      }
      if (this.#options.replays) {
        this.#writtenBytes += item.payload.length;
        this.#budget(item.payload.length);
      } else {
        this.#forgetFirst();
      }
      transport.write(item.payload, item.binary, this.#written);
    }
    this.#watchGrace();
  }

  /** Keeps nothing and no timer. */
  end(): void {
    this.discard();
    this.#transport = undefined;
    this.#overflowed = true;
  }

  get #count(): number {
    return this.#items.length - this.#head;
  }

  #budget(bytes: number): void {
    this.#options.budget.usedBytes += bytes;
  }

  #dropFirst(): void {
    const bytes = this.#items[this.#head]?.payload.length ?? 0;
    if (this.#first <= this.#written) {
      this.#writtenBytes -= bytes;
      this.#budget(-bytes);
    } else {
      this.#pendingBytes -= bytes;
    }
    this.#forgetFirst();
  }

  #forgetFirst(): void {
    this.#items[this.#head] = undefined;
    this.#head += 1;
    this.#first += 1;
    const compactAt = 32;
    if (this.#head === this.#items.length) {
      this.#items = [];
      this.#head = 0;
    } else if (this.#head >= compactAt && this.#head * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
  }

  /** Drops what may be dropped, oldest first, and says so when that is not enough. */
  #bound(): void {
    const { limits, budget } = this.#options;
    while (
      this.#first <= this.#written &&
      (this.#count > limits.replayMaxMessages ||
        this.#writtenBytes > limits.replayMaxBytes ||
        budget.usedBytes > budget.maxBytes)
    ) {
      this.#dropFirst();
    }
    if (this.waitingBytes > limits.sendQueueMaxBytes) this.#overflow('bytes');
    else if (!this.#transport && this.#count > limits.replayMaxMessages) this.#overflow('messages');
  }

  #isBehind(): boolean {
    return this.waitingBytes > this.#options.limits.sendQueueHighWaterBytes;
  }

  #watchGrace(): void {
    if (this.#graceTimer === undefined) {
      if (!this.#isBehind()) return;
      const { sendQueueGraceMs } = this.#options.limits;
      this.#graceTimer = setTimeout(() => this.#overflow('time'), sendQueueGraceMs);
      this.#graceTimer.unref();
    } else if (!this.#isBehind()) {
      this.#stopGrace();
    }
  }

  #stopGrace(): void {
    clearTimeout(this.#graceTimer);
    this.#graceTimer = undefined;
  }

  #overflow(cause: 'bytes' | 'time' | 'messages'): void {
    this.#stopGrace();
    this.#overflowed = true;
    this.#options.onOverflow(cause);
  }
}
