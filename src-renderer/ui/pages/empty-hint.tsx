import { useTranslation } from 'react-i18next';

/** What to do with an empty canvas; lets the pen through and goes at the first stroke. */
export function EmptyHint() {
  const { t } = useTranslation();
  return <p className="empty-hint">{t('empty.hint')}</p>;
}
