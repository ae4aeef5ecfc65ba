import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { NetworkHost } from './network.ts';
import { PATIENCE_MS } from './patience.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

const listeningSchema = z.object({
  msg: z.literal('listening'),
  url: z.string(),
  pid: z.number(),
});

const CELL_SOURCE = ['scripts/run.mjs', 'signaling/main.ts'];
/** What `npm run build -- cell` makes. */
export const BUILT_CELL = ['out/cell/main.js'];
/** Set to 1 by whoever has built the cell: it starts in a tenth of the time. */
export const CELL_IS_BUILT_VARIABLE = 'TESTS_CELL_IS_BUILT';

/** A cell in a process of its own, as people start it, serving the built web client. */
export interface CellProcess {
  readonly url: string;
  readonly port: number;
  /** Everything that it has logged so far. */
  readonly log: readonly string[];
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the cell's own program on loopback, without the build step of `npm run signaling`: the
 * gate has built the web client, and a test must not change it under another.
 *
 * @param port 0 = any
 * @param program what Node runs: the source, or what was built
 * @param host where in a test network it runs; absent: on loopback
 */
export async function startCellProcess(
  port = 0,
  extra: readonly string[] = [],
  host?: NetworkHost,
  program = process.env[CELL_IS_BUILT_VARIABLE] === '1' ? BUILT_CELL : CELL_SOURCE,
): Promise<CellProcess> {
  const [command = process.execPath, ...prefix] = [...(host?.prefix ?? []), process.execPath];
  const child = spawn(
    command,
    [
      ...prefix,
      ...program,
      '--host',
      host?.address ?? '127.0.0.1',
      '--port',
      String(port),
      '--web-root',
      'out/web',
      ...(host ? ['--lan'] : []),
      ...extra,
    ],
    { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log: string[] = [];
  const { url } = await new Promise<z.infer<typeof listeningSchema>>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no cell: ${log.join('\n')}`)), PATIENCE_MS);
    const onLine = (line: string): void => {
      log.push(line);
      if (!line.startsWith('{')) return;
      const parsed = listeningSchema.safeParse(JSON.parse(line));
      if (!parsed.success) return;
      clearTimeout(timer);
      resolve(parsed.data);
    };
    createInterface({ input: child.stdout }).on('line', onLine);
    createInterface({ input: child.stderr }).on('line', onLine);
    child.once('exit', (code) => reject(new Error(`the cell ended (${code}): ${log.join('\n')}`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = exited(child);
    child.kill(signal);
    await gone;
  };
  return {
    url,
    port: Number(new URL(url).port),
    log,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
  });
