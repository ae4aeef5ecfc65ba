import type { BoardState } from './board-state.ts';
import { covers, type DeletionMarker, encodeMarker, markerOf } from './deletion-marker.ts';
import type { ElementId } from './element.ts';
import { DELETED, type ElementStore, overrideKey } from './element-store.ts';
import { equalStoredValues } from './element-values.ts';
import type {
  HistoryDirection,
  HistoryEntry,
  HistoryStep,
  HistoryTarget,
  LifeStep,
  SetStep,
  TextStep,
} from './history.ts';
import type { Sessions } from './sessions.ts';
import type { TextUndo, TextUndoToken } from './text-undo.ts';
import { presentWrite } from './yjs-items.ts';

export interface HistoryWriterOptions {
  readonly store: ElementStore;
  readonly state: BoardState;
  readonly sessions: Sessions;
  readonly textUndo: TextUndo;
  /** Runs a write of this session that is no step of undo itself. */
  readonly write: (write: () => void) => void;
  /** Runs a text undo, which is a transaction of its own, and marks it if it only deleted. */
  readonly marked: <T>(undo: () => T) => T;
}

/** Takes the history's steps on the document; see {@link HistoryTarget}. */
export class HistoryWriter implements HistoryTarget<TextUndoToken> {
  readonly #store: ElementStore;
  readonly #state: BoardState;
  readonly #sessions: Sessions;
  readonly #textUndo: TextUndo;
  readonly #write: HistoryWriterOptions['write'];
  readonly #marked: HistoryWriterOptions['marked'];

  constructor(options: HistoryWriterOptions) {
    this.#store = options.store;
    this.#state = options.state;
    this.#sessions = options.sessions;
    this.#textUndo = options.textUndo;
    this.#write = options.write;
    this.#marked = options.marked;
  }

  isEffective(step: HistoryStep<TextUndoToken>, direction: HistoryDirection): boolean {
    switch (step.kind) {
      case 'set':
        return this.#isAlive(step.id) && this.#stillHas(step, direction);
      case 'text':
        return step.token !== null && step.ids.every((id) => this.#isAlive(id));
      case 'add':
      case 'revive':
      case 'remove':
        return kills(step, direction)
          ? this.#isAlive(step.id) && this.#killingMarker(step) !== undefined
          : this.#hasOwnMarker(step.id) && this.#store.isDeleted(step.id);
    }
  }

  take(
    steps: HistoryEntry<TextUndoToken>,
    direction: HistoryDirection,
  ): HistoryEntry<TextUndoToken> {
    const revived = new Set<ElementId>();
    for (const step of steps) {
      const revives = isLife(step) && !kills(step, direction);
      if (revives && this.isEffective(step, direction)) revived.add(step.id);
    }
    const effective = steps.filter(
      (step) =>
        this.isEffective(step, direction) ||
        // Typing in what comes back in this very step.
        (step.kind === 'text' && step.token !== null && step.ids.every((id) => revived.has(id))),
    );
    const stored = effective.filter((step) => step.kind !== 'text');
    if (stored.length > 0 || this.#settlesSomething(effective)) {
      this.#write(() => {
        for (const step of effective) for (const id of editedBy(step)) this.#store.settle(id);
        for (const step of stored) {
          if (step.kind === 'set') this.#takeSet(step, direction);
          else this.#takeLife(step, direction);
        }
      });
    }
    return effective.filter((step) => step.kind !== 'text' || this.#takeText(step, direction));
  }

  joinTyping(first: TextUndoToken, second: TextUndoToken): TextUndoToken {
    return this.#textUndo.join(first, second);
  }

  release(steps: HistoryEntry<TextUndoToken>): void {
    for (const step of steps) {
      if (step.kind === 'text' && step.token !== null) this.#textUndo.release(step.token);
    }
  }

  #isAlive(id: ElementId): boolean {
    return this.#state.get(id) !== undefined;
  }

  /** Whether the step edits elements that have survived a deletion; see ElementStore.settle. */
  #settlesSomething(steps: HistoryEntry<TextUndoToken>): boolean {
    return steps.some((step) =>
      editedBy(step).some((id) => this.#store.overrides.has(overrideKey(id, DELETED))),
    );
  }

  #isOwnValue(key: string): boolean {
    const write = presentWrite(this.#store.overrides, key);
    return write !== undefined && this.#sessions.isOwn(write.client);
  }

  /** Whether the property is still as this session left it. */
  #stillHas(step: SetStep, direction: HistoryDirection): boolean {
    const expected = direction === 'undo' ? step.after : step.before;
    const key = overrideKey(step.id, step.property);
    if (!equalStoredValues(this.#store.overrides.get(key), expected)) return false;
    // A value that is not there is nobody's work.
    return expected === undefined || this.#isOwnValue(key);
  }

  #takeSet(step: SetStep, direction: HistoryDirection): void {
    const value = direction === 'undo' ? step.before : step.after;
    const key = overrideKey(step.id, step.property);
    if (value === undefined) this.#store.overrides.delete(key);
    else this.#store.overrides.set(key, value);
  }

  #hasOwnMarker(id: ElementId): boolean {
    return this.#isOwnValue(overrideKey(id, DELETED));
  }

  /**
   * The marker that deletes the element again without covering what others did that this session's
   * user did not delete knowingly; undefined when there is such work.
   */
  #killingMarker(step: LifeStep): DeletionMarker | undefined {
    const { id } = step;
    if (step.kind === 'add') {
      // An addition is undone only while nobody else has ever touched the element.
      for (const { client } of this.#store.allChanges(id)) {
        if (!this.#sessions.isOwn(client)) return undefined;
      }
    }
    const present = [...this.#store.presentChanges(id)];
    const uncovered = present.some(
      (change) => !this.#sessions.isOwn(change.client) && !covers(step.seen, change),
    );
    return uncovered ? undefined : markerOf(present);
  }

  #takeLife(step: LifeStep, direction: HistoryDirection): void {
    const key = overrideKey(step.id, DELETED);
    if (!kills(step, direction)) {
      this.#store.overrides.delete(key);
      return;
    }
    const marker = this.#killingMarker(step);
    if (marker) this.#store.overrides.set(key, encodeMarker(marker));
  }

  #takeText(step: TextStep<TextUndoToken>, direction: HistoryDirection): boolean {
    const { token } = step;
    if (token === null) return false;
    step.token = this.#marked(() => this.#textUndo[direction](token));
    return step.token !== null;
  }
}

function isLife(step: HistoryStep<TextUndoToken>): step is LifeStep {
  return step.kind !== 'set' && step.kind !== 'text';
}

/** Whether the step, taken in the direction, deletes the element (else it brings it back). */
function kills(step: LifeStep, direction: HistoryDirection): boolean {
  return (step.kind !== 'remove') === (direction === 'undo');
}

/** The elements that the step changes without deleting them or bringing them back. */
function editedBy(step: HistoryStep<TextUndoToken>): readonly ElementId[] {
  if (step.kind === 'text') return step.ids;
  return step.kind === 'set' ? [step.id] : [];
}
