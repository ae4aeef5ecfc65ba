import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Answer, CellRequest, CellRoute } from '../../signaling/cell.ts';
import { jsonAnswer, textAnswer } from '../../signaling/http/answer.ts';
import type { BuiltInCell } from './built-in-cell.ts';

/** Says which host serves the page and whether the network reaches it. */
export const HOST_PATH = '/v1/host';
/** Opens the built-in cell to the network. */
export const SHARE_ON_NETWORK_PATH = '/v1/host/share-on-network';
const BODY_MAX_BYTES = 1024;

export const hostDescriptionSchema = z.object({
  host: z.literal('launcher'),
  network: z.object({ shared: z.boolean(), origins: z.array(z.string()) }),
});

const LOOPBACK_NAME = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\])(:\d{1,5})?$/;
const LOOPBACK_ADDRESS = /^(::ffff:)?127\.|^::1$/;

/**
 * Whether a request came from this computer, to this computer. The `Host` header too must be a
 * loopback name: a foreign page whose own name was made to point at 127.0.0.1 (DNS rebinding)
 * sends that name.
 */
export function isFromThisComputer(request: {
  readonly remoteAddress: string | undefined;
  readonly headers: IncomingHttpHeaders;
}): boolean {
  return (
    request.remoteAddress !== undefined &&
    LOOPBACK_ADDRESS.test(request.remoteAddress) &&
    LOOPBACK_NAME.test(request.headers.host ?? '')
  );
}

/**
 * Why a request may not change anything, or undefined when it may. A page of another site can
 * send a form or a simple request here, but neither with our own `Origin` nor, without the
 * preflight that is never granted, with a JSON content type.
 */
export function forgeryOf(headers: IncomingHttpHeaders): string | undefined {
  if (headers.origin === undefined || headers.origin !== `http://${headers.host}`) {
    return 'The request must come from the page that this host serves.';
  }
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') {
    return 'The request must be of type application/json.';
  }
  return undefined;
}

const NOT_HERE: Answer = textAnswer(404, 'Not found.');

/** Routes that the launcher adds to its cell, for the page that runs on this computer. */
export function hostRoutes(cell: () => BuiltInCell): readonly CellRoute[] {
  const guarded =
    (handle: (request: CellRequest) => Answer | Promise<Answer>) => (request: CellRequest) =>
      isFromThisComputer(request) ? handle(request) : NOT_HERE;
  return [
    {
      method: 'GET',
      path: HOST_PATH,
      handler: guarded(() => jsonAnswer(200, { host: 'launcher', network: cell().network() })),
    },
    {
      method: 'POST',
      path: SHARE_ON_NETWORK_PATH,
      maxBodyBytes: BODY_MAX_BYTES,
      handler: guarded(async ({ headers }) => {
        const forgery = forgeryOf(headers);
        if (forgery !== undefined) return textAnswer(403, forgery);
        return jsonAnswer(200, await cell().shareOnNetwork());
      }),
    },
  ];
}
