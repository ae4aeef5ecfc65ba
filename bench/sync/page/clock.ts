/** Ticks of the system clock that are looked at; each takes a millisecond. */
const TICKS = 15;

/**
 * How far `performance.timeOrigin` is off the system's clock in this process. Each browser process
 * takes its origin once, so two of them differ by up to some milliseconds; `Date.now()` is the same
 * for all, but counts whole milliseconds. Caught at the moment when it ticks, it is exact to about
 * 0.1 ms, the step of `performance.now()`.
 */
function originErrorMs(): number {
  const errors: number[] = [];
  for (let tick = 0; tick < TICKS; tick++) {
    const before = Date.now();
    while (Date.now() === before);
    errors.push(performance.timeOrigin + performance.now() - Date.now());
  }
  errors.sort((a, b) => a - b);
  return errors[Math.floor(TICKS / 2)] ?? 0;
}

/** Times of this page on the clock that all processes of the machine share, in ms. */
export class SharedClock {
  readonly #offsetMs = performance.timeOrigin - originErrorMs();

  /** @param pageMs of `performance.now()` or of an event's `timeStamp` */
  at(pageMs: number): number {
    return this.#offsetMs + pageMs;
  }

  now(): number {
    return this.at(performance.now());
  }
}
