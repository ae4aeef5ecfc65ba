import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../signaling/testing/free-port.ts';

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
}

/** The server that comes with y-webrtc. */
export const STOCK_SERVER: ServerDescription = {
  name: 'y-webrtc server',
  entry: '../../node_modules/y-webrtc/bin/server.js',
  signalPath: '/',
  portFlag: false,
};

export const SERVERS: readonly ServerDescription[] = [
  {
    name: 'thin relay',
    entry: './thin-relay.ts',
    signalPath: '/',
    portFlag: false,
  },
  {
    name: 'cell',
    entry: '../../signaling/main.ts',
    signalPath: '/v1/signal',
    portFlag: true,
  },
  STOCK_SERVER,
];

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
  readonly #child: ChildProcess;

  private constructor(name: string, signalUrl: string, child: ChildProcess) {
    this.name = name;
    this.signalUrl = signalUrl;
    this.#child = child;
  }

  static async start({ name, entry, signalPath, portFlag }: ServerDescription) {
    const port = await freePort();
    const flags = portFlag ? ['--port', String(port)] : [];
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--import', here('./cpu-reporter.mjs'), here(entry), ...flags],
      {
        env: { ...process.env, PORT: String(port) },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    const endMs = performance.now() + START_DEADLINE_MS;
    while (!(await answers(`http://127.0.0.1:${port}/`))) {
      if (performance.now() > endMs) {
        child.kill();
        throw new Error(`${name} did not start`);
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    return new ServerUnderTest(name, `ws://127.0.0.1:${port}${signalPath}`, child);
  }

  /** CPU time used so far, microseconds. */
  async cpuUs(): Promise<number> {
    const answer = once(this.#child, 'message');
    this.#child.send('cpu');
    const [us] = await answer;
    return Number(us);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }
}
