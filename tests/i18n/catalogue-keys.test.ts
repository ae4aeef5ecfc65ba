import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { listSourceFiles } from '../../scripts/support/source-files.ts';
import { COMMANDS } from '../../src-renderer/commands/registry.ts';
import { startI18n } from '../../src-renderer/ui/i18n/index.ts';
import { type KeyUses, keysOf, keyUsesOf } from './catalogue-keys.ts';

const ROOT = fileURLToPath(new URL('../../src-renderer', import.meta.url));

describe('reading keys', () => {
  it('takes plural forms for one key', () => {
    expect(keysOf({ a: { b_one: '1', b_other: '2', c: '3' }, d: '4' })).toEqual([
      'a.b',
      'a.c',
      'd',
    ]);
  });

  it('sees calls, choices, templates and tables', () => {
    const uses = keyUsesOf(
      'x.tsx',
      `t('a.b'); t(c ? 'd.e' : \`f.\${g}.h\`); const table = { label: 'i.j' }; other('k.l');`,
    );
    expect(uses.called.toSorted()).toEqual(['a.b', 'd.e']);
    expect(uses.patterns.map(String)).toEqual(['/^f\\.[\\w-]+\\.h$/']);
    expect(uses.mentioned).toContain('i.j');
  });
});

describe('the catalogue', () => {
  const i18n = startI18n();
  const keys = keysOf(i18n.getResourceBundle('en', 'ui'));
  let uses: KeyUses[] = [];

  beforeAll(async () => {
    const sources = await listSourceFiles([ROOT], ['.ts', '.tsx']);
    const files = sources.filter(
      (file) => !/\.test\.tsx?$/.test(file) && !file.startsWith(join(ROOT, 'ui', 'i18n')),
    );
    uses = await Promise.all(
      files.map(async (file) => keyUsesOf(file, await readFile(file, 'utf8'))),
    );
  });

  it('has every key that is asked for', () => {
    const called = uses.flatMap((use) => use.called);
    expect(called.length).toBeGreaterThan(80);
    expect(called.filter((key) => !keys.includes(key))).toEqual([]);
    const patterns = uses.flatMap((use) => use.patterns);
    expect(patterns.length).toBeGreaterThan(5);
    expect(patterns.filter((pattern) => !keys.some((key) => pattern.test(key)))).toEqual([]);
  });

  it('has the label of every command', () => {
    expect(COMMANDS.map(({ labelKey }) => labelKey).filter((key) => !keys.includes(key))).toEqual(
      [],
    );
  });

  it('has no sentence that nobody asks for', () => {
    const asked = new Set(uses.flatMap(({ called, mentioned }) => [...called, ...mentioned]));
    const patterns = uses.flatMap((use) => use.patterns);
    const labels = new Set(COMMANDS.map(({ labelKey }) => labelKey));
    const unused = keys.filter(
      (key) =>
        !asked.has(key) && !labels.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});
