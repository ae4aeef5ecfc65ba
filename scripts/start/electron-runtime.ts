import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a download may make no progress at all. */
export const INSTALL_STALL_LIMIT_MS = 20_000;
const PROGRESS_CHECK_MS = 500;
const PROGRESS_SAY_MS = 2_000;
const BYTES_PER_MB = 1_000_000;

/** Names a folder with a runtime from elsewhere, as the package `electron` itself reads it. */
const RUNTIME_VARIABLE = 'ELECTRON_OVERRIDE_DIST_PATH';

/**
 * The Electron executable of an installed `electron` package, or null when its runtime was never
 * downloaded or is incomplete.
 *
 * @param packageFolder `node_modules/electron`
 */
export function findElectronRuntime(
  packageFolder: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const pathFile = join(packageFolder, 'path.txt');
  const named = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null;
  const elsewhere = env[RUNTIME_VARIABLE];
  if (elsewhere) {
    const executable = join(elsewhere, named ?? 'electron');
    return existsSync(executable) ? executable : null;
  }
  if (named === null) return null;
  const executable = join(packageFolder, 'dist', named);
  return existsSync(executable) ? executable : null;
}

export type InstallResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'stalled' | 'failed'; readonly message: string };

export interface InstallOptions {
  /** electron's own `install.js`. */
  readonly script: string;
  /** Folders whose growth counts as progress, besides the download's own temporary folder. */
  readonly growing: readonly string[];
  readonly stallLimitMs?: number;
  readonly checkMs?: number;
  readonly say: (line: string) => void;
}

/** Bytes below a folder; what vanishes meanwhile counts nothing. */
async function bytesBelow(folder: string): Promise<number> {
  let sum = 0;
  try {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return sum;
}

/** The line of an error output that says most: the first that is not part of a stack trace. */
function essence(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('at ')) ?? 'no reason given';
}

/**
 * Downloads the runtime with electron's own script. It shows how much has come, and is given up
 * when neither output nor bytes came for the limit: a mirror that accepts connections and stays
 * silent would hold it for ever.
 */
export async function installElectronRuntime(options: InstallOptions): Promise<InstallResult> {
  const { stallLimitMs = INSTALL_STALL_LIMIT_MS, checkMs = PROGRESS_CHECK_MS, say } = options;
  // Its temporary files go to a folder of their own, where their growth can be seen.
  const temporary = await mkdtemp(join(tmpdir(), 'drawbridge-electron-'));
  const child = spawn(process.execPath, [options.script], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let progressAtMs = Date.now();
  let saidAtMs = 0;
  let bytes = 0;
  let stalled = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
      progressAtMs = Date.now();
    });
  }
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
  const check = async (): Promise<void> => {
    let now = 0;
    for (const folder of [temporary, ...options.growing]) now += await bytesBelow(folder);
    if (now > bytes) {
      progressAtMs = Date.now();
      if (Date.now() - saidAtMs >= PROGRESS_SAY_MS) {
        saidAtMs = Date.now();
        say(`  ${(now / BYTES_PER_MB).toFixed(0)} MB`);
      }
    }
    bytes = now;
    if (Date.now() - progressAtMs > stallLimitMs) {
      stalled = true;
      child.kill('SIGKILL');
    }
  };
  let over = false;
  const watching = (async () => {
    while (!over) {
      await check();
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, checkMs))]);
    }
  })();
  const code = await ended;
  over = true;
  await watching;
  await rm(temporary, { recursive: true, force: true });
  if (stalled) {
    const seconds = Math.round(stallLimitMs / 1000);
    return { ok: false, code: 'stalled', message: `no progress for ${seconds} s` };
  }
  return code === 0 ? { ok: true } : { ok: false, code: 'failed', message: essence(output) };
}
