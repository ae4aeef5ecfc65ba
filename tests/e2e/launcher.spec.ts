import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { hasDisplay } from '../../scripts/start/desktop-possible.ts';
import { currentEnvironment } from '../../scripts/start/environment.ts';
import { findBrowsers } from '../../scripts/start/find-browser.ts';
import { Person } from '../support/person.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');

/** `npm start`, as the process that npm would start. */
class Launcher {
  readonly ended: Promise<number>;
  readonly #child: ChildProcess;
  #said = '';

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, [join(REPOSITORY, 'scripts/start.mjs'), ...args], {
      cwd: REPOSITORY,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        this.#said += text;
      });
    }
    this.ended = new Promise((done) => {
      this.#child.once('close', (code) => done(code ?? 1));
    });
  }

  get said(): string {
    return this.#said;
  }

  /** Waits until it has said something like this. */
  async says(what: RegExp): Promise<RegExpExecArray> {
    await expect.poll(() => this.#said).toMatch(what);
    const match = what.exec(this.#said);
    if (match === null) throw new Error(this.#said);
    return match;
  }

  async servedOn(): Promise<string> {
    return (await this.says(/served on (http:\/\/127\.0\.0\.1:\d+)/))[1] ?? '';
  }

  /** As Ctrl+C does. */
  stop(): Promise<number> {
    this.#child.kill('SIGINT');
    return this.ended;
  }

  async dispose(): Promise<void> {
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL');
    await this.ended;
  }
}

test.describe('npm start in a browser', () => {
  let folder = '';
  const launchers: Launcher[] = [];
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Launcher => {
    const launcher = new Launcher(args, env);
    launchers.push(launcher);
    return launcher;
  };
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drawbridge-launcher-'));
  });
  test.afterEach(async () => {
    for (const launcher of launchers.splice(0)) await launcher.dispose();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test('serves the app, finds itself running, and stops', async () => {
    const first = start(['--no-open', '--port', '0']);
    const origin = await first.servedOn();
    const ada = await Person.arrive();
    try {
      await ada.open(origin);
      await ada.drawStroke(300, 300);
      await ada.hasElements(1);
    } finally {
      await ada.done();
    }
    const second = start(['--no-open', '--port', new URL(origin).port]);
    expect(await second.ended).toBe(0);
    expect(second.said).toContain(`running already on ${origin}`);
    expect(await first.stop()).toBe(0);
    await expect(fetch(origin)).rejects.toThrow('fetch failed');
  });

  test('names a stranger on its port, and takes no other', async () => {
    const stranger = createServer((_request, response) => response.writeHead(404).end());
    await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
    try {
      const { port } = stranger.address() as AddressInfo;
      const launcher = start(['--no-open', '--port', String(port)]);
      expect(await launcher.ended).toBe(1);
      expect(launcher.said).toContain(`Port ${port} is taken by a program that answers HTTP 404`);
      expect(launcher.said).not.toContain('served on');
    } finally {
      stranger.close();
    }
  });

  test('opens the installed browser on a profile of its own, and closes it', async () => {
    const environment = currentEnvironment();
    const [browser] = findBrowsers(environment);
    test.skip(!hasDisplay(environment), 'there is no display');
    test.skip(browser === undefined, 'no browser is installed');
    test.skip(process.platform !== 'linux', 'the profile folder can be chosen on Linux only');
    const profile = join(folder, 'drawbridge', `browser-${browser?.name.toLowerCase()}`);
    const launcher = start(['--browser', '--port', '0'], {
      XDG_DATA_HOME: folder,
      ...(environment.uid === 0 ? { DRAWBRIDGE_CHROMIUM_NO_SANDBOX: '1' } : {}),
    });
    const origin = await launcher.servedOn();
    await launcher.says(new RegExp(`Opened ${origin} in ${browser?.name}`));
    // The app has run in that window once it keeps its boards there, by the origin with its port.
    const kept = (): Promise<string[]> =>
      existsSync(join(profile, 'Default', 'IndexedDB'))
        ? readdir(join(profile, 'Default', 'IndexedDB'))
        : Promise.resolve([]);
    const { port } = new URL(origin);
    await expect.poll(kept).toContain(`http_127.0.0.1_${port}.indexeddb.leveldb`);
    // A running Chromium holds its profile by a link that names its process.
    const holder = (): Promise<string | null> =>
      readlink(join(profile, 'SingletonLock')).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
    expect(await holder()).not.toBeNull();
    expect(await launcher.stop()).toBe(0);
    await expect.poll(holder).toBeNull();
  });
});
