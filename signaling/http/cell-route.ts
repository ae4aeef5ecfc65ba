import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type Logger, messageOf } from '../log.ts';
import { type Answer, sendAnswer, textAnswer } from './answer.ts';
import { readBody } from './read-body.ts';

export interface CellRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Undefined when the client is gone already. */
  readonly remoteAddress: string | undefined;
}

/** One HTTP route of the host that embeds the cell. */
export interface CellRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Exact path, without query. */
  readonly path: string;
  /** Larger bodies are refused with 413. Default 0: no body. */
  readonly maxBodyBytes?: number;
  /** What it throws becomes a 500, whose text says nothing of the cause. */
  handler(request: CellRequest): Answer | Promise<Answer>;
}

/** Reads the body within its cap, asks the handler, and sends what it answers. */
export async function serveRoute(
  route: CellRoute,
  url: { path: string; query: URLSearchParams },
  request: IncomingMessage,
  response: ServerResponse,
  log: Logger,
): Promise<void> {
  const read = await readBody(request, route.maxBodyBytes ?? 0);
  if (!read.ok) {
    if (read.code === 'too-large') {
      sendAnswer(request, response, textAnswer(413, 'Body too large.', { connection: 'close' }));
    }
    return;
  }
  let answer: Answer;
  try {
    answer = await route.handler({
      method: route.method,
      path: url.path,
      query: url.query,
      headers: request.headers,
      body: read.body,
      remoteAddress: request.socket.remoteAddress,
    });
  } catch (error) {
    log.error('route failed', { path: route.path, error: messageOf(error) });
    answer = textAnswer(500, 'The request failed.');
  }
  sendAnswer(request, response, answer);
}
