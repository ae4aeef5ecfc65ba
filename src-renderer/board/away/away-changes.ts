import * as Y from 'yjs';
import type { BoardChange } from '../board-change.ts';
import type { BoardDocument } from '../board-document.ts';
import type { BoardElement, ElementId, PersonId } from '../element.ts';

/** Session (client id) → how many of its changes a copy has. */
export type StateVector = ReadonlyMap<number, number>;

export interface AwayElement {
  readonly kind: 'added' | 'changed' | 'removed';
  /** As it is now; as it was, when it was removed. */
  readonly element: BoardElement;
  /** Who changed it last; null when that cannot be told. */
  readonly by: PersonId | null;
}

/** What others have done that came here all at once. */
export interface AwaySummary {
  readonly elements: readonly AwayElement[];
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** What this person had changed as well. */
  readonly conflicts: number;
  readonly people: readonly PersonId[];
}

export interface AwayChangesOptions {
  readonly board: BoardDocument;
  readonly personId: PersonId;
  /** How many conflicts there have been so far. */
  readonly conflictsFound: () => number;
  /**
   * Whether what comes from there now was waiting for this person, as in the mailbox.
   *
   * @param authors who has written it
   */
  readonly wasWaiting: (origin: unknown, authors: ReadonlySet<PersonId>) => boolean;
  readonly onSummary: (summary: AwaySummary) => void;
}

/** After the last piece has come, more may follow from elsewhere: from the mailbox, say. */
export const SETTLE_MS = 800;
/** Whoever was to bring the rest may be gone again. */
export const PATIENCE_MS = 30_000;

const isReached = (target: StateVector, state: StateVector): boolean =>
  [...target].every(([client, clock]) => (state.get(client) ?? 0) >= clock);

/**
 * Gathers what others did while this copy was apart from theirs, exactly: a change counts when it is
 * within what the other copy held at the moment when the two met, or came out of the mailbox while
 * that was read. What people do from then on is not part of it.
 */
export class AwayChanges {
  readonly #options: AwayChangesOptions;
  /** Elements as they were before; null: not there. */
  readonly #before = new Map<ElementId, BoardElement | null>();
  readonly #by = new Map<ElementId, PersonId | null>();
  readonly #targets = new Set<StateVector>();
  readonly #stopBoard: () => void;
  #counts = false;
  #conflictsBefore = 0;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(options: AwayChangesOptions) {
    this.#options = options;
    const { board } = options;
    board.doc.on('beforeObserverCalls', this.#classify);
    this.#stopBoard = board.onChange((change) => this.#note(change));
    board.doc.on('afterTransaction', this.#came);
  }

  destroy(): void {
    clearTimeout(this.#settle);
    clearTimeout(this.#patience);
    this.#options.board.doc.off('beforeObserverCalls', this.#classify);
    this.#options.board.doc.off('afterTransaction', this.#came);
    this.#stopBoard();
  }

  /** Somebody is here whose copy holds this: what of it is not here yet was made apart. */
  expect(target: StateVector): void {
    if (isReached(target, this.#state())) return;
    this.#begin();
    this.#targets.add(new Map(target));
  }

  #state(): StateVector {
    return Y.decodeStateVector(Y.encodeStateVector(this.#options.board.doc));
  }

  #begin(): void {
    clearTimeout(this.#settle);
    if (this.#patience !== undefined) return;
    this.#conflictsBefore = this.#options.conflictsFound();
    this.#patience = setTimeout(() => this.#finish(), PATIENCE_MS);
  }

  readonly #classify = (transaction: Y.Transaction): void => {
    this.#counts = false;
    if (transaction.local) return;
    const { beforeState, afterState } = transaction;
    const isWithin = (target: StateVector): boolean =>
      [...afterState].some(([client, clock]) => {
        const before = beforeState.get(client) ?? 0;
        return before < clock && before < (target.get(client) ?? 0);
      });
    const { board, wasWaiting } = this.#options;
    const authors = new Set<PersonId>();
    for (const [client, clock] of afterState) {
      if (clock <= (beforeState.get(client) ?? 0)) continue;
      const author = board.author(client);
      if (author) authors.add(author.personId);
    }
    this.#counts = wasWaiting(transaction.origin, authors) || [...this.#targets].some(isWithin);
    if (this.#counts) this.#begin();
  };

  #note(change: BoardChange): void {
    if (!this.#counts || change.local || change.loaded) return;
    const { personId } = this.#options;
    const note = (id: ElementId, before: BoardElement | null): void => {
      const by = change.by.get(id) ?? null;
      // From another window of this person, or from an earlier session.
      if (by === personId) return;
      if (!this.#before.has(id)) this.#before.set(id, before);
      this.#by.set(id, by);
    };
    for (const { id } of change.added) note(id, null);
    for (const { before } of change.updated) note(before.id, before);
    for (const element of change.removed) note(element.id, element);
  }

  readonly #came = (): void => {
    if (this.#counts) this.#check();
    this.#counts = false;
  };

  #check(): void {
    const state = this.#state();
    for (const target of this.#targets) if (isReached(target, state)) this.#targets.delete(target);
    if (this.#targets.size > 0) return;
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#finish(), SETTLE_MS);
  }

  #finish(): void {
    clearTimeout(this.#settle);
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#targets.clear();
    const summary = this.#summary();
    this.#before.clear();
    this.#by.clear();
    if (summary.elements.length > 0) this.#options.onSummary(summary);
  }

  #summary(): AwaySummary {
    const elements: AwayElement[] = [];
    for (const [id, before] of this.#before) {
      const now = this.#options.board.get(id);
      const by = this.#by.get(id) ?? null;
      if (now) elements.push({ kind: before ? 'changed' : 'added', element: now, by });
      else if (before) elements.push({ kind: 'removed', element: before, by });
    }
    const count = (kind: AwayElement['kind']): number =>
      elements.filter((element) => element.kind === kind).length;
    return {
      elements,
      added: count('added'),
      changed: count('changed'),
      removed: count('removed'),
      conflicts: this.#options.conflictsFound() - this.#conflictsBefore,
      people: [...new Set(elements.flatMap(({ by }) => by ?? []))],
    };
  }
}
