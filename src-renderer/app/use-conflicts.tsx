import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { ConflictCard } from '../ui/conflicts/conflict-card.tsx';
import type { ResolvedTheme } from '../ui/theme.ts';
import type { BoardSession } from './board-session.ts';

export interface OpenConflicts {
  readonly count: number;
  /** Shows the card that was put away. */
  readonly open: () => void;
  /** Null while there is none, or while it is put away. */
  readonly card: ReactNode;
}

/** The card of what this person and somebody else have changed at once. */
export function useConflicts(session: BoardSession, theme: ResolvedTheme): OpenConflicts {
  const { conflicts, editor, board } = session;
  const list = useSyncExternalStore(
    (listener) => conflicts.subscribe(listener),
    () => conflicts.list,
  );
  /** The newest conflict when the card was put away: another one brings it back. */
  const [putAway, setPutAway] = useState<number | null>(null);
  // What the board does not show yet is not asked about.
  const isShown = list.length > 0 && !board.live.isPaused && putAway !== conflicts.found;
  return {
    count: list.length,
    open: () => setPutAway(null),
    card: isShown ? (
      <ConflictCard
        board={board}
        scene={editor.scene}
        theme={theme}
        conflicts={list}
        onAnswer={(conflict, answer) => conflicts.settle(conflict, answer)}
        onAnswerAll={(answer) => conflicts.settleAll(answer)}
        onShow={({ id }) => {
          editor.select([id]);
          const bounds = editor.scene.boundsOf([id]);
          if (bounds) editor.reveal(bounds);
        }}
        onLater={() => setPutAway(conflicts.found)}
      />
    ) : null,
  };
}
