export const CACHE_PREFIX = 'drawbridge-';
/** The network has this long to answer with the page, then the stored one is shown. */
export const PAGE_TIMEOUT_MS = 3_000;

/** Answers that are kept. */
export interface OfflineStore {
  read(url: string): Promise<Response | undefined>;
  write(url: string, response: Response): Promise<void>;
}

export interface OfflineOptions {
  /** Address of the web client. */
  readonly root: string;
  readonly store: OfflineStore;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** @returns undefined for what is none of the web client's own files: the network answers that */
export function answerFor(
  request: Request,
  options: OfflineOptions,
): Promise<Response> | undefined {
  const { root } = options;
  const url = new URL(request.url);
  url.search = '';
  url.hash = '';
  if (request.method !== 'GET') return undefined;
  if (url.href === root && request.mode === 'navigate') return page(request, options);
  return url.href.startsWith(`${root}assets/`) ? asset(request, url.href, options) : undefined;
}

async function page(request: Request, { root, store, fetch }: OfflineOptions): Promise<Response> {
  const stored = await store.read(root);
  if (!stored) return fetch(request);
  const network = fetch(request).then((response) => (response.ok ? response : undefined));
  const tooLate = new Promise<undefined>((resolve) => {
    setTimeout(resolve, PAGE_TIMEOUT_MS, undefined);
  });
  try {
    return (await Promise.race([network, tooLate])) ?? stored;
  } catch (error) {
    // What fetch says where there is no network.
    if (error instanceof TypeError) return stored;
    throw error;
  }
}

async function asset(
  request: Request,
  url: string,
  { store, fetch }: OfflineOptions,
): Promise<Response> {
  const stored = await store.read(url);
  if (stored) return stored;
  const response = await fetch(request);
  if (response.ok) await store.write(url, response.clone());
  return response;
}
