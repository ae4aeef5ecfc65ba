import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies packages that cannot be bundled (they load a native library from their own folder) with
 * everything that they need at run time.
 *
 * @param from folder `node_modules` that has them all side by side
 * @param to folder `node_modules` to make
 * @returns the names of all that were copied
 * @throws when one is not installed
 */
export async function copyPackages(
  names: readonly string[],
  from: string,
  to: string,
): Promise<readonly string[]> {
  const copied = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (copied.has(name)) continue;
    copied.add(name);
    const manifest: unknown = JSON.parse(await readFile(join(from, name, 'package.json'), 'utf8'));
    await cp(join(from, name), join(to, name), { recursive: true });
    waiting.push(...dependenciesOf(manifest));
  }
  return [...copied];
}

function dependenciesOf(manifest: unknown): string[] {
  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
  if (!isObject(manifest) || !('dependencies' in manifest)) return [];
  return isObject(manifest.dependencies) ? Object.keys(manifest.dependencies) : [];
}
