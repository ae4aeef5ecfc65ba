import type { IncomingMessage, ServerResponse } from 'node:http';
import { SESSION_HEADERS } from '../../protocol.ts';
import { sendAnswer } from '../answer.ts';

const PREFLIGHT_MAX_AGE_S = 7_200;

/**
 * Pages of other origins may use the rungs: nothing here depends on cookies, and what is sent proves
 * itself by a session's secret.
 */
export const CORS_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after',
};

/** Answers a browser's question whether it may send our headers. */
export function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  methods: readonly string[],
): void {
  sendAnswer(request, response, {
    status: 204,
    headers: {
      ...CORS_HEADERS,
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': [
        ...Object.values(SESSION_HEADERS),
        'last-event-id',
        'content-type',
        'authorization',
      ].join(', '),
      'access-control-max-age': String(PREFLIGHT_MAX_AGE_S),
    },
  });
}
