const DEFAULT_DEADLINE_MS = 15_000;
const POLL_MS = 5;

/** Waits for a state; what it was instead is in the error. */
export async function waitUntil(
  isReached: () => boolean,
  what: () => string = () => isReached.toString(),
  deadlineMs: number = DEFAULT_DEADLINE_MS,
): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (!isReached()) {
    if (performance.now() > endMs) throw new Error(`not reached in ${deadlineMs} ms: ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The value of a promise, or an error when it takes too long. */
export async function withDeadline<T>(
  promise: Promise<T>,
  what: string,
  deadlineMs: number = DEFAULT_DEADLINE_MS,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not in ${deadlineMs} ms`)), deadlineMs);
  });
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
}
