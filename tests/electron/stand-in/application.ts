import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { MainSide } from './contract.ts';
import { PageHost, profileOf } from './page-host.ts';
import { ENDED, join as joinProcesses, type Remote, type Wire } from './rpc.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const START_LIMIT_MS = 60_000;
const END_LIMIT_MS = 60_000;

export interface LaunchOptions {
  /** Folder of the app, with its package.json; the repository when absent. */
  readonly appPath?: string;
  readonly args?: readonly string[];
  /** Where the app keeps its data; a fresh folder, gone at the end, when absent. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Applications by their user data: the first of them has the lock. */
const running = new Map<string, StandInApplication>();

/** An app without Electron: its built main bundle in a Node process, its windows in a Chromium. */
export class StandInApplication {
  readonly userData: string;
  /** What a person, a page or the system does to it. */
  readonly main: Remote<MainSide>;
  /** Resolves to its exit code, once its browser is closed too. */
  readonly exited: Promise<number>;
  readonly #child: ChildProcess;
  readonly #pages: PageHost;
  readonly #isOwnFolder: boolean;
  #output = '';

  private constructor(options: LaunchOptions, userData: string, system: string) {
    this.userData = userData;
    this.#isOwnFolder = options.userData === undefined;
    const first = running.get(userData);
    if (first === undefined) running.set(userData, this);
    this.#child = spawn(
      process.execPath,
      [
        join(REPOSITORY, 'scripts/run.mjs'),
        'tests/electron/stand-in/main/run-main.ts',
        options.appPath ?? REPOSITORY,
        ...(options.args ?? []),
      ],
      {
        cwd: REPOSITORY,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        serialization: 'advanced',
        env: {
          ...process.env,
          // Any port: other applications may run beside this one.
          DRAWBRIDGE_CELL_PORT: '0',
          DRAWBRIDGE_USER_DATA: userData,
          ...options.env,
          STAND_IN_LOCK: first === undefined ? '1' : '0',
          STAND_IN_SYSTEM_FOLDER: system,
        },
      },
    );
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        this.#output += text;
      });
    }
    const wire = wireTo(this.#child);
    const host: { current: PageHost | null } = { current: null };
    this.main = joinProcesses<MainSide>(
      wire,
      new Proxy({} as Record<string, (...args: never[]) => unknown>, {
        get: (_target, name) => Reflect.get(host.current?.side ?? {}, name),
      }),
    );
    this.#pages = new PageHost({
      profile: profileOf(userData),
      main: this.main,
      handOver: async (args) => {
        await first?.main.secondInstance(args);
      },
    });
    host.current = this.#pages;
    this.exited = new Promise<number>((done) => {
      this.#child.once('close', (code) => done(code ?? 1));
    }).then(async (code) => {
      if (running.get(userData) === this) running.delete(userData);
      await this.#pages.close();
      await rm(system, { recursive: true, force: true, maxRetries: 5 });
      return code;
    });
  }

  /** Starts an app, and returns once its process runs; see `page` and `exited`. */
  static async launch(options: LaunchOptions = {}): Promise<StandInApplication> {
    const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'drawbridge-stand-in-')));
    const system = await mkdtemp(join(tmpdir(), 'drawbridge-system-'));
    await mkdir(userData, { recursive: true });
    return new StandInApplication(options, userData, system);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What main has written to its terminal. */
  get output(): string {
    return this.#output;
  }

  /** What went wrong in the stand-in rather than in the app. */
  get problems(): readonly string[] {
    return this.#pages.problems;
  }

  /** Errors that pages did not handle. */
  get pageErrors(): readonly string[] {
    return this.#pages.pageErrors;
  }

  /** The page of its window. @throws when it ends before, with what it wrote */
  async page(): Promise<Page> {
    const limit = AbortSignal.timeout(START_LIMIT_MS);
    const ended = this.exited.then((code) => {
      throw new Error(`the app ended with code ${code}: ${this.#output}`);
    });
    const shown = (async () => {
      for (;;) {
        const isVisible = (await this.main.windows()).some((window) => window.isVisible);
        const page = this.#pages.page();
        if (isVisible && page !== undefined) return page;
        if (limit.aborted) throw new Error(`no window: ${this.#output}`);
        await new Promise((done) => setTimeout(done, 20));
      }
    })();
    // Whoever asks an app that ends is told why it ended.
    return Promise.race([
      shown.catch((error: unknown) => (isEnd(error) ? ended : fail(error))),
      ended,
    ]);
  }

  pageCount(): Promise<number> {
    return this.#pages.pageCount();
  }

  /** Ends the page's process as a crash does. */
  crashPage(): Promise<void> {
    return this.#pages.crash();
  }

  /** Quits as a person does. Answers the exit code. */
  async quit(): Promise<number> {
    this.main.quit().catch((error: unknown) => {
      // It may be gone before it can answer.
      if (!isEnd(error)) throw error;
    });
    return this.#endWithin(END_LIMIT_MS);
  }

  /** Ends whatever is left of it; for the end of a test. */
  async dispose(): Promise<void> {
    if (this.isRunning) this.#child.kill('SIGKILL');
    await this.exited;
    if (this.#isOwnFolder) await this.discardData();
  }

  async discardData(): Promise<void> {
    await rm(this.userData, { recursive: true, force: true, maxRetries: 5 });
  }

  #endWithin(limitMs: number): Promise<number> {
    return Promise.race([
      this.exited,
      new Promise<never>((_done, fail) => {
        setTimeout(() => fail(new Error(`it did not end: ${this.#output}`)), limitMs).unref();
      }),
    ]);
  }
}

const isEnd = (error: unknown): boolean => error instanceof Error && error.message === ENDED;
const fail = (error: unknown): never => {
  throw error;
};

/** It may end while a message is on its way; `onEnd` tells that, so only other failures are thrown. */
function tolerateEnd(error: Error | null): void {
  if (error === null || !('code' in error)) return;
  if (error.code !== 'EPIPE' && error.code !== 'ERR_IPC_CHANNEL_CLOSED') throw error;
}

function wireTo(child: ChildProcess): Wire {
  return {
    send: (message) => {
      if (child.connected) child.send(message as object, tolerateEnd);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onEnd: (listener) => {
      child.once('disconnect', listener);
    },
  };
}
