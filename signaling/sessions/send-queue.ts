/** The part of a `ws` socket that a send queue needs. */
export interface Sink {
  readonly bufferedAmount: number;
  send(payload: Buffer, options: { binary: false }, done: () => void): void;
}

export interface SendQueueOptions {
  readonly highWaterBytes: number;
  readonly maxBytes: number;
  readonly graceMs: number;
  /** Called once, when the reader has taken too little for too long. Nothing is sent after it. */
  readonly onOverflow: (cause: 'bytes' | 'time') => void;
}

/**
 * What waits for one reader, bounded by bytes and by time: more than `maxBytes` waiting ends it at
 * once; more than `highWaterBytes` may wait for `graceMs`, since a burst also finds healthy readers
 * behind for a moment.
 */
export class SendQueue {
  readonly #sink: Sink;
  readonly #options: SendQueueOptions;
  #graceTimer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(sink: Sink, options: SendQueueOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  send(payload: Buffer): void {
    if (this.#ended) return;
    if (this.#sink.bufferedAmount + payload.length > this.#options.maxBytes) {
      this.#overflow('bytes');
      return;
    }
    this.#sink.send(payload, { binary: false }, this.#onSent);
    if (this.#graceTimer === undefined && this.#isBehind()) {
      this.#graceTimer = setTimeout(() => this.#overflow('time'), this.#options.graceMs);
      this.#graceTimer.unref();
    }
  }

  /** Sends nothing more and keeps no timer. */
  end(): void {
    this.#ended = true;
    this.#stopGrace();
  }

  #isBehind(): boolean {
    return this.#sink.bufferedAmount > this.#options.highWaterBytes;
  }

  /** Called after each write, failed ones included: those end the socket by its own `close` event. */
  readonly #onSent = (): void => {
    if (this.#graceTimer !== undefined && !this.#isBehind()) this.#stopGrace();
  };

  #stopGrace(): void {
    clearTimeout(this.#graceTimer);
    this.#graceTimer = undefined;
  }

  #overflow(cause: 'bytes' | 'time'): void {
    this.end();
    this.#options.onOverflow(cause);
  }
}
