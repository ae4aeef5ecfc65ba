import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { SMALL_ICON_PROPS } from '../controls/icon.ts';
import { RadioSet } from '../controls/radio-set.tsx';
import type { Translate } from '../i18n/index.ts';

export type NetworkState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  /** http(s) origins in the local network; a computer may be in several. */
  | { readonly kind: 'open'; readonly origins: readonly string[]; readonly origin: string }
  | { readonly kind: 'failed'; readonly code: 'not-supported' | 'no-network' | 'failed' };

export interface NetworkConsentProps {
  readonly state: NetworkState;
  /** The person agreed to open a port. */
  readonly onOpen: () => void;
  /** Another of the origins, when there are several. */
  readonly onOriginChange: (origin: string) => void;
}

export function networkProblemText(
  code: Extract<NetworkState, { kind: 'failed' }>['code'],
  t: Translate,
): string {
  switch (code) {
    case 'not-supported':
      return t('share.networkNotSupported');
    case 'no-network':
      return t('share.networkNoNetwork');
    case 'failed':
      return t('share.networkFailed');
  }
}

const hostOf = (origin: string): string => origin.replace(/^https?:\/\//, '');

/** Says what opening to the network means before it happens, then at which address. */
export function NetworkConsent({ state, onOpen, onOriginChange }: NetworkConsentProps) {
  const { t } = useTranslation();

  if (state.kind === 'open') {
    return (
      <>
        {state.origins.length > 1 && (
          <RadioSet
            className="segments"
            label={t('share.networkAddress')}
            values={state.origins}
            value={state.origin}
            onChange={onOriginChange}
            renderItem={(origin, radio) => (
              <button key={origin} {...radio} className="segments__item">
                {hostOf(origin)}
              </button>
            )}
          />
        )}
        {!state.origin.startsWith('https:') && (
          <p className="note">
            <Info {...SMALL_ICON_PROPS} />
            {t('share.networkAppsOnly')}
          </p>
        )}
      </>
    );
  }

  const opening = state.kind === 'opening';
  const unsupported = state.kind === 'failed' && state.code === 'not-supported';
  return (
    <>
      {!unsupported && <p className="share__text">{t('share.networkConsent')}</p>}
      {state.kind === 'failed' && (
        <p className="field__error" role="alert">
          {networkProblemText(state.code, t)}
        </p>
      )}
      {!unsupported && (
        <Button disabled={opening} onClick={onOpen}>
          {opening ? t('share.networkOpening') : t('share.networkOpen')}
        </Button>
      )}
    </>
  );
}
