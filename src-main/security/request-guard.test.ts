import { describe, expect, it } from 'vitest';
import { REQUEST_CHANNELS, requestSchemas } from '../desktop-api.ts';
import { APP_URL } from './app-scheme.ts';
import { guardRequest } from './request-guard.ts';

const PAGE = { url: APP_URL, parent: null };

describe('who may ask the host', () => {
  const ask = (frame: Parameters<ReturnType<typeof guardRequest>>[0]) =>
    guardRequest('cellOrigin', () => 'http://127.0.0.1:47600')(frame, []);

  it('is the app’s own page', async () => {
    expect(await ask(PAGE)).toBe('http://127.0.0.1:47600');
  });

  it.each([
    ['another page', { url: 'https://evil.example/', parent: null }],
    ['a frame within the page', { url: APP_URL, parent: {} }],
    ['a frame that is gone', null],
    ['an unknown one', undefined],
  ])('is not %s', async (_who, frame) => {
    await expect(ask(frame)).rejects.toMatchObject({ code: 'untrusted-sender' });
  });
});

describe('what it may be asked', () => {
  const bytes = new Uint8Array([1]);
  const save = (raw: readonly unknown[]) =>
    guardRequest('saveFile', () => ({ ok: true }))(PAGE, raw);

  it('is what the schema allows', async () => {
    expect(await save(['board.png', bytes, 'image/png'])).toEqual({ ok: true });
  });

  it.each([
    ['no arguments', []],
    ['too many', ['a', bytes, 'image/png', 1]],
    ['a name with a folder', ['../../.bashrc', bytes, '']],
    ['a name with a Windows folder', ['..\\evil.exe', bytes, '']],
    ['a name that is a folder', ['..', bytes, '']],
    ['an empty name', ['', bytes, '']],
    ['text in place of bytes', ['a', 'bytes', '']],
    ['an object in place of a name', [{ toString: () => 'a' }, bytes, '']],
  ])('is not %s', async (_what, raw) => {
    await expect(save(raw)).rejects.toMatchObject({ code: 'invalid-arguments' });
  });

  it('never reaches the handler when it is refused', async () => {
    let calls = 0;
    const guarded = guardRequest('copyText', () => {
      calls += 1;
      return true;
    });
    await expect(guarded(PAGE, [1])).rejects.toThrow();
    await expect(guarded(null, ['text'])).rejects.toThrow();
    expect(calls).toBe(0);
  });

  it('has a schema for every channel, and every channel a name of its own', () => {
    expect(Object.keys(requestSchemas).sort()).toEqual(Object.keys(REQUEST_CHANNELS).sort());
    const channels = Object.values(REQUEST_CHANNELS);
    expect(new Set(channels).size).toBe(channels.length);
  });
});
