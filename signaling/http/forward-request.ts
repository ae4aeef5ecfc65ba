import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Says that another node of the cell passed a request on. */
export const FORWARDED_HEADER = 'drawbridge-forwarded';
/** Of one connection to the next (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer']);

const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));

/**
 * Lets another node answer a request.
 * @returns whether it did; if not, nothing has been answered
 */
export function forwardRequest(
  nodeUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const target = new URL(request.url ?? '/', nodeUrl);
  const headers = { ...endToEnd(request.headers), [FORWARDED_HEADER]: '1' };
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const outgoing = send(target, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
      response.flushHeaders();
      answer.on('error', () => response.destroy());
      answer.pipe(response);
      answer.once('end', () => resolve(true));
    });
    outgoing.on('error', () => {
      if (response.headersSent) response.destroy();
      resolve(response.headersSent);
    });
    // Whoever asked is gone: the other node has to notice.
    response.once('close', () => {
      outgoing.destroy();
      resolve(true);
    });
    request.pipe(outgoing);
  });
}
