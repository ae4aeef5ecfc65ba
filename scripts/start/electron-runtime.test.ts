import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noDesktopReason } from './desktop-possible.ts';
import { findElectronRuntime, installElectronRuntime } from './electron-runtime.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-runtime-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('finding the runtime', () => {
  it('finds none in a package that was never downloaded', () => {
    expect(findElectronRuntime(folder, {})).toBeNull();
  });

  it('finds none when the download was cut short', async () => {
    await writeFile(join(folder, 'path.txt'), 'electron');
    expect(findElectronRuntime(folder, {})).toBeNull();
  });

  it('finds one that a person has elsewhere, and says nothing of one that is not there', async () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'mine') };
    expect(findElectronRuntime(folder, env)).toBeNull();
    await mkdir(join(folder, 'mine'));
    await writeFile(join(folder, 'mine/electron'), '');
    expect(findElectronRuntime(folder, env)).toBe(join(folder, 'mine/electron'));
    await writeFile(join(folder, 'path.txt'), 'Electron.app');
    expect(findElectronRuntime(folder, env)).toBeNull();
  });

  it('finds the executable', async () => {
    await writeFile(join(folder, 'path.txt'), 'electron');
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'dist/electron'), '');
    expect(findElectronRuntime(folder, {})).toBe(join(folder, 'dist/electron'));
  });
});

describe('downloading the runtime', () => {
  async function install(source: string, stallLimitMs = 10_000) {
    const script = join(folder, 'install.cjs');
    await writeFile(script, source);
    const said: string[] = [];
    const result = await installElectronRuntime({
      script,
      growing: [],
      stallLimitMs,
      checkMs: 20,
      say: (line) => said.push(line),
    });
    return { result, said };
  }

  it('succeeds with the script', async () => {
    expect((await install('process.exit(0)')).result).toEqual({ ok: true });
  });

  it('quotes the reason of a failure, not its stack', async () => {
    const { result } = await install(
      "console.error(new TypeError('fetch failed').stack); process.exit(1)",
    );
    expect(result).toEqual({ ok: false, code: 'failed', message: 'TypeError: fetch failed' });
  });

  it('is given up when nothing comes', async () => {
    const { result } = await install('setInterval(() => {}, 1000)', 300);
    expect(result).toMatchObject({ ok: false, code: 'stalled' });
  });

  it('goes on, and says how much has come, while bytes come', async () => {
    const { result, said } = await install(
      `const { appendFileSync } = require('node:fs');
       const file = require('node:path').join(require('node:os').tmpdir(), 'electron.zip');
       let chunks = 0;
       setInterval(() => {
         appendFileSync(file, Buffer.alloc(1_000_000));
         if (++chunks === 27) process.exit(0);
       }, 100);`,
      2_000,
    );
    expect(result).toEqual({ ok: true });
    expect(said.join()).toMatch(/\d MB/);
  });
});

describe('whether a desktop window is possible', () => {
  const system = { home: '/', env: {}, uid: 1000 };
  it('is not without a display, and not as root on Linux', () => {
    expect(noDesktopReason({ ...system, platform: 'linux' })).toBe('no-display');
    const display = { ...system, env: { DISPLAY: ':0' } };
    expect(noDesktopReason({ ...display, platform: 'linux', uid: 0 })).toBe('root');
  });

  it('is with X11, with Wayland, and on the other systems', () => {
    expect(
      noDesktopReason({ ...system, platform: 'linux', env: { DISPLAY: ':0' } }),
    ).toBeUndefined();
    const wayland = { WAYLAND_DISPLAY: 'wayland-0' };
    expect(noDesktopReason({ ...system, platform: 'linux', env: wayland })).toBeUndefined();
    expect(noDesktopReason({ ...system, platform: 'darwin', uid: 0 })).toBeUndefined();
    expect(noDesktopReason({ ...system, platform: 'win32', uid: undefined })).toBeUndefined();
  });
});
