import type { IncomingMessage, ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from './security-headers.ts';

/** A complete answer, held in memory. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: nothing. Text is sent as UTF-8. */
  readonly body?: string | Uint8Array;
}

const TEXT = 'text/plain; charset=utf-8';

export function textAnswer(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': TEXT, 'cache-control': 'no-store', ...headers },
    body: `${text}\n`,
  };
}

export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

export const notFound = (): Answer => textAnswer(404, 'Not found.');

export const methodNotAllowed = (allow: readonly string[]): Answer =>
  textAnswer(405, 'Method not allowed.', { allow: allow.join(', ') });

/** Sends an answer with the security headers; a HEAD request gets it without its body. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): void {
  const body = Buffer.from(answer.body ?? '');
  response.writeHead(answer.status, {
    ...SECURITY_HEADERS,
    ...closeIfBodyIsUnread(request),
    ...answer.headers,
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** A request body that nobody reads would have to be swallowed before the next request. */
export function closeIfBodyIsUnread(request: IncomingMessage): Readonly<Record<string, string>> {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  return hasBody && !request.complete ? { connection: 'close' } : {};
}
