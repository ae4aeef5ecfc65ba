import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { NetworkHost, Protocol } from './network.ts';
import { PATIENCE_MS } from './patience.ts';

/** On every host that runs one. */
export const TURN_PORT = 3478;
const USER = 'drawbridge';
const PASSWORD = 'for tests only';

/** coturn in a host of a test network. */
export interface TurnServer {
  /** For the cell's `--ice-servers`: TURN over one protocol only. */
  readonly iceServers: string;
  /** The same for STUN over UDP. */
  readonly stunServers: string;
  stop(): Promise<void>;
}

/** Why there is no TURN server on this machine, or null when there is one. */
export function whyNoTurnServer(): string | null {
  try {
    execFileSync('turnserver', ['--version'], { stdio: 'ignore' });
    return null;
  } catch (error) {
    // coturn answers --version with an exit code of its own; only its absence counts.
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return absent ? 'coturn (turnserver) is not installed' : null;
  }
}

/**
 * @param protocol TCP is what is left where UDP is dropped
 * @param port where clients are told that it is; absent: where it is
 */
export async function startTurnServer(
  host: NetworkHost,
  protocol: Protocol = 'tcp',
  port = TURN_PORT,
): Promise<TurnServer> {
  const [command, ...prefix] = host.prefix;
  const child = spawn(
    command,
    [
      ...prefix,
      'turnserver',
      '-n',
      '--no-tls',
      '--no-dtls',
      '--no-cli',
      '--lt-cred-mech',
      '--realm=drawbridge.test',
      `--user=${USER}:${PASSWORD}`,
      `--listening-ip=${host.address}`,
      `--relay-ip=${host.address}`,
      `--listening-port=${TURN_PORT}`,
      '--log-file=stdout',
      '--pidfile=/dev/null',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no TURN server: ${said}`)), PATIENCE_MS);
    const onLine = (line: string): void => {
      said.push(line);
      if (!line.includes('Total General servers')) return;
      clearTimeout(timer);
      resolve();
    };
    createInterface({ input: child.stdout }).on('line', onLine);
    createInterface({ input: child.stderr }).on('line', onLine);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`coturn ended (${code}): ${said}`)));
  });
  const urls = `turn:${host.address}:${port}?transport=${protocol}`;
  return {
    stunServers: JSON.stringify([{ urls: `stun:${host.address}:${TURN_PORT}` }]),
    iceServers: JSON.stringify([{ urls, username: USER, credential: PASSWORD }]),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
