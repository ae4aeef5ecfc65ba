import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { cellConfigSchema, iceServersSchema, serverMessageSchema } from './protocol.ts';

describe('the protocol', () => {
  it('can be loaded by a browser: it imports the schema library only', async () => {
    const folder = new URL('./protocol/', import.meta.url);
    const files = (await readdir(folder)).filter((name) => !name.endsWith('.test.ts'));
    const sources = await Promise.all(
      [
        new URL('./protocol.ts', import.meta.url),
        ...files.map((name) => new URL(name, folder)),
      ].map((url) => readFile(url, 'utf8')),
    );
    const imported = sources.flatMap((source) =>
      [...source.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)].map(
        (match) => match[1] ?? match[2],
      ),
    );
    expect(files.length).toBeGreaterThan(3);
    expect([...new Set(imported)].filter((name) => !name?.startsWith('./'))).toEqual(['zod']);
  });

  it('lets a client read what a cell says', () => {
    for (const message of [
      { type: 'publish', topic: 'a', data: 'x', clients: 2 },
      { type: 'publish', topic: 'a', data: { type: 'announce' } },
      { type: 'pong' },
      { type: 'error', code: 'one-of-a-later-cell', message: 'A sentence.' },
    ]) {
      expect(serverMessageSchema.parse(message)).toEqual(message);
    }
    expect(serverMessageSchema.safeParse({ type: 'publish', topic: 'a' }).success).toBe(false);
  });

  it('lets a client tell a cell from another server, and a later cell from this one', () => {
    const config = { product: 'drawbridge', protocol: 2, iceServers: [] };
    expect(cellConfigSchema.parse(config)).toEqual(config);
    expect(cellConfigSchema.safeParse({ ...config, product: 'other' }).success).toBe(false);
    expect(cellConfigSchema.safeParse('<!doctype html>').success).toBe(false);
  });

  it('takes ICE servers that a browser takes', () => {
    const accepts = (servers: unknown): boolean => iceServersSchema.safeParse(servers).success;
    expect(accepts([{ urls: 'stun:a:3478' }, { urls: ['stuns:b'] }])).toBe(true);
    expect(accepts([{ urls: 'turns:a?transport=tcp', username: 'u', credential: 'c' }])).toBe(true);
    expect(accepts([{ urls: 'turn:a' }])).toBe(false);
    expect(accepts([{ urls: ['stun:a', 'turn:a'], username: 'u' }])).toBe(false);
    expect(accepts([{ urls: 'https://a' }])).toBe(false);
  });
});
