import type { BoardChange } from '../board/board-change.ts';
import type { BoardDocument } from '../board/board-document.ts';
import type { PersonId } from '../board/element.ts';
import type { ElementLift } from './gesture.ts';
import { Listeners } from './listeners.ts';

/** A lift that ended without its change arriving is given up after this. */
export const LANDING_TIMEOUT_MS = 5000;

interface Entry {
  readonly gestureId: string;
  readonly lift: ElementLift;
  timer: ReturnType<typeof setTimeout> | null;
}

/**
 * What others have in their hands right now, one lift for each person. It stays shown until the
 * change that it ends in has arrived, so that nothing jumps back in between; and once that is here
 * the lift is over, for the way that it still has to go would be gone twice.
 */
export class RemoteLifts {
  readonly #entries = new Map<PersonId, Entry>();
  /** The last gesture of each person whose change has arrived: what is told of it late is void. */
  readonly #landed = new Map<PersonId, string>();
  readonly #listeners = new Listeners();

  show(personId: PersonId, gestureId: string, lift: ElementLift): void {
    if (this.#landed.get(personId) === gestureId) return;
    this.#forget(personId);
    this.#entries.set(personId, { gestureId, lift, timer: null });
    this.#listeners.tell();
  }

  /** @param landed whether a change will come of it */
  drop(personId: PersonId, gestureId: string, landed: boolean): void {
    const entry = this.#entries.get(personId);
    if (entry?.gestureId !== gestureId) return;
    if (landed) entry.timer ??= setTimeout(() => this.clear(personId), LANDING_TIMEOUT_MS);
    else this.clear(personId);
  }

  /** Nothing of a person is shown any more. */
  clear(personId: PersonId): void {
    if (this.#forget(personId)) this.#listeners.tell();
  }

  /** By person. */
  all(): ReadonlyMap<PersonId, { readonly lift: ElementLift }> {
    return this.#entries;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Ends lifts as their changes arrive on a board. @returns a function that stops it */
  follow(board: Pick<BoardDocument, 'onChange'>): () => void {
    return board.onChange((change) => {
      let ended = false;
      for (const [personId, { gestureId, lift }] of this.#entries) {
        if (!isLanding(change, personId, lift)) continue;
        this.#landed.set(personId, gestureId);
        ended = this.#forget(personId) || ended;
      }
      if (ended) this.#listeners.tell();
    });
  }

  #forget(personId: PersonId): boolean {
    const entry = this.#entries.get(personId);
    if (!entry) return false;
    if (entry.timer) clearTimeout(entry.timer);
    this.#entries.delete(personId);
    return true;
  }
}

/** Whether a change is what a person's lift ends in. */
function isLanding(change: BoardChange, personId: PersonId, lift: ElementLift): boolean {
  const isTheirs = ({ id }: { readonly id: string }): boolean => change.by.get(id) === personId;
  if (lift.copies) return change.added.some(isTheirs);
  return change.updated.some(
    ({ after, properties }) =>
      lift.ids.has(after.id) &&
      isTheirs(after) &&
      properties.some((property) => property === 'box' || property === 'rotation'),
  );
}
