import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';

export type LinkProblemCode = 'link' | 'cellAddress';

export interface LinkProblemProps {
  /** What is wrong with the link that the app was asked to open; null = nothing is told. */
  readonly code: LinkProblemCode | null;
  readonly onClose: () => void;
}

/** Says why a link opens nothing, over the board that is open and stays so. */
export function LinkProblem({ code, onClose }: LinkProblemProps) {
  const { t } = useTranslation();
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState<LinkProblemCode>('link');
  if (code !== null && code !== shown) setShown(code);
  return (
    <Dialog
      open={code !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t(`boardError.${shown}.title`)}
      description={t(`boardError.${shown}.lead`)}
    >
      <p className="dialog__text">{t('boardError.boardStays')}</p>
      <div className="dialog__actions">
        <Button tone="primary" onClick={onClose}>
          {t('action.close')}
        </Button>
      </div>
    </Dialog>
  );
}
