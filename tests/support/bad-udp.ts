import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { BadUdpConditions } from './bad-udp-conditions.ts';
import type { NetworkHost } from './network.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = ['scripts/run.mjs', 'tests/support/bad-udp-program.ts'];

/** A way for datagrams to a server of a test network that delays and loses them. */
export interface BadUdp {
  readonly port: number;
  /** Returns once they hold. */
  set(conditions: BadUdpConditions): Promise<void>;
  stop(): Promise<void>;
}

/** @param host where the server is, and this too; `port` is the server's */
export async function startBadUdp(host: NetworkHost, port: number): Promise<BadUdp> {
  const [command, ...prefix] = host.prefix;
  const child = spawn(
    command,
    [...prefix, process.execPath, ...PROGRAM, host.address, String(port)],
    { cwd: REPOSITORY, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const ended = once(child, 'exit');
  const [told] = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`the UDP forwarder ended (${code})`))),
  ]);
  return {
    port: z.object({ port: z.number() }).parse(told).port,
    async set(conditions) {
      const done = once(child, 'message');
      child.send(conditions);
      await done;
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
