import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { RadioSet } from '../controls/radio-set.tsx';

/** Somebody whose copy is known, as far as it is. */
export interface ExchangePartner {
  readonly personId: string;
  readonly name: string;
  /** When it was heard of last. */
  readonly seenAtMs: number;
}

export interface ExchangeDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The last heard of first. */
  readonly partners: readonly ExchangePartner[];
  /** @param personId whose lacking changes; null: all */
  readonly onSave: (personId: string | null) => void;
  readonly onMerge: () => void;
}

/** More of them are not listed: whoever else needs changes gets all. */
const PARTNERS_MAX = 5;
const EVERYTHING = '';

/** Changes as a file: whom it is for, and how one from somebody else is merged. */
export function ExchangeDialog(props: ExchangeDialogProps) {
  const { open, onOpenChange, partners, onSave, onMerge } = props;
  const { t, i18n } = useTranslation();
  const [chosen, setChosen] = useState(EVERYTHING);
  const listed = partners.slice(0, PARTNERS_MAX);
  const value = listed.some(({ personId }) => personId === chosen) ? chosen : EVERYTHING;
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const rows = [
    { id: EVERYTHING, name: t('exchange.everything'), detail: t('exchange.everythingDetail') },
    ...listed.map(({ personId, name, seenAtMs }) => ({
      id: personId,
      name: t('exchange.since', { name: name || t('person.unnamed') }),
      detail: t('exchange.sinceDetail', { when: when.format(seenAtMs) }),
    })),
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('exchange.title')}
      description={t('exchange.description')}
    >
      <RadioSet
        className="share__reaches exchange__list"
        label={t('exchange.what')}
        values={rows.map(({ id }) => id)}
        value={value}
        onChange={setChosen}
        renderItem={(id, radio) => {
          const row = rows.find((other) => other.id === id);
          return (
            <button key={id} {...radio} className="reach exchange__row">
              <span className="reach__name">{row?.name}</span>
              <span className="reach__detail">{row?.detail}</span>
              <span className="reach__mark" />
            </button>
          );
        }}
      />
      <div className="dialog__actions">
        <Button onClick={onMerge}>{t('exchange.merge')}</Button>
        <Button tone="primary" onClick={() => onSave(value === EVERYTHING ? null : value)}>
          {t('exchange.save')}
        </Button>
      </div>
    </Dialog>
  );
}
