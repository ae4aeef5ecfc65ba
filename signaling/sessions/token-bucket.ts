/** Allows `burst` at once and `perSecond` in the long run. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #nowMs: () => number;
  #tokens: number;
  #filledAtMs: number;

  constructor(options: { perSecond: number; burst: number; nowMs: () => number }) {
    this.#perMs = options.perSecond / 1000;
    this.#burst = options.burst;
    this.#nowMs = options.nowMs;
    this.#tokens = options.burst;
    this.#filledAtMs = options.nowMs();
  }

  /** @returns whether there was enough; if not, nothing is taken */
  take(amount: number): boolean {
    if (!this.has(amount)) return false;
    this.#tokens -= amount;
    return true;
  }

  /** Whether there is enough; takes nothing. */
  has(amount: number): boolean {
    const nowMs = this.#nowMs();
    this.#tokens = Math.min(this.#burst, this.#tokens + (nowMs - this.#filledAtMs) * this.#perMs);
    this.#filledAtMs = nowMs;
    return this.#tokens >= amount;
  }
}
