import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CustomScheme } from 'electron';
import { mediaTypeOf } from '../../signaling/http/media-types.ts';
import { relativeFileOf } from '../../signaling/http/static-files.ts';

/** The renderer's own scheme: a secure context with an origin of its own, unlike `file:`. */
export const APP_SCHEME = 'drawbridge-app';
const APP_HOST = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_URL = `${APP_ORIGIN}/`;

/** All schemes of the app. They must be registered in one call, since a second replaces the first. */
export const PRIVILEGED_SCHEMES: CustomScheme[] = [
  {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
  },
];

/**
 * What the renderer may load: its own files only. It may connect anywhere, since a link names
 * the cell, and a cell on the same network speaks plain `ws:`.
 */
export const APP_CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss: http: https:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': APP_CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Whether a URL belongs to the app. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  // `URL.origin` is "null" for schemes that Node does not know.
  const { protocol, host } = new URL(url);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST;
}

function refusal(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  });
}

const START_PAGE = 'index.html';

/** Answers the scheme's requests from the folder of the built renderer, and from nowhere else. */
export function createAppFileHandler(root: string): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'Method not allowed.');
    const file = isAppUrl(url) ? relativeFileOf(new URL(url).pathname || '/') : undefined;
    if (file === undefined) return refusal(404, 'Not found.');
    try {
      const bytes = await readFile(join(root, file));
      return new Response(method === 'HEAD' ? null : new Uint8Array(bytes), {
        headers: { ...HEADERS, 'content-type': mediaTypeOf(file) },
      });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      // Without its page the window would show a bare "Not found."; so it has failed to load.
      return file === START_PAGE ? Response.error() : refusal(404, 'Not found.');
    }
  };
}
