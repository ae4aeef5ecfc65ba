import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { READY_FILE_VARIABLE } from '../../src-main/host/ready-file.ts';
import { LastLine } from './last-line.ts';

const READY_CHECK_MS = 100;

export type DesktopStart =
  /** Its first window is on screen; `ended` resolves to its exit code. */
  | { readonly ok: true; readonly process: ChildProcess; readonly ended: Promise<number> }
  /** It ended before. `message` quotes what it said last. */
  | { readonly ok: false; readonly message: string };

export interface DesktopLaunch {
  readonly executable: string;
  /** The folder with the built app, or other arguments. */
  readonly args: readonly string[];
}

/**
 * Starts Electron and waits until its first window is ready or it has ended. There is no other
 * limit: a first start may have to be allowed by the system, and a person can end it.
 */
export async function startDesktop({ executable, args }: DesktopLaunch): Promise<DesktopStart> {
  // A file tells of readiness, because a graphical program on Windows has no reliable output.
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-start-'));
  const readyFile = join(folder, 'ready');
  const env: NodeJS.ProcessEnv = { ...process.env, [READY_FILE_VARIABLE]: readyFile };
  // Set by some terminals that are Electron apps themselves; it would make ours plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  const child = spawn(executable, [...args], { env, stdio: ['ignore', 'inherit', 'pipe'] });
  const stderr = new LastLine();
  let ready = false;
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    stderr.push(text);
    if (ready) process.stderr.write(text);
  });
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      stderr.push(`${error.message}\n`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
  const isReady = new Promise<'ready'>((resolve) => {
    const timer = setInterval(() => {
      if (existsSync(readyFile)) resolve('ready');
    }, READY_CHECK_MS);
    void Promise.race([ended, new Promise((done) => child.once('exit', done))]).then(() =>
      clearInterval(timer),
    );
  });
  try {
    const first = await Promise.race([isReady, ended]);
    // A second instance hands over to the first, and ends at once with success.
    if (first === 'ready' || (first === 0 && existsSync(readyFile))) {
      ready = true;
      return { ok: true, process: child, ended };
    }
    return { ok: false, message: stderr.value ?? `it ended with code ${first}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
