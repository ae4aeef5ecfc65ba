import { type BrowserWindow, dialog } from 'electron';
import type { Logger } from '../../signaling/log.ts';
import { EVENT_CHANNELS, type EventName } from '../desktop-channels.ts';
import { APP_URL } from '../security/app-scheme.ts';
import type { HostTexts } from '../texts/index.ts';
import { closeWhenSaved } from './close-when-saved.ts';
import { createMainWindow } from './main-window.ts';
import type { WindowStateFile } from './window-state.ts';
import { type TroubleQuestion, watchTroubles } from './window-troubles.ts';

export interface WindowHostOptions {
  readonly preload: string;
  readonly icon: string;
  readonly state: WindowStateFile;
  readonly log: Logger & { readonly path: string };
  readonly texts: HostTexts;
  readonly quit: () => void;
  /** Told when the window is gone. */
  readonly onClosed: () => void;
}

/** Holds the app's one window: opens it, speaks to its page, and helps when the page is in trouble. */
export class WindowHost {
  readonly #options: WindowHostOptions;
  #window: BrowserWindow | null = null;
  #wasOpened = false;
  /** Whether the page has started, so that somebody hears what it is told. */
  #pageListens = false;
  #pageIsReadyToClose: () => void = () => undefined;

  constructor(options: WindowHostOptions) {
    this.#options = options;
  }

  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** Opens the window. Resolves once it is on screen. */
  open(): Promise<void> {
    const { preload, icon, state, log, texts, quit, onClosed } = this.#options;
    const { window, shown } = createMainWindow({ preload, icon, state, title: texts('app.name') });
    const contents = window.webContents;
    this.#window = window;
    this.#wasOpened = true;
    this.#pageIsReadyToClose = closeWhenSaved(window, {
      askPage: () => this.#pageListens && this.send('closing'),
      onSilent: () => log.warn('the page did not get ready to close in time'),
    });
    // Loading reports its own failures as events.
    const load = (): void => {
      this.#pageListens = false;
      contents.loadURL(APP_URL).catch((error: unknown) => log.warn(`load: ${String(error)}`));
    };
    contents.on('render-process-gone', () => {
      this.#pageListens = false;
    });
    contents.on('console-message', ({ level, message, lineNumber, sourceId }) => {
      if (level === 'error')
        log.warn('the page says', { message, at: `${sourceId}:${lineNumber}` });
    });
    watchTroubles({
      contents,
      log,
      ask: (question) => this.ask(question),
      load,
      closeWindow: () => window.close(),
      quit,
    });
    window.once('closed', () => {
      this.#window = null;
      this.#pageListens = false;
      onClosed();
    });
    load();
    return shown;
  }

  /** Brings the window before the person; opens it anew when it was closed, as on macOS it may be. */
  reveal(): void {
    if (this.#window === null) {
      if (this.#wasOpened) void this.open();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Sends to the page. Says whether there was one to send to. */
  send(event: EventName, ...args: readonly unknown[]): boolean {
    if (this.#window === null || this.#window.isDestroyed()) return false;
    this.#window.webContents.send(EVENT_CHANNELS[event], ...args);
    return true;
  }

  /** The page has started, and listens from now on. */
  pageStarted(): void {
    this.#pageListens = true;
  }

  /** What was drawn last is stored. */
  pageIsReadyToClose(): void {
    this.#pageIsReadyToClose();
  }

  /** Asks over the window, or on its own while there is none to be seen. */
  async ask({ title, text, buttons, escapeIndex, signal }: TroubleQuestion): Promise<number> {
    const { texts, log } = this.#options;
    const options: Electron.MessageBoxOptions = {
      type: 'warning',
      title: texts('app.name'),
      message: texts(title),
      detail: texts(text, { log: log.path }),
      buttons: buttons.map((button) => texts(button)),
      defaultId: 0,
      cancelId: escapeIndex,
      noLink: true,
      ...(signal === undefined ? {} : { signal }),
    };
    const over = this.#window?.isVisible() === true ? this.#window : null;
    const { response } =
      over === null
        ? await dialog.showMessageBox(options)
        : await dialog.showMessageBox(over, options);
    return response;
  }
}
