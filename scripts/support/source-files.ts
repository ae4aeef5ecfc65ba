import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Folders that never hold sources of ours. */
const SKIPPED = new Set(['node_modules', 'out', 'test-results', 'playwright-report', 'results']);

/**
 * All files below the folders with one of the extensions, sorted.
 * A folder that does not exist is empty; any other failure to list is thrown.
 */
export async function listSourceFiles(
  folders: readonly string[],
  extensions: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) await collect(folder, new Set(extensions), found);
  return found.sort();
}

async function collect(folder: string, extensions: ReadonlySet<string>, found: string[]) {
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) await collect(path, extensions, found);
    } else if (extensions.has(extname(entry.name))) {
      found.push(path);
    }
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
