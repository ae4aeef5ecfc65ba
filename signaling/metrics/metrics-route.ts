import { bearerToken, isSameText } from '../access/bearer.ts';
import { isLoopbackAddress } from '../access/client-address.ts';
import { type Answer, textAnswer } from '../http/answer.ts';
import type { CellRequest, CellRoute } from '../http/cell-route.ts';
import type { CellFigures, CellMetrics } from './cell-metrics.ts';
import type { Counters } from './counters.ts';

export interface MetricsRouteOptions {
  /** Asked for as a bearer token; without one, this computer alone may read the metrics. */
  readonly token: string | undefined;
  readonly figures: () => CellFigures;
  readonly counters: Counters;
}

/** `GET /metrics`. */
export function metricsRoute({ token, figures, counters }: MetricsRouteOptions): CellRoute {
  let metrics: Promise<CellMetrics> | undefined;
  const mayRead = ({ headers, remoteAddress }: CellRequest): boolean => {
    if (token !== undefined) return isSameText(bearerToken(headers) ?? '', token);
    // Behind a proxy everybody seems to be on this computer.
    const isDirect = headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
    return isDirect && isLoopbackAddress((remoteAddress ?? '').replace(/^::ffff:/, ''));
  };
  return {
    method: 'GET',
    path: '/metrics',
    async handler(request): Promise<Answer> {
      if (!mayRead(request)) return textAnswer(401, 'Not for you.');
      // Made when first asked for: most cells are never asked.
      metrics ??= import('./cell-metrics.ts').then(
        ({ CellMetrics }) => new CellMetrics(figures, counters),
      );
      const its = await metrics;
      return textAnswer(200, await its.text(), { 'content-type': its.contentType });
    },
  };
}
