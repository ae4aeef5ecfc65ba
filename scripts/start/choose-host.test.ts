import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { start } from './choose-host.ts';
import { runDesktopHost } from './desktop-host.ts';
import type { Environment } from './environment.ts';
import type { StartOptions } from './options.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-choose-'));
});
afterEach(() => rm(folder, { recursive: true }));

const DESK: Environment = {
  platform: 'linux',
  env: { DISPLAY: ':0' },
  home: '/home/ada',
  uid: 1000,
};
const TELL_READY = "require('node:fs').writeFileSync(process.env.DRAWBRIDGE_READY_FILE, 'ready');";

/** Puts a program where Electron's runtime would be; it notes its arguments. */
async function fakeElectron(program: string): Promise<Record<string, string>> {
  const path = join(folder, 'electron');
  const note = `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'args'))}, JSON.stringify(process.argv.slice(2)));`;
  await writeFile(path, `#!${process.execPath}\n${note}\n${program}\n`);
  await chmod(path, 0o755);
  return { ELECTRON_OVERRIDE_DIST_PATH: folder };
}

/** Runs `npm start` with the real choice, and notes how the browser would be used. */
async function run(args: readonly string[], environment: Environment, install = 'process.exit(0)') {
  await writeFile(join(folder, 'install.js'), install);
  const said: string[] = [];
  const web: StartOptions[] = [];
  const code = await start(args, environment, (line) => said.push(line), {
    desktop: (given, say) =>
      runDesktopHost(given, say, { electronPackage: folder, build: async () => undefined }),
    web: async (options) => {
      web.push(options);
      return 3;
    },
    buildWeb: async () => undefined,
  });
  return { said: said.join('\n'), web, code, started: existsSync(join(folder, 'args')) };
}

// A script is no program on Windows, and Electron there is found the same way.
describe.skipIf(process.platform === 'win32')('npm start, where Electron is', () => {
  it('opens the desktop app on this repository, and ends as it ends', async () => {
    const env = await fakeElectron(`${TELL_READY} setTimeout(() => process.exit(7), 300)`);
    const { code, web, said } = await run([], { ...DESK, env: { ...DESK.env, ...env } });
    expect(code).toBe(7);
    expect(web).toEqual([]);
    expect(said).toBe('');
    const [app] = JSON.parse(await readFile(join(folder, 'args'), 'utf8'));
    expect(existsSync(join(app, 'package.json'))).toBe(true);
  });

  it('serves a browser when it ends before its first window, and quotes why', async () => {
    const env = await fakeElectron(
      "console.error('[1:ERROR]\\nMissing X server or $DISPLAY'); process.exit(1)",
    );
    const { code, web, said } = await run([], { ...DESK, env: { ...DESK.env, ...env } });
    expect(code).toBe(3);
    expect(web).toHaveLength(1);
    expect(said).toBe(
      'No desktop window, since Electron ended early: "Missing X server or $DISPLAY"; ' +
        'the same app is served to a browser instead.',
    );
  });

  it('serves a browser when its program is broken', async () => {
    const env = await fakeElectron('');
    await writeFile(join(folder, 'electron'), 'no program');
    const { code, said } = await run([], { ...DESK, env: { ...DESK.env, ...env } });
    expect(code).toBe(3);
    expect(said).toContain('Electron ended early');
  });

  it.each([[['--browser']], [['--no-open']], [['--port', '0']]])(
    'does not start it when a browser is asked for: %j',
    async (args) => {
      const env = await fakeElectron(TELL_READY);
      const { web, said, started } = await run(args, { ...DESK, env: { ...DESK.env, ...env } });
      expect(web).toHaveLength(1);
      expect(started).toBe(false);
      expect(said).toBe('');
    },
  );
});

describe('npm start, where Electron is not or cannot be', () => {
  it('says that there is no display, and downloads nothing', async () => {
    const { said, web } = await run([], { ...DESK, env: {} }, 'throw new Error("asked")');
    expect(said).toContain('since there is no display;');
    expect(said).not.toContain('Downloading');
    expect(web).toHaveLength(1);
  });

  it('says that it does not run as root, and downloads nothing', async () => {
    const { said, web } = await run([], { ...DESK, uid: 0 }, 'throw new Error("asked")');
    expect(said).toContain('since Electron does not run as root on Linux;');
    expect(said).not.toContain('Downloading');
    expect(web).toHaveLength(1);
  });

  it('says why the runtime cannot be had', async () => {
    const { said, web } = await run([], DESK, "console.error('fetch failed'); process.exit(1)");
    expect(said).toContain('Downloading the Electron runtime …');
    expect(said).toContain('since the Electron runtime cannot be had (fetch failed);');
    expect(web).toHaveLength(1);
  });

  it.skipIf(process.platform === 'win32')('opens what was just downloaded', async () => {
    const electron = JSON.stringify(join(folder, 'dist', 'electron'));
    const install = `
      const { chmodSync, mkdirSync, writeFileSync } = require('node:fs');
      const { join } = require('node:path');
      mkdirSync(join(__dirname, 'dist'));
      writeFileSync(${electron}, ${JSON.stringify(`#!${process.execPath}\n${TELL_READY}`)});
      chmodSync(${electron}, 0o755);
      writeFileSync(join(__dirname, 'path.txt'), 'electron');`;
    expect(await run([], DESK, install)).toMatchObject({ code: 0, web: [] });
  });

  it('refuses arguments that it does not know, before anything else', async () => {
    const { said, code, web } = await run(['--prot', '1'], DESK, 'throw new Error("asked")');
    expect(code).toBe(2);
    expect(said).toContain('Usage: npm start');
    expect(web).toEqual([]);
  });
});
