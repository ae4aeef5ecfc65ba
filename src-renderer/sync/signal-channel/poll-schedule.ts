/** Short polls: the first wait, which doubles while nothing happens (TR-06). */
export const POLL_BASE_MS = 1_000;
export const POLL_MAX_MS = 30_000;
/** The longest wait while somebody else is in a room, whose changes must not come late (TR-05). */
export const POLL_COMPANY_MAX_MS = 5_000;
/** After a change made here polls stay fast for this long. */
export const POLL_FAST_FOR_MS = 10_000;

/** When the next short poll is due: 1, 2, 4, 8, 16, 30 s, from the start again when something happens. */
export class PollSchedule {
  readonly #nowMs: () => number;
  #quiet = 0;
  #fastUntilMs = Number.NEGATIVE_INFINITY;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** A change was made here. */
  changed(): void {
    this.#quiet = 0;
    this.#fastUntilMs = this.#nowMs() + POLL_FAST_FOR_MS;
  }

  /**
   * @param somethingCame whether the last poll brought anything
   * @param inCompany whether anybody else is in a room
   */
  nextMs(somethingCame: boolean, inCompany: boolean): number {
    if (somethingCame) this.#quiet = 0;
    if (this.#nowMs() < this.#fastUntilMs) return POLL_BASE_MS;
    const waitMs = Math.min(POLL_BASE_MS * 2 ** this.#quiet, POLL_MAX_MS);
    this.#quiet += 1;
    return inCompany ? Math.min(waitMs, POLL_COMPANY_MAX_MS) : waitMs;
  }
}
