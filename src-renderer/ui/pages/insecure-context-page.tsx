import { AppWindow, Lock, Monitor } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Page } from './page.tsx';

export interface InsecureContextPageProps {
  /** Host and port of this page. */
  readonly host: string;
  /** The app's form of the link that was opened; null when there was none. */
  readonly appLink: string | null;
}

/** A guest on plain http: what is missing, and the ways that work. */
export function InsecureContextPage({ host, appLink }: InsecureContextPageProps) {
  const { t } = useTranslation();
  return (
    <Page title={t('insecure.title')} lead={t('insecure.lead', { host })}>
      <h2 className="page__subtitle">{t('insecure.whatToDo')}</h2>
      <ul className="page__list">
        <li>
          <Lock size={16} strokeWidth={1.75} aria-hidden />
          {t('insecure.useHttps', { host })}
        </li>
        <li>
          <AppWindow size={16} strokeWidth={1.75} aria-hidden />
          {appLink === null ? t('insecure.useApp') : <a href={appLink}>{t('insecure.useApp')}</a>}
        </li>
        <li>
          <Monitor size={16} strokeWidth={1.75} aria-hidden />
          {t('insecure.useLoopback')}
        </li>
      </ul>
      <p className="page__footnote">{t('insecure.nothingLost')}</p>
    </Page>
  );
}
