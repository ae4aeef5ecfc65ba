import { z } from 'zod';

/** Scheme of links that open a board in the desktop app. */
export const LINK_SCHEME = 'drawbridge';
const LINK_MAX_LENGTH = 2_048;
/** Links that wait for a window; a page that floods the system with links fills no memory. */
const WAITING_MAX = 20;

const httpOrigin = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    message: 'the cell must be an http or https address',
  });

/**
 * A `drawbridge://join?cell=<origin>#board=<…>` link, or null for anything else. What its parts
 * mean is the renderer's matter, which asks before it connects to a cell not used before.
 */
export function parseOpenLink(text: string): string | null {
  if (text.length > LINK_MAX_LENGTH || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== `${LINK_SCHEME}:` || url.host !== 'join') return null;
  if (!httpOrigin.safeParse(url.searchParams.get('cell')).success) return null;
  return url.hash.startsWith('#board=') ? text : null;
}

/** The link among the arguments that the system started the app with. */
export function linkOfArguments(args: readonly string[]): string | null {
  for (const argument of args) {
    const link = parseOpenLink(argument);
    if (link !== null) return link;
  }
  return null;
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
    const link = text === null ? null : parseOpenLink(text);
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
