import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Logger, messageOf } from '../log.ts';
import {
  CELL_PRODUCT,
  CELL_PROTOCOL_VERSION,
  CELL_PROTOCOL_VERSIONS,
  type CellConfig,
  CONFIG_PATH,
} from '../protocol.ts';
import { type Answer, jsonAnswer, methodNotAllowed, sendAnswer, textAnswer } from './answer.ts';
import { type CellRoute, serveRoute } from './cell-route.ts';
import { answerPreflight } from './rungs/cors.ts';
import type { Rungs } from './rungs/rungs.ts';
import { serveStatic } from './static-files.ts';

export interface RequestHandlerOptions {
  readonly webRoot: string | undefined;
  /** The parts of `/v1/config` that differ from cell to cell. */
  readonly config: (
    request: IncomingMessage,
  ) => Promise<Omit<CellConfig, 'product' | 'protocol' | 'protocols'>>;
  readonly routes: readonly CellRoute[];
  readonly rungs: Rungs;
  readonly log: Logger;
  /** Whether new clients are welcome here, and if not, why. */
  readonly readiness: () => 'ready' | 'stopping' | 'redis lost';
}

/** @param origin the address that the request came through */
export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  origin: object,
) => void;

/** The path and query of a request target, or undefined for anything but `/…`. */
export function splitTarget(
  target: string | undefined,
): { path: string; query: URLSearchParams } | undefined {
  if (!target?.startsWith('/')) return undefined;
  const [path = '/', query = ''] = target.split(/\?(.*)/s, 2);
  return { path, query: new URLSearchParams(query) };
}

/** Everything the cell answers over plain HTTP. */
export function createRequestHandler(options: RequestHandlerOptions): RequestHandler {
  const config = async (request: IncomingMessage): Promise<Answer> => {
    const value: CellConfig = {
      product: CELL_PRODUCT,
      protocol: CELL_PROTOCOL_VERSION,
      protocols: [...CELL_PROTOCOL_VERSIONS],
      ...(await options.config(request)),
    };
    return jsonAnswer(200, value, { 'access-control-allow-origin': '*' });
  };
  const builtIn: Readonly<Record<string, (request: IncomingMessage) => Answer | Promise<Answer>>> =
    {
      '/livez': () => textAnswer(200, 'ok'),
      '/readyz': () => {
        const readiness = options.readiness();
        return textAnswer(readiness === 'ready' ? 200 : 503, readiness);
      },
      // Readable from any origin: a client of another host asks the cell that a link names.
      [CONFIG_PATH]: config,
    };

  const handle = async (
    request: IncomingMessage,
    response: ServerResponse,
    origin: object,
  ): Promise<void> => {
    // The next request is for another node.
    if (options.readiness() === 'stopping') response.setHeader('connection', 'close');
    const url = splitTarget(request.url);
    if (!url) {
      sendAnswer(request, response, textAnswer(400, 'Bad request.'));
      return;
    }
    if (options.rungs.owns(url.path)) {
      await options.rungs.handle(url.path, request, response, origin);
      return;
    }
    if (url.path === CONFIG_PATH && request.method === 'OPTIONS') {
      // A join token is shown in a header, which a browser asks about first.
      answerPreflight(request, response, ['GET']);
      return;
    }
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const answer = Object.hasOwn(builtIn, url.path) ? builtIn[url.path] : undefined;
    if (answer) {
      const its = isRead ? await answer(request) : methodNotAllowed(['GET', 'HEAD']);
      sendAnswer(request, response, its);
      return;
    }
    const onPath = options.routes.filter((route) => route.path === url.path);
    if (onPath.length > 0) {
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      const route = onPath.find((candidate) => candidate.method === method);
      if (route) await serveRoute(route, url, request, response, options.log);
      else sendAnswer(request, response, methodNotAllowed(onPath.map((each) => each.method)));
      return;
    }
    await serveStatic(options.webRoot, url.path, request, response);
  };

  return (request, response, origin) => {
    request.on('error', () => response.destroy());
    handle(request, response, origin).catch((error: unknown) => {
      // Most often a client that left in the middle of a file.
      if (!response.destroyed) options.log.warn('request failed', { error: messageOf(error) });
      response.destroy();
    });
  };
}
