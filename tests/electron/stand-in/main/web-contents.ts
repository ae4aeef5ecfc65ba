import { EventEmitter } from 'node:events';
import type { PageEvent } from '../contract.ts';
import { type SessionStandIn, WEB_PERMISSIONS } from './session.ts';
import { cloneable, preventableEvent, type StandInState } from './state.ts';

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

export interface WebContentsOptions {
  readonly state: StandInState;
  readonly session: SessionStandIn;
  readonly windowId: number;
  readonly opened: Promise<void>;
}

const FAILED_CODE = -2;
const CRASH_EXIT_CODE = 133;

/** Electron's handle on a window's page. */
export class WebContentsStandIn extends EventEmitter {
  readonly #options: WebContentsOptions;
  #openHandler: OpenHandler | null = null;
  #url = '';

  constructor(options: WebContentsOptions) {
    super();
    this.#options = options;
  }

  async loadURL(url: string): Promise<void> {
    const { state, session, windowId, opened } = this.#options;
    await opened;
    this.#url = url;
    await state.browser.setPermissions(url, session.decisions(this, url, WEB_PERMISSIONS));
    try {
      await state.browser.load(windowId, url);
    } catch (error) {
      this.emit('did-fail-load', {}, FAILED_CODE, String(error), url, true);
      throw error;
    }
  }

  getURL(): string {
    return this.#url;
  }

  send(channel: string, ...args: unknown[]): void {
    // Throws on what cannot be sent, as Electron does.
    void this.#options.state.browser.send(this.#options.windowId, channel, structuredClone(args));
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  forcefullyCrashRenderer(): void {
    void this.#options.state.browser.crashPage(this.#options.windowId);
  }

  mayNavigate(url: string): boolean {
    const event = preventableEvent({ url });
    this.emit('will-navigate', event);
    return !event.defaultPrevented;
  }

  mayOpenWindow(url: string): boolean {
    const isAllowed = this.#openHandler?.({ url }).action !== 'deny';
    this.#options.state.recorded.push({ api: 'window.open', args: [url, cloneable(isAllowed)] });
    return isAllowed;
  }

  pageEvent(event: PageEvent): void {
    switch (event.name) {
      case 'did-navigate':
        this.#url = event.url;
        this.emit('did-navigate', {}, event.url, -1, '');
        break;
      case 'render-process-gone':
        this.emit('render-process-gone', {}, { reason: event.reason, exitCode: CRASH_EXIT_CODE });
        break;
      case 'preload-error':
        this.emit('preload-error', {}, event.path, new Error(event.message));
        break;
      case 'console-message': {
        const { level, message, line, source } = event;
        this.emit('console-message', { level, message, lineNumber: line, sourceId: source });
        break;
      }
      default:
        this.emit(event.name, {});
    }
  }
}
