import { EventEmitter } from 'node:events';
import { isAbsolute } from 'node:path';
import type { Bounds, PageEvent, WindowReport } from '../contract.ts';
import type { AppStandIn } from './app.ts';
import type { NativeThemeStandIn } from './native-theme.ts';
import type { SessionStandIn } from './session.ts';
import { needReady, preventableEvent, type StandInState } from './state.ts';
import { strict } from './strict.ts';
import { WebContentsStandIn } from './web-contents.ts';

/** Settings that would take a wall away, and the value that does. */
const INSECURE: Readonly<Record<string, boolean>> = {
  sandbox: false,
  contextIsolation: false,
  webSecurity: false,
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  nodeIntegrationInSubFrames: true,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
  webviewTag: true,
};
export const DISPLAY: Bounds = { x: 0, y: 0, width: 1920, height: 1080 };
const DEFAULT_WIDTH_PX = 800;
const DEFAULT_HEIGHT_PX = 600;

export interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly title?: string;
  readonly backgroundColor?: string;
  readonly webPreferences?: Readonly<Record<string, unknown>> & { readonly preload?: string };
}

/** What windows share: what they belong to, and the list of those that are open. */
export interface WindowsContext {
  readonly state: StandInState;
  readonly app: AppStandIn;
  readonly theme: NativeThemeStandIn;
  readonly session: SessionStandIn;
  readonly open: BrowserWindowStandIn[];
}

let lastId = 0;

/** Electron's window, whose page is one of the test's browser. */
export class BrowserWindowStandIn extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContentsStandIn;
  /** Settles when the page is there. */
  readonly opened: Promise<void>;
  readonly #context: WindowsContext;
  #bounds: Bounds;
  #isMaximized = false;
  #isVisible: boolean;
  #isDestroyed = false;
  #title: string;
  #backgroundColor: string;

  constructor(context: WindowsContext, options: WindowOptions = {}) {
    super();
    const { state, theme, session } = context;
    needReady(state, 'BrowserWindow');
    const { preload, ...preferences } = options.webPreferences ?? {};
    for (const [name, value] of Object.entries(INSECURE)) {
      if (preferences[name] === value) {
        throw new Error(`electron stand-in: webPreferences.${name}: ${value} is insecure`);
      }
    }
    if (preload !== undefined && !isAbsolute(preload)) {
      throw new Error('electron stand-in: the preload must be an absolute path');
    }
    lastId += 1;
    this.id = lastId;
    this.#context = context;
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? DEFAULT_WIDTH_PX,
      height: options.height ?? DEFAULT_HEIGHT_PX,
    };
    this.#isVisible = options.show !== false;
    this.#title = options.title ?? '';
    this.#backgroundColor = options.backgroundColor ?? '#FFFFFF';
    const { width, height } = this.#bounds;
    this.opened = state.browser.openPage(this.id, {
      width,
      height,
      preload: preload ?? null,
      dark: theme.shouldUseDarkColors,
    });
    this.webContents = strict(
      'webContents',
      new WebContentsStandIn({ state, session, windowId: this.id, opened: this.opened }),
    );
    context.open.push(this);
    context.app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }

  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }

  focus(): void {
    this.emit('focus');
  }

  restore(): void {
    this.emit('restore');
  }

  isMinimized(): boolean {
    return false;
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  /** Shows the window too, as Electron's does. */
  maximize(): void {
    this.#isMaximized = true;
    this.#isVisible = true;
  }

  getNormalBounds(): Bounds {
    return this.#bounds;
  }

  setBounds(bounds: Bounds): void {
    this.#bounds = bounds;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  setBackgroundColor(color: string): void {
    this.#backgroundColor = color;
  }

  close(): void {
    if (this.#isDestroyed) return;
    const event = preventableEvent({});
    this.emit('close', event);
    if (event.defaultPrevented) {
      this.#context.app.windowStayed();
      return;
    }
    void this.#context.state.browser.closePage(this.id, true).then(() => this.#gone());
  }

  /** Without asking anybody: neither `close` nor the page's `beforeunload` hears of it. */
  destroy(): void {
    if (this.#isDestroyed) return;
    void this.#context.state.browser.closePage(this.id, false);
    this.#gone();
  }

  report(): WindowReport {
    return {
      bounds: this.#isMaximized ? DISPLAY : this.#bounds,
      isMaximized: this.#isMaximized,
      isVisible: this.#isVisible,
      title: this.#title,
      backgroundColor: this.#backgroundColor,
    };
  }

  pageEvent(event: PageEvent): void {
    if (this.#isDestroyed) return;
    if (event.name === 'ready-to-show') this.emit('ready-to-show');
    else this.webContents.pageEvent(event);
  }

  #gone(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    const { open, app } = this.#context;
    open.splice(open.indexOf(this), 1);
    this.emit('closed');
    if (open.length === 0) app.allWindowsClosed();
  }
}

/** The class as a program sees it. */
export function browserWindowClass(context: WindowsContext): object {
  class BrowserWindow extends BrowserWindowStandIn {
    constructor(options?: WindowOptions) {
      super(context, options);
      // biome-ignore lint/correctness/noConstructorReturn: a program gets the strict view of it.
      return strict('BrowserWindow', this);
    }
  }
  return strict('BrowserWindow', BrowserWindow);
}
