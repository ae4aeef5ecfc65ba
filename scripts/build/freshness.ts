import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TargetDescription } from './targets.ts';

const TEST_FILE = /\.test\.tsx?$/;

async function modifiedAtMs(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The newest modification below a path, folders included: a removed file changes its folder. 0 = absent. */
export async function newestChangeMs(path: string): Promise<number> {
  const own = await modifiedAtMs(path);
  if (own === null) return 0;
  if (!(await stat(path)).isDirectory()) return own;
  let newest = own;
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (TEST_FILE.test(entry.name)) continue;
    newest = Math.max(newest, await newestChangeMs(join(path, entry.name)));
  }
  return newest;
}

function markerOf(root: string, name: string): string {
  return join(root, 'out', '.built', name);
}

/** Whether a target is missing, or older than something that goes into it. */
export async function isStale(
  root: string,
  name: string,
  target: TargetDescription,
): Promise<boolean> {
  const builtAtMs = await modifiedAtMs(markerOf(root, name));
  if (builtAtMs === null) return true;
  for (const output of target.outputs) {
    if ((await modifiedAtMs(join(root, output))) === null) return true;
  }
  for (const source of target.sources) {
    if ((await newestChangeMs(join(root, source))) > builtAtMs) return true;
  }
  return false;
}

/**
 * Notes that a target was built.
 *
 * @param startedAtMs when the build began, so that an edit made meanwhile counts as newer
 */
export async function markBuilt(root: string, name: string, startedAtMs: number): Promise<void> {
  const marker = markerOf(root, name);
  await mkdir(dirname(marker), { recursive: true });
  await writeFile(marker, `${new Date(startedAtMs).toISOString()}\n`);
  await utimes(marker, startedAtMs / 1000, startedAtMs / 1000);
}
