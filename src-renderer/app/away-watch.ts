import { AwayChanges, type AwaySummary, type StateVector } from '../board/away/away-changes.ts';
import type { BoardDocument } from '../board/board-document.ts';
import type { PersonId } from '../board/element.ts';
import { createStore, type ReadonlyStore, type Store } from '../canvas/store.ts';
import type { ConnectionState } from '../sync/status.ts';

/** Somebody who was gone for less has missed nothing that would not be marked on the board. */
export const AWAY_AFTER_MS = 5_000;
/** So long after coming back, what comes is what was missed; later it is others who come back. */
const BACK_FOR_MS = 20_000;

/** `away`: this person was; `apart`: others were. */
export interface AwayNews extends AwaySummary {
  readonly who: 'away' | 'apart';
}

/** The part of a link that matters here. */
interface SeenLink {
  readonly personId: PersonId;
  readonly holds: StateVector;
}

export interface AwayWatchOptions {
  readonly board: BoardDocument;
  readonly personId: PersonId;
  readonly conflictsFound: () => number;
  readonly isMailbox: (origin: unknown) => boolean;
  readonly now?: () => number;
}

/** Notices when this person, or somebody else, comes back, and tells what was missed. */
export class AwayWatch {
  readonly news: ReadonlyStore<AwayNews | null>;
  readonly #news: Store<AwayNews | null> = createStore<AwayNews | null>(null);
  readonly #changes: AwayChanges;
  readonly #now: () => number;
  /** Links whose holdings have been looked at. */
  readonly #met = new WeakSet<SeenLink>();
  readonly #here = new Set<PersonId>();
  readonly #leftAtMs = new Map<PersonId, number>();
  /** False for somebody to whom all of the board is new. */
  #knowsBoard = false;
  #lostAtMs: number | null = null;
  #backAtMs: number | null = null;
  #mailboxRead = false;

  constructor({ board, personId, conflictsFound, isMailbox, now }: AwayWatchOptions) {
    this.#now = now ?? (() => performance.now());
    this.news = this.#news;
    this.#changes = new AwayChanges({
      board,
      personId,
      conflictsFound,
      wasWaiting: (origin, authors) =>
        this.#knowsBoard && isMailbox(origin) && this.#wasWaiting(authors),
      onSummary: (summary) => this.#news.set({ ...summary, who: this.#who() }),
    });
  }

  destroy(): void {
    this.#changes.destroy();
  }

  dismiss(): void {
    this.#news.set(null);
  }

  /** What is stored of the board has been read. */
  opened(knowsBoard: boolean): void {
    this.#knowsBoard = knowsBoard;
    if (knowsBoard) this.#backAtMs = this.#now();
  }

  /** Changes of somebody who had this are about to be merged. */
  expect(holds: StateVector): void {
    this.#changes.expect(holds);
  }

  /** All that waited in the mailbox has come. */
  mailboxRead(): void {
    this.#mailboxRead = true;
  }

  connectionChanged(connection: ConnectionState): void {
    const isConnected = connection.kind === 'live' || connection.kind === 'alone';
    const nowMs = this.#now();
    if (!isConnected) {
      this.#lostAtMs ??= nowMs;
      return;
    }
    if (this.#lostAtMs === null) return;
    const awayMs = nowMs - this.#lostAtMs;
    this.#lostAtMs = null;
    if (awayMs < AWAY_AFTER_MS) return;
    this.#backAtMs = nowMs;
    this.#knowsBoard = true;
    // It is read anew, and what is in it was waiting.
    this.#mailboxRead = false;
  }

  /** Somebody's holdings changed, or a link came or went. */
  linksChanged(links: readonly SeenLink[]): void {
    const nowMs = this.#now();
    const here = new Set(links.map(({ personId }) => personId));
    for (const personId of this.#here) {
      if (here.has(personId)) continue;
      this.#here.delete(personId);
      this.#leftAtMs.set(personId, nowMs);
      // What comes from now on has been missed by somebody who knows the board.
      this.#knowsBoard = true;
    }
    for (const link of links) {
      if (this.#met.has(link) || link.holds.size === 0) continue;
      this.#met.add(link);
      this.#here.add(link.personId);
      const leftAtMs = this.#leftAtMs.get(link.personId) ?? Number.NEGATIVE_INFINITY;
      if (this.#knowsBoard && nowMs - leftAtMs >= AWAY_AFTER_MS) this.#changes.expect(link.holds);
    }
  }

  /** All that is found in the mailbox, and later what somebody puts there who is not here (yet). */
  #wasWaiting(authors: ReadonlySet<PersonId>): boolean {
    return !this.#mailboxRead || [...authors].some((personId) => !this.#here.has(personId));
  }

  #who(): AwayNews['who'] {
    const isBack = this.#backAtMs !== null && this.#now() - this.#backAtMs < BACK_FOR_MS;
    return isBack ? 'away' : 'apart';
  }
}
