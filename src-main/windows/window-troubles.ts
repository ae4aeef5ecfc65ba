import type { Logger } from '../../signaling/log.ts';
import type { HostTextKey } from '../texts/index.ts';

/** A question about something in trouble. */
export interface TroubleQuestion {
  readonly title: HostTextKey;
  readonly text: HostTextKey;
  /** The first is what Enter means. */
  readonly buttons: readonly HostTextKey[];
  /** Index of what Escape means. */
  readonly escapeIndex: number;
  /** Takes the question away when it has become pointless. */
  readonly signal?: AbortSignal;
}

/** Asks over the window. Answers the index of the button, Escape's when it was taken away. */
export type AskTrouble = (question: TroubleQuestion) => Promise<number>;

/** As much of Electron's WebContents as can be in trouble. */
export interface TroubledContents {
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: { reason: string; exitCode: number }) => void,
  ): unknown;
  on(
    event: 'preload-error',
    listener: (event: unknown, preloadPath: string, error: Error) => void,
  ): unknown;
  on(
    event: 'did-fail-load',
    listener: (
      event: unknown,
      code: number,
      description: string,
      url: string,
      isMainFrame: boolean,
    ) => void,
  ): unknown;
  on(event: 'unresponsive' | 'responsive', listener: () => void): unknown;
  forcefullyCrashRenderer(): void;
}

export interface TroubleOptions {
  readonly contents: TroubledContents;
  readonly log: Logger;
  readonly ask: AskTrouble;
  /** Loads the app's page anew. */
  readonly load: () => void;
  readonly closeWindow: () => void;
  readonly quit: () => void;
}

/** Chromium's code for a load that another one took the place of. */
const ERR_ABORTED = -3;
/** Ends of the page's process that somebody wanted. */
const WANTED_ENDS = new Set(['clean-exit']);

/** Says what is wrong when a window's page cannot be loaded, dies or hangs, and offers what helps. */
export function watchTroubles(options: TroubleOptions): void {
  const { contents, log, ask, load, closeWindow, quit } = options;
  const troubled = (what: string, question: Promise<void>): void => {
    question.catch((error: unknown) =>
      log.error('a question could not be asked', { about: what, message: String(error) }),
    );
  };

  let isReloading = false;
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (WANTED_ENDS.has(reason)) return;
    log.error('the page ended', { reason, exitCode });
    if (isReloading) {
      isReloading = false;
      load();
      return;
    }
    troubled(
      'renderer gone',
      ask({
        title: 'trouble.rendererGone.title',
        text: 'trouble.rendererGone.text',
        buttons: ['button.reload', 'button.close'],
        escapeIndex: 1,
      }).then((answer) => (answer === 0 ? load() : closeWindow())),
    );
  });

  let waiting: AbortController | null = null;
  contents.on('unresponsive', () => {
    if (waiting !== null) return;
    log.warn('the page does not answer');
    const question = new AbortController();
    waiting = question;
    troubled(
      'unresponsive',
      ask({
        title: 'trouble.unresponsive.title',
        text: 'trouble.unresponsive.text',
        buttons: ['button.wait', 'button.reload'],
        escapeIndex: 0,
        signal: question.signal,
      }).then((answer) => {
        waiting = null;
        if (answer !== 1 || question.signal.aborted) return;
        // A page that hangs hears of no reload; it ends, and is loaded once it is gone.
        isReloading = true;
        contents.forcefullyCrashRenderer();
      }),
    );
  });
  contents.on('responsive', () => waiting?.abort());

  contents.on('preload-error', (_event, preloadPath, { message }) => {
    log.error('the preload did not load', { preloadPath, message });
    troubled(
      'preload',
      ask({
        title: 'trouble.preload.title',
        text: 'trouble.preload.text',
        buttons: ['button.goOn', 'button.quit'],
        escapeIndex: 0,
      }).then((answer) => {
        if (answer === 1) quit();
      }),
    );
  });

  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (!isMainFrame || code === ERR_ABORTED) return;
    log.error('the page did not load', { code, description });
    troubled(
      'load',
      ask({
        title: 'trouble.load.title',
        text: 'trouble.load.text',
        buttons: ['button.tryAgain', 'button.quit'],
        escapeIndex: 1,
      }).then((answer) => (answer === 0 ? load() : quit())),
    );
  });
}
