import { nextTurn } from './next-turn.ts';

/** Dealing with what arrived in bulk may take this long at a stretch; then everything else is next. */
export const INBOX_TURN_MS = 6;

export interface InboxOptions {
  readonly deal: (message: Uint8Array) => void;
  readonly now?: () => number;
  readonly later?: (run: () => void) => void;
}

/**
 * Messages of the bulk channel in their order, dealt with a few milliseconds' worth at a time. They
 * arrive faster than a document takes them in: without this, a cursor would stand behind megabytes
 * of them in the browser's own queue. A message that nothing stands before is dealt with at once.
 */
export class Inbox {
  readonly #deal: (message: Uint8Array) => void;
  readonly #now: () => number;
  readonly #later: (run: () => void) => void;
  #waiting: Uint8Array[] = [];
  #spentMs = 0;
  #turnComes = false;
  #dealing = false;
  #stopped = false;

  constructor({ deal, now = () => performance.now(), later = nextTurn }: InboxOptions) {
    this.#deal = deal;
    this.#now = now;
    this.#later = later;
  }

  /** Whether everything that arrived has been dealt with. */
  get idle(): boolean {
    return this.#waiting.length === 0 && !this.#dealing;
  }

  push(message: Uint8Array): void {
    if (this.#stopped) return;
    this.#waiting.push(message);
    if (!this.#dealing) this.#work(INBOX_TURN_MS);
  }

  /** Deals with all that is left now, however long it takes; not from within dealing. */
  flush(): void {
    if (!this.#dealing) this.#work(Number.POSITIVE_INFINITY);
  }

  /** Forgets what is left. */
  stop(): void {
    this.#stopped = true;
    this.#waiting = [];
  }

  #work(limitMs: number): void {
    let dealt = 0;
    this.#dealing = true;
    try {
      while (this.#spentMs < limitMs) {
        const message = this.#waiting[dealt];
        if (!message) break;
        dealt += 1;
        const startedMs = this.#now();
        this.#deal(message);
        this.#spentMs += this.#now() - startedMs;
      }
    } finally {
      this.#dealing = false;
      this.#waiting.splice(0, dealt);
      this.#comeBack();
    }
  }

  /** The next turn has a fresh allowance, even when nothing waits for it yet. */
  #comeBack(): void {
    if (this.#turnComes || this.#stopped) return;
    this.#turnComes = true;
    this.#later(() => {
      this.#turnComes = false;
      this.#spentMs = 0;
      if (!this.#stopped && this.#waiting.length > 0) this.#work(INBOX_TURN_MS);
    });
  }
}
