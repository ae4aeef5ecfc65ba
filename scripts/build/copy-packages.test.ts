import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyPackages } from './copy-packages.ts';

async function installed(packages: Record<string, readonly string[]>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-packages-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, needs] of Object.entries(packages)) {
    await mkdir(join(folder, name), { recursive: true });
    const dependencies = Object.fromEntries(needs.map((other) => [other, '1.0.0']));
    await writeFile(join(folder, name, 'package.json'), JSON.stringify({ name, dependencies }));
  }
  return folder;
}

describe('copying packages', () => {
  it('brings what they need, each once, and nothing else', async () => {
    const from = await installed({ a: ['@x/b', 'c'], '@x/b': ['c'], c: ['a'], other: [] });
    const to = join(from, '../', `${from.split('/').at(-1)}-copy`);
    onTestFinished(() => rm(to, { recursive: true }));
    expect([...(await copyPackages(['a'], from, to))].sort()).toEqual(['@x/b', 'a', 'c']);
    expect(await readFile(join(to, '@x/b/package.json'), 'utf8')).toContain('@x/b');
    await expect(readFile(join(to, 'other/package.json'))).rejects.toThrow('ENOENT');
  });

  it('fails when one is not there', async () => {
    const from = await installed({ a: ['gone'] });
    await expect(copyPackages(['a'], from, join(from, 'copy'))).rejects.toThrow('gone');
  });
});
