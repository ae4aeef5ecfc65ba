import { createReadStream, type Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { closeIfBodyIsUnread, methodNotAllowed, notFound, sendAnswer } from './answer.ts';
import { mediaTypeOf } from './media-types.ts';
import { notBuiltAnswer } from './not-built-page.ts';
import { PAGE_HEADERS } from './security-headers.ts';

const ONE_YEAR_SECONDS = 31_536_000;
const IMMUTABLE = `public, max-age=${ONE_YEAR_SECONDS}, immutable`;
/** Asks again each time; the `etag` makes the answer short. */
const REVALIDATE = 'no-cache';
/** Vite names what it emits to `assets/` by a hash of its content. */
const HASHED_ASSET = /^assets\/(?:.*\/)?[^/]+-[\w-]{8,}\.[a-z0-9]+$/i;

/**
 * The file that a URL path names, relative to the root, or undefined where it could name anything
 * outside of it, a hidden file, or nothing.
 */
export function relativeFileOf(urlPath: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/') || /[\0\\:]/.test(decoded)) return undefined;
  if (decoded === '/') return 'index.html';
  const segments = decoded.slice(1).split('/');
  if (segments.some((segment) => segment === '' || segment.startsWith('.'))) return undefined;
  return segments.join('/');
}

/** The file behind a path, where it is a plain file inside the root, links followed. */
async function findFile(
  root: string,
  relative: string,
): Promise<{ path: string; stats: Stats } | undefined> {
  try {
    const realRoot = await realpath(root);
    const path = await realpath(join(realRoot, relative));
    if (!path.startsWith(realRoot + sep)) return undefined;
    const stats = await stat(path);
    return stats.isFile() ? { path, stats } : undefined;
  } catch {
    return undefined;
  }
}

/** Made by the build, best first. */
const COMPRESSED = [
  { encoding: 'br', extension: '.br' },
  { encoding: 'gzip', extension: '.gz' },
] as const;

/** A compressed copy that the client takes, where the build has made one. */
async function findCompressed(root: string, relative: string, request: IncomingMessage) {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  for (const { encoding, extension } of COMPRESSED) {
    if (!accepts(accepted, encoding)) continue;
    const file = await findFile(root, relative + extension);
    if (file) return { ...file, encoding };
  }
  return undefined;
}

/** Whether `accept-encoding` names an encoding, and not with `q=0`. */
function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((part) => {
    const [name, ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    return name === encoding && !parameters.some((each) => /^q=0(?:\.0*)?$/.test(each));
  });
}

/**
 * Answers GET and HEAD from the folder of the built web client.
 * @param webRoot undefined, or a folder without index.html: `/` then says how to build it
 */
export async function serveStatic(
  webRoot: string | undefined,
  urlPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendAnswer(request, response, methodNotAllowed(['GET', 'HEAD']));
    return;
  }
  const relative = relativeFileOf(urlPath);
  const file =
    webRoot !== undefined && relative !== undefined ? await findFile(webRoot, relative) : undefined;
  if (!file || relative === undefined) {
    const isPage = relative === 'index.html';
    sendAnswer(request, response, isPage ? notBuiltAnswer() : notFound());
    return;
  }
  const compressed = await findCompressed(webRoot ?? '', relative, request);
  const { path, stats } = compressed ?? file;
  const etag = `W/"${stats.size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}"`;
  const headers = {
    ...PAGE_HEADERS,
    ...closeIfBodyIsUnread(request),
    vary: 'accept-encoding',
    ...(compressed ? { 'content-encoding': compressed.encoding } : {}),
    'cache-control': HASHED_ASSET.test(relative) ? IMMUTABLE : REVALIDATE,
    etag,
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': mediaTypeOf(file.path),
    'content-length': stats.size,
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(path), response);
}
