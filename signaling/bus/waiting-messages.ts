export interface WaitingMessagesLimits {
  readonly maxMessages: number;
  readonly maxBytes: number;
  /** What is older is worth nothing any more. */
  readonly maxAgeMs: number;
}

interface Waiting {
  readonly room: string;
  readonly body: Buffer;
  readonly atMs: number;
}

/** Messages to other nodes that cannot be sent yet: the oldest give way when there are too many. */
export class WaitingMessages {
  readonly #limits: WaitingMessagesLimits;
  readonly #nowMs: () => number;
  #messages: Waiting[] = [];
  #bytes = 0;
  #dropped = 0;

  constructor(limits: WaitingMessagesLimits, nowMs: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#nowMs = nowMs;
  }

  get size(): number {
    return this.#messages.length;
  }

  /** How many were given up. */
  get dropped(): number {
    return this.#dropped;
  }

  push(room: string, body: Buffer): void {
    this.#messages.push({ room, body, atMs: this.#nowMs() });
    this.#bytes += body.length;
    const { maxMessages, maxBytes } = this.#limits;
    while (this.#messages.length > maxMessages || this.#bytes > maxBytes) {
      this.#bytes -= this.#messages.shift()?.body.length ?? 0;
      this.#dropped += 1;
    }
  }

  /** Takes out what waits for a room and is still worth sending, oldest first. */
  take(room: string): Buffer[] {
    if (this.#messages.length === 0) return [];
    const oldestMs = this.#nowMs() - this.#limits.maxAgeMs;
    const taken: Buffer[] = [];
    const kept: Waiting[] = [];
    for (const message of this.#messages) {
      const isLate = message.atMs < oldestMs;
      if (!isLate && message.room !== room) {
        kept.push(message);
        continue;
      }
      this.#bytes -= message.body.length;
      if (isLate) this.#dropped += 1;
      else taken.push(message.body);
    }
    this.#messages = kept;
    return taken;
  }
}
