/**
 * Runs `send` at most once an interval: at once when the last time is long enough ago, else when
 * the interval has passed. The last request is never lost, and nothing runs without a request.
 */
export class Throttle {
  readonly #send: () => void;
  readonly #intervalMs: number;
  readonly #now: () => number;
  #lastAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(intervalMs: number, send: () => void, now: () => number = () => performance.now()) {
    this.#intervalMs = intervalMs;
    this.#send = send;
    this.#now = now;
  }

  request(): void {
    if (this.#timer !== undefined) return;
    const waitMs = this.#lastAt + this.#intervalMs - this.#now();
    if (waitMs <= 0) this.#run();
    else this.#timer = setTimeout(() => this.#run(), waitMs);
  }

  /** Sends what waits now. */
  flush(): void {
    if (this.#timer !== undefined) this.#run();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #run(): void {
    this.stop();
    this.#lastAt = this.#now();
    this.#send();
  }
}
