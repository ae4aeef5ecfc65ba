import { join } from 'node:path';
import {
  type BrowserContext,
  type CDPSession,
  chromium,
  type Page,
  type Request,
  type Route,
} from 'playwright-core';
import { launchOptions } from '../../support/launch.ts';
import { toAppUrl, toTestUrl } from './app-origin.ts';
import type { BrowserSide, MainSide, PageEvent, PageOptions } from './contract.ts';
import { DELIVER, IPC_BINDING, preloadScript } from './preload-script.ts';
import { ENDED, type Remote } from './rpc.ts';

/** No page of the app asks before it unloads, so that a graceful close takes much less. */
const CLOSE_AGAIN_MS = 2_000;

/** One window's page; another takes its place when it has crashed. */
interface HostedPage {
  readonly options: PageOptions;
  page: Page;
  hasCrashed: boolean;
  /** What main itself is loading: nobody is asked about that. */
  loading: string | null;
  sending: Promise<unknown>;
}

export interface PageHostOptions {
  readonly profile: string;
  readonly main: Remote<MainSide>;
  readonly handOver: BrowserSide['handOver'];
}

/** Shows an app's windows as pages of a Chromium with a profile of their own. */
export class PageHost {
  readonly #options: PageHostOptions;
  readonly #pages = new Map<number, HostedPage>();
  /** What went wrong here rather than in the app; a test should find it empty. */
  readonly problems: string[] = [];
  /** Errors that pages did not handle. */
  readonly pageErrors: string[] = [];
  #context: Promise<BrowserContext> | null = null;
  #settings: Promise<CDPSession> | null = null;
  #isClosing = false;

  constructor(options: PageHostOptions) {
    this.#options = options;
  }

  /** What main may ask for. */
  readonly side: BrowserSide = {
    openPage: async (windowId, options) => {
      const page = await this.#newPage(windowId, options);
      this.#pages.set(windowId, {
        options,
        page,
        hasCrashed: false,
        loading: null,
        sending: Promise.resolve(),
      });
    },
    load: (windowId, url) => this.#load(windowId, url),
    send: (windowId, channel, args) => this.#send(windowId, channel, args),
    closePage: async (windowId, gracefully) => {
      const hosted = this.#pages.get(windowId);
      this.#pages.delete(windowId);
      if (hosted === undefined || hosted.page.isClosed()) return;
      const closed = new Promise((resolve) => hosted.page.once('close', resolve));
      await hosted.page.close({ runBeforeUnload: gracefully && !hosted.hasCrashed });
      // Chromium forgets a graceful close that meets a navigation under way, to an error page say.
      const again = setTimeout(() => {
        hosted.page.close().catch((error: unknown) => this.#ignoreWhenGone(error));
      }, CLOSE_AGAIN_MS);
      await closed;
      clearTimeout(again);
    },
    crashPage: (windowId) => {
      void this.crash(windowId);
    },
    setDark: async (dark) => {
      for (const { page, hasCrashed } of this.#pages.values()) {
        if (!hasCrashed) await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      }
    },
    setPermissions: async (url, granted) => {
      this.#settings ??= this.#openSettings();
      const settings = await this.#settings;
      const { origin } = new URL(await this.#toTestUrl(url));
      for (const [name, isGranted] of Object.entries(granted)) {
        await settings.send('Browser.setPermission', {
          origin,
          permission: { name },
          setting: isGranted ? 'granted' : 'denied',
        });
      }
    },
    handOver: (args) => this.#options.handOver(args),
  };

  /** The page of the newest window, once there is one, and while it lives. */
  page(): Page | undefined {
    const newest = [...this.#pages.values()].at(-1);
    return newest?.hasCrashed ? undefined : newest?.page;
  }

  /** All pages of the browser, windows or not. */
  async pageCount(): Promise<number> {
    return (await this.#browser()).pages().filter((page) => page.url() !== 'about:blank').length;
  }

  async crash(windowId = [...this.#pages.keys()].at(-1) ?? 0): Promise<void> {
    const hosted = this.#pages.get(windowId);
    if (hosted === undefined) throw new Error(`there is no window ${windowId}`);
    const session = await hosted.page.context().newCDPSession(hosted.page);
    const crashed = new Promise((resolve) => hosted.page.once('crash', resolve));
    // Never answers: whoever would is gone.
    session.send('Page.crash').catch((error: unknown) => this.#ignoreWhenGone(error));
    await crashed;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await (await this.#context)?.close();
  }

  #browser(): Promise<BrowserContext> {
    this.#context ??= this.#launch();
    return this.#context;
  }

  async #launch(): Promise<BrowserContext> {
    const context = await chromium.launchPersistentContext(this.#options.profile, {
      // An https page may speak plain ws to a cell on the network, as the app's own scheme may.
      ...launchOptions({ extra: ['--allow-running-insecure-content'] }),
      viewport: null,
    });
    await context.route('**/*', (route) => this.#route(route));
    context.on('page', (page) => {
      this.#onPopup(page).catch((error: unknown) => this.#ignoreWhenGone(error));
    });
    return context;
  }

  /** What is set lasts as long as the session, and the session as long as its page. */
  async #openSettings(): Promise<CDPSession> {
    const context = await this.#browser();
    return context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
  }

  async #newPage(windowId: number, options: PageOptions): Promise<Page> {
    const { main } = this.#options;
    const context = await this.#browser();
    const page = await context.newPage();
    const { width, height } = options;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: options.dark ? 'dark' : 'light' });
    const tell = (event: PageEvent): void => {
      main.pageEvent(windowId, event).catch((error: unknown) => this.#ignoreWhenGone(error));
    };
    await page.exposeBinding(
      IPC_BINDING,
      ({ frame }, kind: string, channel: string, args: unknown[]) => {
        if (kind === 'preload-error') {
          tell({ name: 'preload-error', path: options.preload ?? '', message: String(args[0]) });
          return null;
        }
        const sender = { url: toAppUrl(frame.url()), isMainFrame: frame.parentFrame() === null };
        return main.invoke(windowId, sender, channel, args).catch((error: unknown) => {
          // In Electron the page ends with main, and hears of no failure.
          if (error instanceof Error && error.message === ENDED)
            return new Promise(() => undefined);
          throw error;
        });
      },
    );
    page.on('crash', () => {
      const hosted = this.#pages.get(windowId);
      if (hosted !== undefined) hosted.hasCrashed = true;
      tell({ name: 'render-process-gone', reason: 'crashed' });
    });
    page.on('console', (message) => {
      const type = message.type();
      tell({
        name: 'console-message',
        level: type === 'error' || type === 'warning' ? type : 'info',
        message: message.text(),
        line: message.location().lineNumber,
        source: toAppUrl(message.location().url),
      });
    });
    page.on('pageerror', (error) => {
      this.pageErrors.push(String(error));
      tell({
        name: 'console-message',
        level: 'error',
        message: `Uncaught ${error}`,
        line: 0,
        source: toAppUrl(page.url()),
      });
    });
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame() || frame.url() === 'about:blank') return;
      tell({ name: 'did-navigate', url: toAppUrl(frame.url()) });
    });
    page.on('load', () => {
      tell({ name: 'did-finish-load' });
      tell({ name: 'ready-to-show' });
    });
    if (options.preload !== null) {
      const script = preloadScript(options.preload);
      if (script.ok) await page.addInitScript({ content: script.source });
      else {
        const { message } = script;
        page.once('load', () =>
          tell({ name: 'preload-error', path: options.preload ?? '', message }),
        );
      }
    }
    return page;
  }

  async #load(windowId: number, url: string): Promise<void> {
    const hosted = this.#pages.get(windowId);
    if (hosted === undefined) throw new Error(`there is no window ${windowId}`);
    if (hosted.hasCrashed) {
      await hosted.page.close();
      hosted.page = await this.#newPage(windowId, hosted.options);
      hosted.hasCrashed = false;
    }
    hosted.loading = url;
    try {
      await hosted.page.goto(await this.#toTestUrl(url));
    } finally {
      hosted.loading = null;
    }
  }

  #send(windowId: number, channel: string, args: readonly unknown[]): void {
    const hosted = this.#pages.get(windowId);
    if (hosted === undefined) return;
    // One after another, so that messages arrive in their order.
    hosted.sending = hosted.sending
      .then(() =>
        hosted.page.evaluate(
          ([name, sentChannel, sentArgs]) => {
            const deliver: unknown = Reflect.get(window, name);
            if (typeof deliver === 'function') deliver(sentChannel, sentArgs);
          },
          [DELIVER, channel, args] as const,
        ),
      )
      .catch((error: unknown) => this.#ignoreWhenGone(error));
  }

  async #toTestUrl(url: string): Promise<string> {
    return toTestUrl(url, await this.#options.main.schemes());
  }

  async #onPopup(page: Page): Promise<void> {
    const opener = await page.opener();
    const entry = [...this.#pages].find(([, hosted]) => hosted.page === opener);
    if (entry === undefined) return;
    const url = toAppUrl(page.url());
    const isAllowed = await this.#options.main.mayOpenWindow(entry[0], url);
    if (isAllowed) this.problems.push(`the app lets a page open ${url}`);
    await page.close().catch((error: unknown) => this.#ignoreWhenGone(error));
  }

  async #route(route: Route): Promise<void> {
    const request = route.request();
    try {
      await this.#answer(route, request);
    } catch (error) {
      this.#ignoreWhenGone(error);
      await route.abort().catch((failure: unknown) => this.#ignoreWhenGone(failure));
    }
  }

  async #answer(route: Route, request: Request): Promise<void> {
    const url = toAppUrl(request.url());
    const isNavigation = request.isNavigationRequest();
    const entry = isNavigation ? this.#hostOf(request) : undefined;
    if (isNavigation && entry === undefined) {
      // A popup: what becomes of it is decided when it shows itself.
      await route.abort();
      return;
    }
    if (entry !== undefined) {
      const [windowId, hosted] = entry;
      const isOwn = hosted.loading !== null && sameDocument(hosted.loading, url);
      if (!isOwn && !(await this.#options.main.mayNavigate(windowId, url))) {
        await route.abort('aborted');
        return;
      }
    }
    if (url === request.url()) {
      await route.continue();
      return;
    }
    const body = request.postDataBuffer();
    const answer = await this.#options.main.answer({
      url,
      method: request.method(),
      headers: Object.fromEntries(
        Object.entries(await request.allHeaders()).filter(([name]) => !name.startsWith(':')),
      ),
      body: body === null ? null : new Uint8Array(body),
    });
    if (answer === null || answer.status === 0) {
      await route.abort('failed');
      return;
    }
    await route.fulfill({
      status: answer.status,
      headers: { ...answer.headers },
      body: Buffer.from(answer.body),
    });
  }

  /** The window whose main frame asks. */
  #hostOf(request: Request): [number, HostedPage] | undefined {
    try {
      return [...this.#pages].find(([, { page }]) => page.mainFrame() === request.frame());
    } catch (error) {
      // A new page asks before its frame is there, and is no window's.
      if (String(error).includes('Frame for this navigation request')) return undefined;
      throw error;
    }
  }

  /** What is under way when a page or the browser goes has nobody left to tell. */
  #ignoreWhenGone(error: unknown): void {
    const isGone = /closed|crashed|has ended|detached|destroyed/i.test(String(error));
    if (!this.#isClosing && !isGone) this.problems.push(String(error));
  }
}

const withoutFragment = (url: string): string => url.replace(/#.*$/, '').replace(/\/$/, '');
const sameDocument = (a: string, b: string): boolean => withoutFragment(a) === withoutFragment(b);

export const profileOf = (userData: string): string => join(userData, 'stand-in-profile');
