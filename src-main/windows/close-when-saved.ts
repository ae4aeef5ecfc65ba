/** How long the page may take to store what was drawn last, before the window goes anyway. */
const SAVE_LIMIT_MS = 3_000;

/** As much of a window as closing it needs. */
export interface ClosingWindow {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  hide(): void;
  destroy(): void;
  isDestroyed(): boolean;
}

export interface ClosingOptions {
  /** Asks the page to store what was drawn last. False when there is no page to ask. */
  readonly askPage: () => boolean;
  /** Told when the page did not answer within the limit. */
  readonly onSilent: () => void;
  readonly limitMs?: number;
}

/**
 * Keeps a window that is being closed until its page has stored what was drawn last, out of sight
 * meanwhile: a browser engine that ends takes writes with it that it has not handed on.
 *
 * @returns to be called when the page is ready to go
 */
export function closeWhenSaved(
  window: ClosingWindow,
  { askPage, onSilent, limitMs = SAVE_LIMIT_MS }: ClosingOptions,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed()) window.destroy();
  };
  window.on('close', (event) => {
    if (timer === undefined && !askPage()) return;
    event.preventDefault();
    if (timer !== undefined) return;
    window.hide();
    timer = setTimeout(() => {
      onSilent();
      end();
    }, limitMs);
  });
  return () => {
    // A page says so on its own, too, in a window that nobody is closing.
    if (timer !== undefined) end();
  };
}
