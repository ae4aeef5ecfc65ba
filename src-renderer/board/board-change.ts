import type { BoardElement, ElementId, PersonId } from './element.ts';
import type { ElementProperty } from './merge-policy.ts';

export interface ElementUpdate {
  readonly before: BoardElement;
  readonly after: BoardElement;
  /** What differs; `points` and `text` are not part of the element and are read from the board. */
  readonly properties: readonly ElementProperty[];
}

/** What one transaction did to the board: the elements' states right before and right after it. */
export interface BoardChange {
  readonly added: readonly BoardElement[];
  readonly updated: readonly ElementUpdate[];
  readonly removed: readonly BoardElement[];
  /** This session's own edit, undo and redo included. */
  readonly local: boolean;
  /** Who changed each of the elements; null when it cannot be told. Empty for what was loaded. */
  readonly by: ReadonlyMap<ElementId, PersonId | null>;
  /** It came from storage, not from a person at work. */
  readonly loaded: boolean;
  readonly nameChanged: boolean;
  /** `canUndo` or `canRedo` is another. */
  readonly historyChanged: boolean;
  /** `readOnlyReason`, `quarantined()` or `withheldCount` is another. */
  readonly statusChanged: boolean;
}

export type BoardChangeListener = (change: BoardChange) => void;

export function isEmptyChange(change: BoardChange): boolean {
  return (
    change.added.length === 0 &&
    change.updated.length === 0 &&
    change.removed.length === 0 &&
    !change.nameChanged &&
    !change.historyChanged &&
    !change.statusChanged
  );
}

/** Whether something that people see of a board has changed. */
export const changesContent = ({ added, updated, removed, nameChanged }: BoardChange): boolean =>
  nameChanged || added.length + updated.length + removed.length > 0;
