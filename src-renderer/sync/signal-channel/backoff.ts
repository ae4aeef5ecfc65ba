/** First wait; doubles with each failure (CM-01). */
export const BACKOFF_BASE_MS = 1_000;
export const BACKOFF_MAX_MS = 30_000;
/** Spread of ± this share, so that clients do not all come back at once after a restart. */
export const BACKOFF_JITTER = 0.2;
/** A connection that stayed open this long resets the count; a flapping cell keeps the longer wait. */
export const BACKOFF_STABLE_MS = 10_000;
/** After this many failures the interface says "offline"; tries go on every 30 s (CM-02). */
export const FAST_ATTEMPTS = 10;

/**
 * Milliseconds to wait after `failures` failures in a row: min(1000 · 2^(failures-1), 30000) ± 20 %.
 * @param random uniform in [0, 1)
 */
export function backoffMs(failures: number, random: number): number {
  const exact = Math.min(BACKOFF_BASE_MS * 2 ** Math.max(0, failures - 1), BACKOFF_MAX_MS);
  return Math.round(exact * (1 + BACKOFF_JITTER * (2 * random - 1)));
}
