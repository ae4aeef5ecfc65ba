import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './build/targets.ts';
import { MUTATIONS } from './mutations/list.ts';
import { mutate } from './mutations/try-mutation.ts';

describe('the list of mutations', () => {
  it('has twenty and more, each of another name (TE-05)', () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
  });

  it.each(MUTATIONS)('finds in the source what it changes: $name', async (mutation) => {
    const source = await readFile(join(REPOSITORY, mutation.file), 'utf8');
    expect(mutate(source, mutation)).not.toBe(source);
    for (const test of mutation.tests) await access(join(REPOSITORY, test));
  });

  it('refuses one whose text stands twice, or nowhere', () => {
    const mutation = { name: 'x', file: 'f', text: 'a', replacement: 'b', tests: [] };
    expect(() => mutate('aa', mutation)).toThrow('2 times');
    expect(() => mutate('c', mutation)).toThrow('0 times');
    expect(mutate('cac', mutation)).toBe('cbc');
  });
});
