import { Globe, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { SMALL_ICON_PROPS } from '../controls/icon.ts';
import { PersonNameField, type PersonNameFieldProps } from '../people/person-name-field.tsx';

export interface JoinPromptProps {
  /** http(s) origin of the cell that the link names; null = nothing is asked. */
  readonly cellOrigin: string | null;
  /** How others will see you; left out: not asked here. */
  readonly self?: PersonNameFieldProps;
  readonly onJoin: () => void;
  readonly onCancel: () => void;
}

/** Asked before anything is sent to a cell that was never used from here. */
export function JoinPrompt({ cellOrigin, self, onJoin, onCancel }: JoinPromptProps) {
  const { t } = useTranslation();
  const host = cellOrigin?.replace(/^https?:\/\//, '') ?? '';
  return (
    <Dialog
      open={cellOrigin !== null}
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      closable={false}
      title={t('join.title')}
      description={t('join.detail')}
    >
      <p className="join__host">
        <Globe size={16} strokeWidth={1.75} aria-hidden />
        <strong>{host}</strong>
      </p>
      <p className="dialog__text">{t('join.sees')}</p>
      {cellOrigin?.startsWith('http:') && (
        <p className="note tone-warn">
          <TriangleAlert {...SMALL_ICON_PROPS} />
          {t('join.insecure')}
        </p>
      )}
      {self !== undefined && <PersonNameField {...self} />}
      <div className="dialog__actions">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button tone="primary" onClick={onJoin}>
          {t('join.join')}
        </Button>
      </div>
    </Dialog>
  );
}
