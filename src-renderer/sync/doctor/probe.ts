/** A test that has not ended after this long has found that nothing comes back. */
export const PROBE_LIMIT_MS = 5_000;

/** Why a way cannot be used. */
export const FAILURE_CODES = [
  /** It failed at once: no network, a closed port, an unknown name, or somebody in between cuts it. */
  'unreachable',
  /** Nothing came back in time: what is sent is dropped. */
  'silent',
  /** What came back is not of the protocol. */
  'rubbish',
  /** It answered, and does not let us in. */
  'refused',
  /** A web server is there, but no cell. */
  'not-a-cell',
  /** The cell speaks newer versions only. */
  'newer-protocol',
  /** The browser gives out no address for direct connections. */
  'held-back',
  /** Nobody at the other end has a link to us. */
  'no-link',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** What a test itself finds; that it took too long or was cancelled, `runProbe` finds. */
export type Outcome =
  | { readonly works: true }
  | { readonly works: false; readonly code: FailureCode };

export const WORKS: Outcome = { works: true };
export const fails = (code: FailureCode): Outcome => ({ works: false, code });

export type ProbeResult =
  | { readonly kind: 'works'; readonly tookMs: number }
  | { readonly kind: 'blocked'; readonly code: FailureCode; readonly tookMs: number }
  | { readonly kind: 'cancelled' };

/**
 * Runs one test within its time. Its signal is aborted once the result is known, whatever that is,
 * so that it can clean up in one place.
 *
 * @param signal cancels it
 * @throws what the test throws: a mistake of ours, not something that it found
 */
export function runProbe(
  test: (signal: AbortSignal) => Promise<Outcome>,
  signal: AbortSignal,
  limitMs = PROBE_LIMIT_MS,
): Promise<ProbeResult> {
  if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const over = new AbortController();
    const tookMs = (): number => Math.round(performance.now() - startedMs);
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      over.abort();
    };
    const finish = (result: ProbeResult): void => {
      resolve(result);
      end();
    };
    const cancel = (): void => finish({ kind: 'cancelled' });
    const timer = setTimeout(
      () => finish({ kind: 'blocked', code: 'silent', tookMs: tookMs() }),
      limitMs,
    );
    signal.addEventListener('abort', cancel);
    test(over.signal).then(
      (outcome) =>
        finish(
          outcome.works
            ? { kind: 'works', tookMs: tookMs() }
            : { kind: 'blocked', code: outcome.code, tookMs: tookMs() },
        ),
      (error: unknown) => {
        reject(error);
        end();
      },
    );
  });
}
