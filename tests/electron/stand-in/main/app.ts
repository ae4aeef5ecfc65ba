import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { preventableEvent, record, type StandInState } from './state.ts';
import { strict } from './strict.ts';

export interface AppOptions {
  readonly state: StandInState;
  readonly appPath: string;
  /** Folder that stands for the system's folders. */
  readonly systemFolder: string;
  readonly args: readonly string[];
  /** Open windows; they are asked to close when the app quits. */
  readonly windows: () => readonly { close(): void }[];
  readonly exit: (code: number) => void;
}

/** Electron's `app`, and the order in which its end goes (shell/browser/browser.cc). */
export class AppStandIn extends EventEmitter {
  readonly #options: AppOptions;
  readonly #paths = new Map<string, string>();
  #name = 'electron';
  #isQuitting = false;

  readonly isPackaged = false;
  readonly dock = process.platform === 'darwin' ? { setIcon: () => undefined } : undefined;
  readonly setAboutPanelOptions: (options: unknown) => void;
  readonly enableSandbox: () => void;
  readonly relaunch: () => void;

  constructor(options: AppOptions) {
    super();
    this.#options = options;
    this.setAboutPanelOptions = record(options.state, 'app.setAboutPanelOptions');
    this.enableSandbox = record(options.state, 'app.enableSandbox');
    this.relaunch = record(options.state, 'app.relaunch');
  }

  get name(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return '0.0.0-stand-in';
  }

  getLocale(): string {
    return 'en-GB';
  }

  getAppPath(): string {
    return this.#options.appPath;
  }

  getPath(name: string): string {
    if (name === 'userData') {
      return this.#paths.get(name) ?? join(this.#options.systemFolder, 'appData', this.#name);
    }
    return this.#paths.get(name) ?? join(this.#options.systemFolder, name);
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`);
    this.#paths.set(name, path);
  }

  isReady(): boolean {
    return this.#options.state.isReady;
  }

  whenReady(): Promise<void> {
    if (this.isReady()) return Promise.resolve();
    return new Promise((resolve) => {
      this.once('ready', () => resolve());
    });
  }

  requestSingleInstanceLock(): boolean {
    const { state, args } = this.#options;
    if (!state.hasLock) void state.browser.handOver(['electron', ...args]);
    return state.hasLock;
  }

  quit(): void {
    // A quit within a quit is overlooked.
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    const event = preventableEvent({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) {
      this.#isQuitting = false;
      return;
    }
    const windows = this.#options.windows();
    if (windows.length === 0) this.#notifyAndShutDown();
    for (const window of windows) window.close();
  }

  /** A window refused to close: the quit is off. */
  windowStayed(): void {
    this.#isQuitting = false;
  }

  allWindowsClosed(): void {
    if (this.#isQuitting) {
      this.#notifyAndShutDown();
      return;
    }
    const isHandled = this.emit('window-all-closed');
    if (!isHandled) this.quit();
  }

  exit(code = 0): void {
    this.#options.exit(code);
  }

  #notifyAndShutDown(): void {
    const event = preventableEvent({});
    this.emit('will-quit', event);
    if (!event.defaultPrevented) {
      this.exit(0);
      return;
    }
    // The native side learns of it once the listeners and what they promised are through.
    setImmediate(() => {
      this.#isQuitting = false;
    });
  }
}

export const strictApp = (app: AppStandIn): AppStandIn => strict('app', app);
