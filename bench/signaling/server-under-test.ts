import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '../../signaling/testing/free-port.ts';
import { type Dialect, HOCUSPOCUS, Y_WEBRTC } from './dialects.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const START_DEADLINE_MS = 15_000;
const RETRY_MS = 50;

export interface ServerDescription {
  readonly name: string;
  /** Entry point, relative to this folder. */
  readonly entry: string;
  readonly signalPath: string;
  /** Whether the port goes on the command line; else into `PORT`. */
  readonly portFlag: boolean;
  /** Default: y-webrtc's. */
  readonly dialect?: Dialect;
}

/** The server that comes with y-webrtc. */
export const STOCK_SERVER: ServerDescription = {
  name: 'y-webrtc server',
  entry: '../../node_modules/y-webrtc/bin/server.js',
  signalPath: '/',
  portFlag: false,
};

export const CELL: ServerDescription = {
  name: 'cell',
  entry: '../../signaling/main.ts',
  signalPath: '/v1/signal',
  portFlag: true,
};

/** A well-known collaboration server, as a relay of its stateless messages. */
const HOCUSPOCUS_SERVER: ServerDescription = {
  name: 'Hocuspocus',
  entry: './hocuspocus-server.ts',
  signalPath: '/',
  portFlag: false,
  dialect: HOCUSPOCUS,
};

export const SERVERS: readonly ServerDescription[] = [
  {
    name: 'thin relay',
    entry: './thin-relay.ts',
    signalPath: '/',
    portFlag: false,
  },
  CELL,
  STOCK_SERVER,
  HOCUSPOCUS_SERVER,
];

const usageSchema = z.object({ cpuUs: z.number(), rssBytes: z.number() });

async function answers(origin: string): Promise<boolean> {
  try {
    await fetch(origin);
    return true;
  } catch {
    return false;
  }
}

/** A server in a process of its own, whose CPU time can be read. */
export class ServerUnderTest {
  readonly name: string;
  readonly signalUrl: string;
  readonly port: number;
  readonly dialect: Dialect;
  readonly #child: ChildProcess;

  private constructor(
    { name, signalPath, dialect = Y_WEBRTC }: ServerDescription,
    port: number,
    child: ChildProcess,
  ) {
    this.name = name;
    this.dialect = dialect;
    this.port = port;
    this.signalUrl = `ws://127.0.0.1:${port}${signalPath}`;
    this.#child = child;
  }

  /** @param extra further words of the command line */
  static async start(
    description: ServerDescription,
    extra: readonly string[] = [],
  ): Promise<ServerUnderTest> {
    const { name, entry, portFlag } = description;
    const port = await freePort();
    const flags = portFlag ? ['--port', String(port), ...extra] : [];
    const imports = ['--expose-gc', '--import', 'tsx', '--import', here('./cpu-reporter.mjs')];
    const child = spawn(process.execPath, [...imports, here(entry), ...flags], {
      env: { ...process.env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const endMs = performance.now() + START_DEADLINE_MS;
    while (!(await answers(`http://127.0.0.1:${port}/`))) {
      if (performance.now() > endMs) {
        child.kill();
        throw new Error(`${name} did not start`);
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    return new ServerUnderTest(description, port, child);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** CPU time used so far, microseconds. */
  async cpuUs(): Promise<number> {
    return (await this.#usage()).cpuUs;
  }

  /** Memory of the process, after a garbage collection. */
  async rssBytes(): Promise<number> {
    return (await this.#usage()).rssBytes;
  }

  /** A figure of `/metrics`. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.origin}/metrics`)).text();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1));
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** As a crash does. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }

  async #usage(): Promise<z.infer<typeof usageSchema>> {
    const answer = once(this.#child, 'message');
    this.#child.send('usage');
    const [usage] = await answer;
    return usageSchema.parse(usage);
  }
}
