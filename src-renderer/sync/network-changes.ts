/**
 * Tells when this computer's network changed: it came or went, or another one is used (Wi-Fi, dock,
 * VPN), where the browser says so (Network Information API).
 *
 * @returns stops telling
 */
export function watchNetwork(listener: () => void): () => void {
  const sources: readonly (readonly [EventTarget | undefined, string])[] = [
    [globalThis.window, 'online'],
    [globalThis.window, 'offline'],
    [(globalThis.navigator as { connection?: EventTarget } | undefined)?.connection, 'change'],
  ];
  for (const [source, event] of sources) source?.addEventListener(event, listener);
  return () => {
    for (const [source, event] of sources) source?.removeEventListener(event, listener);
  };
}
