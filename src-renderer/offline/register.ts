/**
 * Makes the page start without a network from the next time on. Only the web client that was built
 * for a server names a manifest: the desktop app has its files on disk.
 */
export function startOffline(page: Document, container: ServiceWorkerContainer | undefined): void {
  // Browsers offer it to pages from https and from this computer only.
  if (!container || page.querySelector('link[rel="manifest"]') === null) return;
  const register = (): void => {
    container.register('./service-worker.js').catch((error: unknown) => {
      // A profile that keeps nothing, for example: the page works, with a network.
      console.info('The web client cannot be kept for offline use.', error);
    });
  };
  // What the page needs comes first.
  if (page.readyState === 'complete') register();
  else page.defaultView?.addEventListener('load', register, { once: true });
}
