import { useTranslation } from 'react-i18next';
import type { PersonStatus } from '../../sync/status.ts';
import { Avatar } from '../people/avatar.tsx';
import { changedText } from './changed-text.ts';

/** People on a card; more do not fit. */
const MAX_AVATARS = 4;

export interface HomeBoard {
  readonly id: string;
  /** Empty: it has none. */
  readonly name: string;
  /** null: nothing was drawn on it yet. */
  readonly changedAtMs: number | null;
  /** Address of its small picture; null while it is painted and where there is nothing to paint. */
  readonly thumbnail: string | null;
}

export interface BoardCardProps {
  readonly board: HomeBoard;
  /** The one behind this page, with who else is there now; null: it is another. */
  readonly open: readonly PersonStatus[] | null;
  readonly nowMs: number;
  /** The one card of the grid that Tab reaches. */
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}

/** A board as a picture with its name, and when it was changed. */
export function BoardCard(props: BoardCardProps) {
  const { t, i18n } = useTranslation();
  const { board, open } = props;
  const changed =
    board.changedAtMs === null
      ? t('home.neverChanged')
      : changedText(board.changedAtMs, props.nowMs, t, i18n.language);
  return (
    <button
      type="button"
      className="board-card"
      data-board={board.id}
      aria-current={open === null ? undefined : 'true'}
      tabIndex={props.isTabStop ? 0 : -1}
      onFocus={props.onFocus}
      onClick={props.onOpen}
    >
      <span className="board-card__picture">
        {board.thumbnail !== null && <img src={board.thumbnail} alt="" draggable={false} />}
      </span>
      <span className="board-card__name">
        {board.name === '' ? t('board.untitled') : board.name}
      </span>
      <span className="board-card__when">
        {open !== null && (
          <>
            <span className="board-card__open">{t('home.openNow')}</span>
            {' · '}
          </>
        )}
        {changed}
      </span>
      {open !== null && open.length > 0 && (
        <span className="board-card__people">
          {open.slice(0, MAX_AVATARS).map((person) => (
            <Avatar
              key={person.personId}
              initials={person.initials}
              color={person.color}
              size="small"
            />
          ))}
        </span>
      )}
    </button>
  );
}
