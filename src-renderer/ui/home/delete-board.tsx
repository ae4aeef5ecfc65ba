import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';

export interface BoardToDelete {
  readonly id: string;
  /** Empty: it has none. */
  readonly name: string;
  /** Changes on it that nobody else is known to hold. */
  readonly heldByNobody: number;
}

export interface DeleteBoardProps {
  /** null: nothing is asked. */
  readonly board: BoardToDelete | null;
  readonly onCancel: () => void;
  readonly onDelete: (boardId: string) => void;
}

/** Asks whether a board is to go from this computer, and says what goes with it. */
export function DeleteBoard({ board, onCancel, onDelete }: DeleteBoardProps) {
  const { t } = useTranslation();
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(board);
  if (board !== null && board !== shown) setShown(board);
  const name = shown === null || shown.name === '' ? t('board.untitled') : shown.name;
  const lost = shown?.heldByNobody ?? 0;
  return (
    <Dialog
      open={board !== null}
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      title={t('deleteBoard.title', { name })}
      description={t('deleteBoard.lead')}
    >
      {lost > 0 && (
        <p className="dialog__text tone-bad">{t('deleteBoard.lost', { count: lost })}</p>
      )}
      <div className="dialog__actions">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button tone="danger" onClick={() => shown && onDelete(shown.id)}>
          {t('deleteBoard.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
