/** Scheme of links that open a board in the desktop app. */
export const LINK_SCHEME = 'drawbridge';
const LINK_START = `${LINK_SCHEME}:`;
const LINK_MAX_LENGTH = 2_048;
/** Links that wait for a window; a page that floods the system with links fills no memory. */
const WAITING_MAX = 20;

/**
 * A text that the system opened the app with, if it is meant as a link of ours; null for anything
 * else. Whether it leads anywhere is the renderer's matter: it says what is wrong with a broken
 * one, and asks before it connects to a cell not used before.
 */
export function linkOf(text: string): string | null {
  if (!text.toLowerCase().startsWith(LINK_START)) return null;
  // What is too long for a link is passed on as one that is not complete.
  return text.length > LINK_MAX_LENGTH ? LINK_START : text;
}

/** The link among the arguments that the system started the app with. */
export function linkOfArguments(args: readonly string[]): string | null {
  return args.map(linkOf).find((link) => link !== null) ?? null;
}

/** Links that the app was opened with, until the renderer takes them. */
export class OpenLinks {
  readonly #waiting: string[] = [];
  readonly #onWaiting: () => void;

  /** @param onWaiting called after each new link */
  constructor(onWaiting: () => void) {
    this.#onWaiting = onWaiting;
  }

  /** Takes a link from the system; anything that is none is dropped. Says whether it was one. */
  add(text: string | null): boolean {
    const link = text === null ? null : linkOf(text);
    if (link === null) return false;
    if (!this.#waiting.includes(link)) this.#waiting.push(link);
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
    this.#onWaiting();
    return true;
  }

  /** All links so far, oldest first; each is given out once. */
  take(): readonly string[] {
    return this.#waiting.splice(0);
  }
}
