import { useSyncExternalStore } from 'react';
import type { BoardDocument } from '../board/board-document.ts';

/** What the panels show of the board. */
export interface BoardState {
  readonly name: string;
  /** Not its size: that changes with every stroke, and would render all panels with it. */
  readonly isEmpty: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What undo and redo would do, as one text: it is another when their names are. */
  readonly steps: string;
  readonly readOnly: boolean;
  readonly isPaused: boolean;
  /** Elements with changes by others that are not shown. */
  readonly withheldCount: number;
}

const read = (board: BoardDocument): BoardState => ({
  name: board.name,
  isEmpty: board.size === 0,
  canUndo: board.canUndo,
  canRedo: board.canRedo,
  steps: JSON.stringify([board.nextStep('undo'), board.nextStep('redo')]),
  readOnly: board.readOnlyReason !== null,
  isPaused: board.live.isPaused,
  withheldCount: board.live.withheldCount,
});

const last = new WeakMap<BoardDocument, BoardState>();

/** The same object as long as nothing that panels show has changed. */
function snapshot(board: BoardDocument): BoardState {
  const now = read(board);
  const before = last.get(board);
  const keys = Object.keys(now) as (keyof BoardState)[];
  if (before && keys.every((key) => before[key] === now[key])) return before;
  last.set(board, now);
  return now;
}

export function useBoardState(board: BoardDocument): BoardState {
  return useSyncExternalStore(
    (listener) => board.onChange(listener),
    () => snapshot(board),
  );
}
