import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyJoinToken } from '../access/join-tokens.ts';
import { readPublicKey } from '../access/key-files.ts';
import { runTokenCommand } from './token-commands.ts';

async function keyFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-keys-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return { privatePath: join(folder, 'private.pem'), publicPath: join(folder, 'public.pem') };
}

describe('join tokens from the command line', () => {
  it('are made with a key pair that was made there, and hold what was asked for', async () => {
    const { privatePath, publicPath } = await keyFiles();
    const made = await runTokenCommand([
      'keygen',
      '--private',
      privatePath,
      '--public',
      publicPath,
    ]);
    expect(made).toMatchObject({ ok: true });
    expect((await stat(privatePath)).mode & 0o777).toBe(0o600);
    const key = await readPublicKey(publicPath);
    if (!key.ok) throw new Error(key.message);
    const nowMs = Date.now();
    const args = ['token', '--key', privatePath, '--role', 'viewer', '--for', '30m'];
    const token = await runTokenCommand([...args, '--room', 'a', '--room', 'b'], nowMs);
    if (!token?.ok) throw new Error(JSON.stringify(token));
    const rights = await verifyJoinToken(token.text, [key.key]);
    expect(['a', 'b', 'c'].map((room) => rights?.mayUse(room))).toEqual([true, true, false]);
    expect(rights).toMatchObject({ mayEdit: false });
    expect(Math.abs((rights?.endsAtMs ?? 0) - nowMs - 30 * 60_000)).toBeLessThan(2_000);
    const all = await runTokenCommand(['token', '--key', privatePath, '--all-rooms']);
    expect((await verifyJoinToken(all?.ok ? all.text : '', [key.key]))?.mayUse('any')).toBe(true);
  });

  it('does not overwrite a key, nor take the private one for the public one', async () => {
    const { privatePath, publicPath } = await keyFiles();
    const keygen = ['keygen', '--private', privatePath, '--public', publicPath];
    await runTokenCommand(keygen);
    const before = await readFile(privatePath, 'utf8');
    expect(await runTokenCommand(keygen)).toMatchObject({ ok: false });
    expect(await readFile(privatePath, 'utf8')).toBe(before);
    expect(await readPublicKey(privatePath)).toMatchObject({
      ok: false,
      message: expect.stringContaining('it is the private key'),
    });
  });

  it.each([
    ['keygen'],
    ['token'],
    ['token', '--key', 'missing.pem', '--all-rooms'],
    ['token', '--key', 'x', '--all-rooms', '--for', 'long'],
    ['token', '--key', 'x', '--all-rooms', '--role', 'king'],
    ['token', '--key', 'x', '--all-rooms', '--room', 'and-one'],
    ['token', '--bogus'],
  ])('says what is wrong: %s %s %s', async (...args) => {
    const result = await runTokenCommand(args);
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/\S/) });
  });

  it('leaves other commands alone', async () => {
    expect(await runTokenCommand(['--port', '0'])).toBeUndefined();
    expect(await runTokenCommand([])).toBeUndefined();
  });
});
