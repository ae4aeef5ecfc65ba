import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../signaling/testing/free-port.ts';

/** A redis-server in a fresh folder, as `docs/hosting.md` says to set it up. */
export class RedisUnderTest {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.#folder = folder;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async start(): Promise<RedisUnderTest> {
    const folder = await mkdtemp(join(tmpdir(), 'drawbridge-bench-redis-'));
    const redis = new RedisUnderTest(await freePort(), folder);
    await redis.restart();
    return redis;
  }

  async restart(): Promise<void> {
    const words = `--port ${this.#port} --bind 127.0.0.1 --dir ${this.#folder} --appendonly yes`;
    const child = spawn('redis-server', [...words.split(' '), '--save', ''], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error('redis-server ended')));
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.includes('Ready to accept connections')) resolve();
      });
    });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async end(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
