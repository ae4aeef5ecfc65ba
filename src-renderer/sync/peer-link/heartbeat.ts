import type { WireTiming } from './wire.ts';

export interface HeartbeatOptions {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly beat: () => void;
  /** Once in each silence, before it is given up. */
  readonly onQuiet: () => void;
  readonly onDead: () => void;
  readonly timing: Omit<WireTiming, 'handshakeMs'>;
}

/**
 * Tells a dead link from a quiet one: beats on an interval and gives up after a silence. A late
 * timer means that this page slept or was blocked; that time is not held against the other side.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  #heardAt: number;
  #tickAt: number;
  #quiet = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#heardAt = this.#tickAt = options.now();
    this.#timer = setInterval(() => this.#tick(), options.timing.heartbeatMs);
  }

  /** Anything at all arrived. */
  heard(): void {
    this.#heardAt = this.#options.now();
    this.#quiet = false;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const { heartbeatMs, quietAfterMs, deadAfterMs } = this.#options.timing;
    const now = this.#options.now();
    const lateMs = now - this.#tickAt - heartbeatMs;
    this.#tickAt = now;
    if (lateMs > heartbeatMs) {
      // We were away. What came meanwhile is still queued behind this timer: give it one interval.
      this.#heardAt = Math.max(this.#heardAt, now - heartbeatMs);
    }
    if (now - this.#heardAt > deadAfterMs) {
      this.stop();
      this.#options.onDead();
      return;
    }
    if (!this.#quiet && now - this.#heardAt > quietAfterMs) {
      this.#quiet = true;
      this.#options.onQuiet();
    }
    this.#options.beat();
  }
}
