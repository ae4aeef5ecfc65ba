/** Where Redis is. */
export type RedisTarget =
  | { readonly kind: 'single'; readonly url: string }
  | { readonly kind: 'cluster'; readonly nodes: readonly RedisHost[] }
  | { readonly kind: 'sentinel'; readonly sentinels: readonly RedisHost[]; readonly name: string };

export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 6379;
const DEFAULT_SENTINEL_PORT = 26_379;
const HOST = /^([\w.-]+|\[[\da-f:]+\])(?::(\d{1,5}))?$/i;

function readHosts(text: string, defaultPort: number): RedisHost[] | undefined {
  const hosts: RedisHost[] = [];
  for (const entry of text.split(',')) {
    const [, host, port] = HOST.exec(entry) ?? [];
    if (host === undefined) return undefined;
    hosts.push({ host, port: Number(port ?? defaultPort) });
  }
  return hosts;
}

/**
 * Reads `redis://…` and `rediss://…` (one server), `redis+cluster://host:port,host:port` and
 * `redis+sentinel://host:port,host:port/name`.
 * @returns undefined when it is none of them
 */
export function parseRedisUrl(text: string): RedisTarget | undefined {
  if (/^rediss?:\/\/[^,\s]+$/.test(text)) {
    return URL.canParse(text) ? { kind: 'single', url: text } : undefined;
  }
  const cluster = /^redis\+cluster:\/\/([^/]+)\/?$/.exec(text)?.[1];
  if (cluster !== undefined) {
    const nodes = readHosts(cluster, DEFAULT_PORT);
    return nodes && { kind: 'cluster', nodes };
  }
  const [, list, name] = /^redis\+sentinel:\/\/([^/]+)\/([\w.-]+)$/.exec(text) ?? [];
  const sentinels = list === undefined ? undefined : readHosts(list, DEFAULT_SENTINEL_PORT);
  return sentinels && name !== undefined ? { kind: 'sentinel', sentinels, name } : undefined;
}
