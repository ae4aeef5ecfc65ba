import { Cluster, Redis } from 'ioredis';
import type { RedisTarget } from './redis-target.ts';

export type RedisClient = Redis | Cluster;

const RETRY_STEP_MS = 100;
const RETRY_MAX_MS = 1_000;
const CONNECT_TIMEOUT_MS = 3_000;
/** A Redis that hangs is as good as none. */
const COMMAND_TIMEOUT_MS = 3_000;

const retryMs = (times: number): number => Math.min(times * RETRY_STEP_MS, RETRY_MAX_MS);

/**
 * A connection that comes back by itself, and takes no command while it is away. It subscribes to
 * nothing by itself when it is back.
 */
export function connectRedis(target: RedisTarget): RedisClient {
  const options = {
    enableOfflineQueue: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: retryMs,
  } as const;
  switch (target.kind) {
    case 'single':
      return new Redis(target.url, options);
    case 'cluster':
      return new Cluster([...target.nodes], {
        enableOfflineQueue: false,
        clusterRetryStrategy: retryMs,
        redisOptions: options,
      });
    case 'sentinel':
      return new Redis({ ...options, sentinels: [...target.sentinels], name: target.name });
  }
}
