import type { BoardState } from './board-state.ts';
import { copyElement, shiftElement } from './copy-element.ts';
import { markerOf } from './deletion-marker.ts';
import {
  type BoardElement,
  canHoldText,
  type ElementId,
  hasPoints,
  type NewElement,
  type WriteIntent,
} from './element.ts';
import { DELETED, type ElementStore, overrideKey } from './element-store.ts';
import { equalStoredValues } from './element-values.ts';
import type { HistoryEntry } from './history.ts';
import type { OverridableProperty } from './merge-policy.ts';
import type { TextUndoToken } from './text-undo.ts';

/** Board units between an element and its copy that shows the other value. */
const COPY_GAP = 24;

export interface ChoicesOptions {
  readonly store: ElementStore;
  readonly state: BoardState;
  /** False when the board is read-only. */
  readonly write: (
    intent: WriteIntent,
    write: (entry: HistoryEntry<TextUndoToken>) => void,
  ) => boolean;
}

/** What people choose between when two have changed the same: values that the document has had. */
export class Choices {
  /** For whoever looks up who has written what. */
  readonly store: ElementStore;
  readonly #state: BoardState;
  readonly #write: ChoicesOptions['write'];

  constructor(options: ChoicesOptions) {
    this.store = options.store;
    this.#state = options.state;
    this.#write = options.write;
  }

  /** The element as it would be with that stored value, and its points in board coordinates. */
  variant(
    id: ElementId,
    property: OverridableProperty,
    value: unknown,
  ): { readonly element: BoardElement; readonly points: Float32Array } | undefined {
    return this.store.variant(id, property, value);
  }

  /**
   * Gives a property a stored value, and also writes it when it is there already: what is written
   * last tells everybody that somebody has chosen. A step of undo when it changes something.
   */
  choose(id: ElementId, property: OverridableProperty, after: unknown): boolean {
    if (!this.#state.get(id)) return false;
    const before = this.store.override(id, property);
    const intent = equalStoredValues(before, after) ? 'silent' : 'undoable';
    return this.#write(intent, (entry) => {
      this.store.settle(id);
      this.store.overrides.set(overrideKey(id, property), after);
      entry.push({ kind: 'set', id, property, before, after });
    });
  }

  /** A copy that has the stored value; beside the element unless the two are apart anyway. */
  copyWith(id: ElementId, property: OverridableProperty, value: unknown): NewElement | undefined {
    const variant = this.variant(id, property, value);
    if (!variant) return undefined;
    const { element, points } = variant;
    const copy = copyElement(
      {
        points: () => points,
        pointPrecision: () => (hasPoints(element.type) ? this.store.pointPrecision(element) : 1),
        text: () => (canHoldText(element.type) ? this.store.text(element) : ''),
      },
      element,
    );
    const isApart = property === 'box' || property === 'points';
    return isApart ? copy : shiftElement(copy, element.box.width + COPY_GAP, 0);
  }

  /** Says that an element which survived a deletion is to stay. */
  keepAlive(id: ElementId): boolean {
    if (!this.#state.get(id)) return false;
    return this.#write('silent', () => this.store.settle(id));
  }

  /** Brings back what somebody has deleted; a step of undo. */
  revive(id: ElementId): boolean {
    if (this.#state.get(id) || !this.store.isDeleted(id)) return false;
    const seen = markerOf(this.store.presentChanges(id));
    return this.#write('undoable', (entry) => {
      this.store.overrides.delete(overrideKey(id, DELETED));
      entry.push({ kind: 'revive', id, seen });
    });
  }
}
