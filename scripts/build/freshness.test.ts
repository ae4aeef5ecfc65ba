import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale, markBuilt } from './freshness.ts';
import type { TargetDescription } from './targets.ts';

const TARGET: TargetDescription = {
  label: 'a thing',
  sources: ['src', 'lock.json'],
  outputs: ['out/thing/index.html'],
};
const BUILT_AT_MS = Date.parse('2020-01-01T12:00:00Z');
const BEFORE_S = BUILT_AT_MS / 1000 - 60;
const AFTER_S = BUILT_AT_MS / 1000 + 60;

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'drawbridge-build-'));
  await mkdir(join(root, 'src/deep'), { recursive: true });
  await mkdir(join(root, 'out/thing'), { recursive: true });
  for (const file of ['src/a.ts', 'src/deep/b.ts', 'lock.json', 'out/thing/index.html']) {
    await writeFile(join(root, file), '');
  }
  for (const path of ['src/a.ts', 'src/deep/b.ts', 'lock.json', 'src/deep', 'src']) {
    await utimes(join(root, path), BEFORE_S, BEFORE_S);
  }
});
afterEach(() => rm(root, { recursive: true }));

describe('whether a build is needed', () => {
  it('is needed when it never happened', async () => {
    expect(await isStale(root, 'thing', TARGET)).toBe(true);
  });

  it('is not needed when nothing changed since', async () => {
    await markBuilt(root, 'thing', BUILT_AT_MS);
    expect(await isStale(root, 'thing', TARGET)).toBe(false);
  });

  it('is needed when a deep source changed', async () => {
    await markBuilt(root, 'thing', BUILT_AT_MS);
    await utimes(join(root, 'src/deep/b.ts'), AFTER_S, AFTER_S);
    expect(await isStale(root, 'thing', TARGET)).toBe(true);
  });

  it('is needed when a source was removed', async () => {
    await markBuilt(root, 'thing', BUILT_AT_MS);
    await rm(join(root, 'src/deep/b.ts'));
    expect(await isStale(root, 'thing', TARGET)).toBe(true);
  });

  it('is needed when an output is gone', async () => {
    await markBuilt(root, 'thing', BUILT_AT_MS);
    await rm(join(root, 'out/thing/index.html'));
    expect(await isStale(root, 'thing', TARGET)).toBe(true);
  });

  it('does not ask for one because a test changed', async () => {
    await writeFile(join(root, 'src/a.test.ts'), '');
    await utimes(join(root, 'src'), BEFORE_S, BEFORE_S);
    await markBuilt(root, 'thing', BUILT_AT_MS);
    expect(await isStale(root, 'thing', TARGET)).toBe(false);
  });
});
