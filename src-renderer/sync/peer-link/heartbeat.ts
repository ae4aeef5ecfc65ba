import { HEARTBEAT_DEAD_MS, HEARTBEAT_MS, HEARTBEAT_QUIET_MS } from './limits.ts';

export interface HeartbeatOptions {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly beat: () => void;
  /** Once in each silence, before it is given up. */
  readonly onQuiet: () => void;
  readonly onDead: () => void;
  readonly intervalMs?: number;
  readonly quietAfterMs?: number;
  readonly deadAfterMs?: number;
}

/**
 * Tells a dead link from a quiet one: beats on an interval and gives up after a silence. A late
 * timer means that this page slept or was blocked; that time is not held against the other side.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #intervalMs: number;
  readonly #quietAfterMs: number;
  readonly #deadAfterMs: number;
  readonly #timer: ReturnType<typeof setInterval>;
  #heardAt: number;
  #tickAt: number;
  #quiet = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs ?? HEARTBEAT_MS;
    this.#quietAfterMs = options.quietAfterMs ?? HEARTBEAT_QUIET_MS;
    this.#deadAfterMs = options.deadAfterMs ?? HEARTBEAT_DEAD_MS;
    this.#heardAt = this.#tickAt = options.now();
    this.#timer = setInterval(() => this.#tick(), this.#intervalMs);
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
    const now = this.#options.now();
    const lateMs = now - this.#tickAt - this.#intervalMs;
    this.#tickAt = now;
    if (lateMs > this.#intervalMs) {
      // We were away. What came meanwhile is still queued behind this timer: give it one interval.
      this.#heardAt = Math.max(this.#heardAt, now - this.#intervalMs);
    }
    if (now - this.#heardAt > this.#deadAfterMs) {
      this.stop();
      this.#options.onDead();
      return;
    }
    if (!this.#quiet && now - this.#heardAt > this.#quietAfterMs) {
      this.#quiet = true;
      this.#options.onQuiet();
    }
    this.#options.beat();
  }
}
