import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appWindowArguments, noWindowReason, openAppWindow } from './app-window.ts';
import type { Environment } from './environment.ts';

const linux = { platform: 'linux', home: '/home/ada', uid: 1000 } as const;
const display = { DISPLAY: ':0' };

describe('whether a browser window can open', () => {
  it('needs a display', () => {
    expect(noWindowReason({ ...linux, env: {} })).toContain('no display');
    expect(noWindowReason({ ...linux, env: display })).toBeUndefined();
  });

  it('is refused to root on Linux, unless asked for', () => {
    const root = { ...linux, uid: 0 };
    expect(noWindowReason({ ...root, env: display })).toContain('root');
    const asked = { ...display, DRAWBRIDGE_CHROMIUM_NO_SANDBOX: '1' };
    expect(noWindowReason({ ...root, env: asked })).toBeUndefined();
    const unclear = { ...display, DRAWBRIDGE_CHROMIUM_NO_SANDBOX: '0' };
    expect(noWindowReason({ ...root, env: unclear })).toContain('root');
  });
});

describe('how the browser is started', () => {
  const url = 'http://127.0.0.1:47600';
  it('is an app window on a profile of its own, with its sandbox', () => {
    const args = appWindowArguments({ ...linux, env: display }, '/data/profile', url);
    expect(args).toContain(`--app=${url}`);
    expect(args).toContain('--user-data-dir=/data/profile');
    expect(args).not.toContain('--no-sandbox');
  });

  it('keeps the sandbox for everybody but root', () => {
    const env = { ...display, DRAWBRIDGE_CHROMIUM_NO_SANDBOX: '1' };
    expect(appWindowArguments({ ...linux, env }, '/p', url)).not.toContain('--no-sandbox');
    expect(appWindowArguments({ ...linux, uid: 0, env }, '/p', url)).toContain('--no-sandbox');
  });
});

describe.skipIf(process.platform === 'win32')('opening the window', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drawbridge-window-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function open(script: string, earlyEndMs: number) {
    const path = join(folder, 'browser');
    await writeFile(path, `#!${process.execPath}\n${script}`);
    await chmod(path, 0o755);
    const environment: Environment = { ...linux, home: folder, env: { XDG_DATA_HOME: folder } };
    return openAppWindow(
      environment,
      { name: 'Chromium', path, snap: false },
      'http://x.test',
      earlyEndMs,
    );
  }

  it('quotes what a browser that ends early said last', async () => {
    const result = await open(
      "console.error('first\\ncannot open display'); process.exit(1)",
      9_000,
    );
    expect(result).toEqual({ ok: false, message: 'cannot open display' });
  });

  it('is done when a running browser took it over', async () => {
    expect((await open('process.exit(0)', 9_000)).ok).toBe(true);
  });

  it('tells when the window is closed, and closes it on request', async () => {
    const result = await open('setInterval(() => {}, 1000)', 200);
    if (!result.ok) throw new Error(result.message);
    result.window.close();
    await result.window.closed;
  });

  it('says why a file that is no program did not start', async () => {
    const result = await openAppWindow(
      { ...linux, home: folder, env: { XDG_DATA_HOME: folder } },
      { name: 'Chromium', path: join(folder, 'absent'), snap: false },
      'http://x.test',
    );
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('ENOENT') });
  });
});
