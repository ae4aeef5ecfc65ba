import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import type { RedisTarget } from '../bus/redis-target.ts';
import { freePort } from './free-port.ts';
import { waitUntil } from './wait.ts';

const program = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((path) => existsSync(path));

/** Whether tests with a real Redis can run here; they say so in their names. */
export const HAS_REDIS = program !== undefined;

/** What a sentinel calls the servers that it watches. */
const WATCHED_NAME = 'cell';

/** A redis-server of its own, in a fresh folder, that ends with its test. */
export class TestRedis {
  readonly #folder: string;
  readonly #port: number;
  readonly #more: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;

  private constructor(folder: string, port: number, more: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#port = port;
    this.#more = more;
  }

  /** @param more further options of the server */
  static async start(more: Readonly<Record<string, string>> = {}): Promise<TestRedis> {
    const folder = await mkdtemp(join(tmpdir(), 'drawbridge-redis-'));
    const redis = new TestRedis(folder, await freePort(), more);
    onTestFinished(async () => {
      await redis.kill();
      await rm(folder, { recursive: true, force: true });
    });
    await redis.restart();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** A cluster of one server, which has all keys. */
  static async startCluster(): Promise<RedisTarget> {
    const redis = await TestRedis.start({
      '--cluster-enabled': 'yes',
      '--cluster-announce-ip': '127.0.0.1',
    });
    const client = redis.client();
    await client.cluster('ADDSLOTSRANGE', 0, 16_383);
    let info = '';
    while (!info.includes('cluster_state:ok')) info = await client.cluster('INFO');
    return { kind: 'cluster', nodes: [{ host: '127.0.0.1', port: redis.#port }] };
  }

  /**
   * A server, a copy of it, and a sentinel that watches both: half a second without an answer counts
   * as down.
   */
  static async startWatched(): Promise<{
    readonly target: RedisTarget;
    readonly first: TestRedis;
  }> {
    if (program === undefined) throw new Error('there is no redis-server here');
    const [first, copy, port] = [
      await TestRedis.start(),
      await TestRedis.start(),
      await freePort(),
    ];
    await copy.client().replicaof('127.0.0.1', first.#port);
    const file = join(first.#folder, 'sentinel.conf');
    await writeFile(
      file,
      [
        `port ${port}`,
        'bind 127.0.0.1',
        `dir ${first.#folder}`,
        `sentinel monitor ${WATCHED_NAME} 127.0.0.1 ${first.#port} 1`,
        `sentinel down-after-milliseconds ${WATCHED_NAME} 500`,
        `sentinel failover-timeout ${WATCHED_NAME} 2000`,
      ].join('\n'),
    );
    const sentinel = spawn(program, [file, '--sentinel'], { stdio: 'ignore' });
    onTestFinished(() => {
      sentinel.kill('SIGKILL');
    });
    const asked = new Redis({ port, retryStrategy: () => 50 });
    asked.on('error', () => undefined);
    onTestFinished(() => asked.disconnect());
    let copies: unknown = [];
    while (!Array.isArray(copies) || copies.length === 0) {
      copies = await asked.call('SENTINEL', 'REPLICAS', WATCHED_NAME);
    }
    const sentinels = [{ host: '127.0.0.1', port }];
    return { target: { kind: 'sentinel', sentinels, name: WATCHED_NAME }, first };
  }

  get target(): { readonly kind: 'single'; readonly url: string } {
    return { kind: 'single', url: this.url };
  }

  /** A client that ends with the test. */
  client(): Redis {
    const client = new Redis(this.url);
    client.on('error', () => undefined);
    onTestFinished(() => client.disconnect());
    return client;
  }

  /** With whatever its folder still has. */
  async restart(): Promise<void> {
    if (program === undefined) throw new Error('there is no redis-server here');
    const options = {
      '--port': String(this.#port),
      '--bind': '127.0.0.1',
      '--dir': this.#folder,
      '--save': '',
      '--appendonly': 'yes',
      // As docs/hosting.md has it: what is acknowledged is on the disk.
      '--appendfsync': 'always',
      ...this.#more,
    };
    const child = spawn(program, Object.entries(options).flat(), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let log = '';
    child.stdout.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
    this.#child = child;
    await waitUntil(
      () => log.includes('Ready to accept connections'),
      () => `redis-server: ${log}`,
    );
  }

  /** As a crash does. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
  }

  /** It stays connected and answers nothing. */
  hang(): void {
    this.#child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.#child?.kill('SIGCONT');
  }
}
