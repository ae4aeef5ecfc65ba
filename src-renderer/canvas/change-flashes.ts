import type { BoardChange } from '../board/board-change.ts';
import type { BoardDocument } from '../board/board-document.ts';
import type { ElementId, PersonId } from '../board/element.ts';
import type { RemoteGestures } from './remote-gestures.ts';

/** How long a change that somebody else made stays marked. */
export const FLASH_MS = 2_000;
/** The last part of it, in which the mark fades. */
const FADE_MS = 400;
/** More than this at once is a board that arrives, not a person at work. */
export const MAX_CHANGED_AT_ONCE = 24;

export interface Flash {
  readonly id: ElementId;
  readonly personId: PersonId;
  /** 1, and less while it fades. */
  readonly alpha: number;
}

/**
 * What others have just changed, so that nobody wonders who moved that. Ink that was seen while it was
 * drawn needs no mark.
 */
export class ChangeFlashes {
  readonly #flashes = new Map<ElementId, { personId: PersonId; endsAtMs: number }>();
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Marks what others change from now on. @returns a function that ends it and every mark */
  follow(
    board: Pick<BoardDocument, 'onChange'>,
    gestures: Pick<RemoteGestures, 'previews' | 'subscribe'>,
  ): () => void {
    let drawn = new Set<ElementId>();
    let drawnBefore = drawn;
    const stopGestures = gestures.subscribe(() => {
      // A gesture's preview may go just before its element is told of, or just after.
      drawnBefore = drawn;
      drawn = new Set(gestures.previews().map(({ id }) => id));
    });
    const stopBoard = board.onChange((change) => {
      this.#mark(change, (id) => drawn.has(id) || drawnBefore.has(id));
    });
    return () => {
      stopGestures();
      stopBoard();
      this.#flashes.clear();
      this.#tell();
    };
  }

  /** The marks to show now. */
  shown(): Flash[] {
    const nowMs = this.#now();
    const shown: Flash[] = [];
    for (const [id, { personId, endsAtMs }] of this.#flashes) {
      const leftMs = endsAtMs - nowMs;
      if (leftMs <= 0) this.#flashes.delete(id);
      else shown.push({ id, personId, alpha: Math.min(1, leftMs / FADE_MS) });
    }
    return shown;
  }

  get isEmpty(): boolean {
    return this.#flashes.size === 0;
  }

  /** Told when there is something new to mark. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #mark(change: BoardChange, wasDrawn: (id: ElementId) => boolean): void {
    if (change.local || change.loaded) return;
    const ids = [
      ...change.added.map(({ id }) => id).filter((id) => !wasDrawn(id)),
      ...change.updated.map(({ after }) => after.id),
    ];
    for (const { id } of change.removed) this.#flashes.delete(id);
    if (ids.length === 0 || ids.length > MAX_CHANGED_AT_ONCE) return;
    const endsAtMs = this.#now() + FLASH_MS;
    for (const id of ids) {
      const personId = change.by.get(id);
      if (personId) this.#flashes.set(id, { personId, endsAtMs });
    }
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
