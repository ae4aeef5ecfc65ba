import { type BoardChange, type BoardChangeListener, isEmptyChange } from './board-change.ts';
import type { StateChange } from './board-state.ts';
import type { ElementId, PersonId } from './element.ts';

/** What is told only as having changed. */
export interface Tellable {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly name: string;
  /** The schema version that makes the board read-only. */
  readonly theirs: number | undefined;
  readonly quarantine: number;
}

/** Tells listeners what became different on a board. */
export class ChangeTeller {
  readonly #listeners = new Set<BoardChangeListener>();
  readonly #read: () => Tellable;
  /** What was told last. */
  #told: Tellable;

  constructor(read: () => Tellable) {
    this.#read = read;
    this.#told = read();
  }

  onChange(listener: BoardChangeListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  clear(): void {
    this.#listeners.clear();
  }

  /** @param about.writerOf who changed an element; null when it cannot be told */
  tell(
    changes: StateChange,
    about: {
      readonly local: boolean;
      readonly loaded?: boolean;
      /** What is withheld, or whether it is, has changed. */
      readonly paused?: boolean;
      readonly writerOf?: (id: ElementId) => PersonId | null;
    },
  ): void {
    const told = this.#told;
    const now = this.#read();
    this.#told = now;
    const by = new Map<ElementId, PersonId | null>();
    if (about.writerOf && !about.loaded && this.#listeners.size > 0) {
      for (const { id } of changes.added) by.set(id, about.writerOf(id));
      for (const { after } of changes.updated) by.set(after.id, about.writerOf(after.id));
      for (const { id } of changes.removed) by.set(id, about.writerOf(id));
    }
    const change: BoardChange = {
      ...changes,
      local: about.local,
      by,
      loaded: about.loaded ?? false,
      nameChanged: now.name !== told.name,
      historyChanged: now.canUndo !== told.canUndo || now.canRedo !== told.canRedo,
      statusChanged:
        now.theirs !== told.theirs || now.quarantine !== told.quarantine || (about.paused ?? false),
    };
    if (isEmptyChange(change)) return;
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        // The document and the other listeners go on; the error still comes to light.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
