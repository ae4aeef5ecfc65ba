/** A bench must end by itself, whatever hangs. */
export const BENCH_LIMIT_MS = 170_000;

export interface BenchScope {
  /** Has something ended when the bench ends, however it does; the last one first. */
  defer(end: () => Promise<unknown> | unknown): void;
}

/**
 * Runs a bench and ends what it started. After the limit it says so and the process ends with 1.
 */
export async function runBench(
  bench: (scope: BenchScope) => Promise<void>,
  limitMs: number = BENCH_LIMIT_MS,
): Promise<void> {
  const ends: (() => Promise<unknown> | unknown)[] = [];
  const endAll = async (): Promise<void> => {
    for (let end = ends.pop(); end; end = ends.pop()) {
      try {
        await end();
      } catch (error) {
        console.error('could not end what the bench had started:', error);
      }
    }
  };
  const timer = setTimeout(() => {
    console.error(`Given up after ${limitMs / 1000} s.`);
    void endAll().finally(() => process.exit(1));
  }, limitMs);
  try {
    await bench({ defer: (end) => ends.push(end) });
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    clearTimeout(timer);
    await endAll();
  }
}

/** A number from the command line, or what holds when there is none. */
export function numberArgument(position: number, otherwise: number): number {
  const given = Number(process.argv[2 + position]);
  return Number.isFinite(given) && given > 0 ? given : otherwise;
}

export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
