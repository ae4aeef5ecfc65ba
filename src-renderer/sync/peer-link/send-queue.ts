import { FrameWriter } from './frames.ts';
import { SEND_HIGH_WATER_BYTES } from './limits.ts';
import type { Wire } from './wire.ts';

/**
 * Messages waiting for the bulk channel. Keeps little in the channel itself, and makes large
 * messages only when their turn comes, so that neither memory nor a cursor pays for a big board.
 */
export class SendQueue {
  readonly #wire: Wire;
  readonly #waiting: Iterator<Uint8Array>[] = [];
  readonly #patient: Uint8Array[] = [];
  #current: FrameWriter | null = null;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** Whether everything has been handed over and left the channel. */
  get idle(): boolean {
    const waiting = this.#waiting.length + this.#patient.length;
    return !this.#current && waiting === 0 && this.#wire.bufferedBytes('bulk') === 0;
  }

  /** Queues messages behind those that wait; the iterable is read as the channel has room. */
  push(messages: Iterable<Uint8Array>): void {
    this.#waiting.push(messages[Symbol.iterator]());
    this.pump();
  }

  /** Queues a message that waits for all others, also for those that come later. */
  pushPatiently(message: Uint8Array): void {
    this.#patient.push(message);
    this.pump();
  }

  /** Hands frames over until the channel holds enough; called again when it has drained. */
  pump(): void {
    while (this.#wire.bufferedBytes('bulk') < SEND_HIGH_WATER_BYTES) {
      this.#current ??= this.#next();
      if (!this.#current) return;
      this.#wire.send('bulk', this.#current.next());
      if (this.#current.done) this.#current = null;
    }
  }

  #next(): FrameWriter | null {
    for (let head = this.#waiting[0]; head; head = this.#waiting[0]) {
      const { done, value } = head.next();
      if (!done) return new FrameWriter(value, this.#wire.frameMaxBytes);
      this.#waiting.shift();
    }
    const patient = this.#patient.shift();
    return patient ? new FrameWriter(patient, this.#wire.frameMaxBytes) : null;
  }
}
