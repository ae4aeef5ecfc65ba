import { bearerToken, isSameText } from '../access/bearer.ts';
import { jsonAnswer, textAnswer } from '../http/answer.ts';
import type { CellRoute } from '../http/cell-route.ts';
import type { CellFigures } from '../metrics/cell-metrics.ts';
import type { Counters } from '../metrics/counters.ts';
import { TokenBucket } from '../sessions/token-bucket.ts';
import { ADMIN_PAGE, ADMIN_SCRIPT, ADMIN_STYLE } from './admin-page.ts';

/** Wrong tokens a minute after which nobody is listened to for a while. */
const WRONG_TOKENS_PER_MINUTE = 30;

export interface AdminRoutesOptions {
  readonly token: string;
  readonly figures: () => CellFigures;
  readonly counters: Counters;
  readonly nowMs?: () => number;
}

/** The operator's page: counts and rates, and nothing that names a person, a room or an address. */
export function adminRoutes(options: AdminRoutesOptions): readonly CellRoute[] {
  const { token, figures, counters, nowMs = () => performance.now() } = options;
  const startedMs = nowMs();
  const wrongTokens = new TokenBucket({
    perSecond: WRONG_TOKENS_PER_MINUTE / 60,
    burst: WRONG_TOKENS_PER_MINUTE,
    nowMs,
  });
  const file = (path: string, type: string, text: string): CellRoute => ({
    method: 'GET',
    path,
    handler: () => textAnswer(200, text, { 'content-type': `${type}; charset=utf-8` }),
  });
  return [
    file('/admin', 'text/html', ADMIN_PAGE),
    file('/admin/app.js', 'text/javascript', ADMIN_SCRIPT),
    file('/admin/style.css', 'text/css', ADMIN_STYLE),
    {
      method: 'GET',
      path: '/admin/figures',
      handler: ({ headers }) => {
        if (!wrongTokens.has(1))
          return textAnswer(429, 'Too many wrong tokens.', { 'retry-after': '60' });
        if (!isSameText(bearerToken(headers) ?? '', token)) {
          wrongTokens.take(1);
          return textAnswer(401, 'The token is not right.');
        }
        const { messages, refusals, onQueueWait: _none, ...totals } = counters;
        return jsonAnswer(200, {
          upSeconds: Math.round((nowMs() - startedMs) / 1_000),
          now: figures(),
          totals: {
            ...totals,
            messages: Object.fromEntries(messages),
            refusals: Object.fromEntries(refusals),
          },
        });
      },
    },
  ];
}
