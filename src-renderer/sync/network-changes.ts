/** How often the clock is looked at. */
export const CLOCK_INTERVAL_MS = 1_000;
/** A look that comes this much late shows that the computer slept, or that the page was frozen. */
export const SLEPT_MS = 5_000;

/**
 * Tells when this computer's network changed, or may have: it came or went, another one is used
 * (Wi-Fi, dock, VPN), where the browser says so (Network Information API), or the computer slept,
 * which shows by the clock, since no browser says so.
 *
 * @returns stops telling
 */
export function watchNetwork(listener: () => void): () => void {
  const sources: readonly (readonly [EventTarget | undefined, string])[] = [
    [globalThis.window, 'online'],
    [globalThis.window, 'offline'],
    [(globalThis.navigator as { connection?: EventTarget } | undefined)?.connection, 'change'],
    // A page that was frozen goes on (Page Lifecycle API).
    [globalThis.document, 'resume'],
  ];
  for (const [source, event] of sources) source?.addEventListener(event, listener);
  // Of the wall clock: the monotonic one stands still during sleep on some systems.
  let lookedAtMs = Date.now();
  const timer = setInterval(() => {
    const lateMs = Date.now() - lookedAtMs - CLOCK_INTERVAL_MS;
    lookedAtMs = Date.now();
    if (lateMs >= SLEPT_MS) listener();
  }, CLOCK_INTERVAL_MS);
  return () => {
    clearInterval(timer);
    for (const [source, event] of sources) source?.removeEventListener(event, listener);
  };
}
