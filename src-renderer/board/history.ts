import type { DeletionMarker } from './deletion-marker.ts';
import type { ElementId } from './element.ts';
import { equalStoredValues } from './element-values.ts';
import type { OverridableProperty } from './merge-policy.ts';

/**
 * Undo and redo of one session, by what its writes meant and not by what they stored: undoing an
 * addition deletes softly, undoing a deletion takes the marker away, and a property goes back only
 * while it still has the value that this session gave it. What somebody else has changed since is
 * left alone, and that part of the step is dropped.
 */

/** How many steps are kept. */
export const HISTORY_LIMIT = 500;

export interface SetStep {
  readonly kind: 'set';
  readonly id: ElementId;
  readonly property: OverridableProperty;
  /** Stored values; undefined = no override. */
  readonly before: unknown;
  readonly after: unknown;
}

/** An element was added or brought back (its undo kills it) or deleted (its undo brings it back). */
export interface LifeStep {
  readonly kind: 'add' | 'revive' | 'remove';
  readonly id: ElementId;
  /** What others had changed of it when it was deleted: a redo may cover that, and no more. */
  readonly seen: DeletionMarker;
}

/** A piece of typing; `token` is the text undo's own record of it. */
export interface TextStep<Token> {
  readonly kind: 'text';
  readonly ids: readonly ElementId[];
  token: Token | null;
}

export type HistoryStep<Token> = SetStep | LifeStep | TextStep<Token>;
export type HistoryEntry<Token> = HistoryStep<Token>[];
export type HistoryDirection = 'undo' | 'redo';

/** What the history asks of the document. */
export interface HistoryTarget<Token> {
  /** Whether taking the step would change anything now. */
  isEffective(step: HistoryStep<Token>, direction: HistoryDirection): boolean;
  /**
   * Takes the steps, those that are still effective, and gives the ones that it took, in the given
   * order and fit to be taken the other way.
   */
  take(steps: HistoryEntry<Token>, direction: HistoryDirection): HistoryEntry<Token>;
  /** The steps can never be taken again. */
  release(steps: HistoryEntry<Token>): void;
  /** One record of two pieces of typing that followed each other. */
  joinTyping(first: Token, second: Token): Token;
}

/** A place in the history: what was done after it can be told from what was done before. */
export type HistoryMark = object | null;

export class History<Token> {
  readonly #target: HistoryTarget<Token>;
  readonly #limit: number;
  #undo: HistoryEntry<Token>[] = [];
  #redo: HistoryEntry<Token>[] = [];
  /** The run that the latest entry belongs to. */
  #run: object | undefined;

  constructor(target: HistoryTarget<Token>, limit: number = HISTORY_LIMIT) {
    this.#target = target;
    this.#limit = limit;
  }

  /**
   * A new edit of this session: what was undone before cannot be redone any more.
   *
   * @param run edits of the same run that follow each other are one entry
   */
  push(entry: HistoryEntry<Token>, run?: object): void {
    if (entry.length === 0) return;
    for (const dropped of this.#redo) this.#target.release(dropped);
    this.#redo = [];
    const latest = this.#undo.at(-1);
    const continues = run !== undefined && run === this.#run;
    this.#run = run;
    if (continues && latest) {
      this.#continueEntry(latest, entry);
      return;
    }
    this.#undo.push(entry);
    if (this.#undo.length > this.#limit) {
      const oldest = this.#undo.shift();
      if (oldest) this.#target.release(oldest);
    }
  }

  /** Whether a call would change something, and not only whether there are entries. */
  can(direction: HistoryDirection): boolean {
    return this.#stack(direction).some((entry) =>
      entry.some((step) => this.#target.isEffective(step, direction)),
    );
  }

  /** What the next call would take, as far as it still can be; undefined when nothing can. */
  next(direction: HistoryDirection): HistoryEntry<Token> | undefined {
    return this.#stack(direction).findLast((entry) =>
      entry.some((step) => this.#target.isEffective(step, direction)),
    );
  }

  /** The present place, to come back to. */
  mark(): HistoryMark {
    return this.#undo.at(-1) ?? null;
  }

  /** Makes one step of everything since the mark. */
  join(mark: HistoryMark): void {
    const [first, ...rest] = this.#undo.splice(this.#firstSince(mark));
    if (!first) return;
    for (const entry of rest) this.#continueEntry(first, entry);
    this.#undo.push(first);
    this.#run = undefined;
  }

  /** Takes back everything since the mark, as if it had never been: it cannot be redone. */
  revert(mark: HistoryMark): void {
    for (const entry of this.#undo.splice(this.#firstSince(mark)).reverse()) {
      this.#target.take(entry.toReversed(), 'undo');
      this.#target.release(entry);
    }
    this.#run = undefined;
  }

  /**
   * Takes the latest entry that still has an effect; false when there is none.
   *
   * @param since undo stops here
   */
  go(direction: HistoryDirection, since?: HistoryMark): boolean {
    this.#run = undefined;
    const from = this.#stack(direction);
    const to = this.#stack(direction === 'undo' ? 'redo' : 'undo');
    const end = since === undefined ? 0 : this.#firstSince(since);
    while (from.length > (direction === 'undo' ? end : 0)) {
      const entry = from.pop() ?? [];
      const ordered = direction === 'undo' ? entry.toReversed() : entry;
      const taken = this.#target.take(ordered, direction);
      const kept = new Set(taken.map(stepIdentity));
      this.#target.release(entry.filter((step) => !kept.has(stepIdentity(step))));
      if (taken.length > 0) {
        to.push(direction === 'undo' ? taken.toReversed() : taken);
        return true;
      }
    }
    return false;
  }

  #stack(direction: HistoryDirection): HistoryEntry<Token>[] {
    return direction === 'undo' ? this.#undo : this.#redo;
  }

  #firstSince(mark: HistoryMark): number {
    // A mark that is not there any more lies before everything that is.
    return this.#undo.findIndex((entry) => entry === mark) + 1;
  }

  /**
   * Adds steps to an entry. A property that is set again and again has one step, from its first
   * value to its last, as long as nobody else has set it in between; so has typing that goes on.
   */
  #continueEntry(entry: HistoryEntry<Token>, more: HistoryEntry<Token>): void {
    for (const step of more) {
      const at = entry.findIndex((known) => stepIdentity(known) === stepIdentity(step));
      const known = entry[at];
      if (
        step.kind === 'set' &&
        known?.kind === 'set' &&
        equalStoredValues(known.after, step.before)
      ) {
        entry[at] = { ...known, after: step.after };
      } else {
        this.#joinLatestTyping(entry);
        entry.push(step);
      }
    }
    this.#joinLatestTyping(entry);
  }

  /** The last two steps are one when both are typing in the same texts. */
  #joinLatestTyping(entry: HistoryEntry<Token>): void {
    const first = entry.at(-2);
    const second = entry.at(-1);
    if (first?.kind !== 'text' || second?.kind !== 'text') return;
    if (stepIdentity(first) !== stepIdentity(second)) return;
    // What is being written right now has no record of it yet.
    if (first.token === null || second.token === null) return;
    first.token = this.#target.joinTyping(first.token, second.token);
    entry.pop();
  }
}

function stepIdentity(step: HistoryStep<unknown>): string {
  switch (step.kind) {
    case 'set':
      return `set/${step.id}/${step.property}`;
    case 'text':
      return `text/${step.ids.join()}`;
    default:
      return `${step.kind}/${step.id}`;
  }
}
