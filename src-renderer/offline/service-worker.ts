/**
 * Lets the web client start without a network. The build puts in which files there are.
 *
 * The page itself comes from the network where that answers soon, so that a new version is used at
 * once; what it consists of has a hash of its content in its name and comes from the cache.
 */
import { answerFor, CACHE_PREFIX, type OfflineStore } from './offline-answers.ts';

declare const PRECACHED_FILES: readonly string[];
declare const BUILD_VERSION: string;

/** What this script needs of its global scope; the page's types know nothing of it. */
interface WorkerScope {
  readonly location: { readonly origin: string };
  readonly registration: { readonly scope: string };
  addEventListener(
    type: 'install' | 'activate',
    listener: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(
    type: 'fetch',
    listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}

const scope = globalThis as unknown as WorkerScope;
const cacheName = CACHE_PREFIX + BUILD_VERSION;

const store: OfflineStore = {
  read: async (url) => (await caches.open(cacheName)).match(url),
  write: async (url, response) => (await caches.open(cacheName)).put(url, response),
};

scope.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([...PRECACHED_FILES])));
});

scope.addEventListener('activate', (event) => {
  const forgetOthers = async (): Promise<void> => {
    for (const name of await caches.keys()) {
      if (name.startsWith(CACHE_PREFIX) && name !== cacheName) await caches.delete(name);
    }
  };
  event.waitUntil(forgetOthers());
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const answer = answerFor(request, { root: scope.registration.scope, store, fetch });
  if (answer) event.respondWith(answer);
});
