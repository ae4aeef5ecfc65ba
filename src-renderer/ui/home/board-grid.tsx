import { Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonStatus } from '../../sync/status.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { nextRadioIndex } from '../controls/radio-set.tsx';
import { BoardCard, type HomeBoard } from './board-card.tsx';

export interface BoardGridProps {
  readonly boards: readonly HomeBoard[];
  /** The board behind this page, with who else is there. */
  readonly open: { readonly id: string; readonly people: readonly PersonStatus[] } | null;
  readonly nowMs: number;
  readonly onOpen: (boardId: string) => void;
  /** Asks whether a board is to go; the open one cannot. */
  readonly onDelete: (boardId: string) => void;
}

/** Columns that the browser made of the grid. */
const columnsOf = (grid: Element): number =>
  getComputedStyle(grid).gridTemplateColumns.split(' ').length;

/** Boards as cards: one tab stop, and arrow keys in two directions. */
export function BoardGrid({ boards, open, nowMs, onOpen, onDelete }: BoardGridProps) {
  const { t } = useTranslation();
  const grid = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const tabStop = boards.some(({ id }) => id === focused) ? focused : boards[0]?.id;

  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || grid.current === null) return;
    if (
      event.key === 'Delete' &&
      tabStop !== undefined &&
      tabStop !== null &&
      tabStop !== open?.id
    ) {
      onDelete(tabStop);
      return;
    }
    const index = boards.findIndex(({ id }) => id === tabStop);
    const columns = columnsOf(grid.current);
    const next = nextRadioIndex(event.key, index, boards.length, columns);
    if (next === null) return;
    event.preventDefault();
    grid.current.querySelectorAll<HTMLElement>('[data-board]')[next]?.focus();
  };

  return (
    <ul className="board-grid" ref={grid} aria-label={t('home.recent')} onKeyDown={handleKeyDown}>
      {boards.map((board) => (
        <li key={board.id} className="board-grid__item">
          <BoardCard
            board={board}
            open={board.id === open?.id ? open.people : null}
            nowMs={nowMs}
            isTabStop={board.id === tabStop}
            onFocus={() => setFocused(board.id)}
            onOpen={() => onOpen(board.id)}
          />
          {board.id !== open?.id && (
            <IconButton
              className="board-grid__delete"
              icon={Trash2}
              label={t('home.delete', {
                name: board.name === '' ? t('board.untitled') : board.name,
              })}
              tabIndex={board.id === tabStop ? 0 : -1}
              onClick={() => onDelete(board.id)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
