import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON_PROPS } from '../controls/icon.ts';
import { CopyField } from './copy-field.tsx';

export interface ShareLinksProps {
  /** `<cell>/#board=…`; null where a browser could not use it (plain http that is not loopback). */
  readonly web: string | null;
  /** `drawbridge://join?…`; null where there is no app to open it. */
  readonly app: string | null;
  /** @returns whether the clipboard took it. */
  readonly onCopy: (text: string) => Promise<boolean>;
}

/** The link in the forms that work for this reach, and what it allows. */
export function ShareLinks({ web, app, onCopy }: ShareLinksProps) {
  const { t } = useTranslation();
  if (web === null && app === null) return <p className="share__text">{t('share.preparing')}</p>;
  const both = web !== null && app !== null;
  return (
    <>
      {web !== null && (
        <CopyField
          label={both ? t('share.linkWeb') : t('share.link')}
          value={web}
          primary
          onCopy={onCopy}
        />
      )}
      {app !== null && (
        <CopyField
          label={both ? t('share.linkApp') : t('share.link')}
          value={app}
          primary={!both}
          onCopy={onCopy}
        />
      )}
      <p className="note">
        <KeyRound {...SMALL_ICON_PROPS} />
        {t('share.truth')}
      </p>
    </>
  );
}
