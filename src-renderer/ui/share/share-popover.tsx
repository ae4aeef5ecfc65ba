import { Globe, Monitor, Network } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ICON_PROPS } from '../controls/icon.ts';
import { focusPopup, returnFocus } from '../controls/input-modality.ts';
import { RadioSet } from '../controls/radio-set.tsx';
import { CellAddressForm, type CellAddressFormProps } from './cell-address-form.tsx';
import { NetworkConsent, type NetworkConsentProps } from './network-consent.tsx';
import { ShareLinks, type ShareLinksProps } from './share-links.tsx';

/** Who can reach the board. */
export const SHARE_REACHES = ['computer', 'network', 'cell'] as const;
export type ShareReach = (typeof SHARE_REACHES)[number];

const REACH_ICONS = { computer: Monitor, network: Network, cell: Globe } as const;
const GAP_PX = 8;
const EDGE_PX = 12;

export interface SharePopoverProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly reach: ShareReach;
  readonly onReachChange: (reach: ShareReach) => void;
  readonly network: NetworkConsentProps;
  readonly cell: CellAddressFormProps;
  /** null: there is no link for this reach yet (no consent, no address). */
  readonly links: ShareLinksProps | null;
}

interface AnchoredProps extends SharePopoverProps {
  /** The panel below whose end the popup opens. */
  readonly anchor: RefObject<HTMLElement | null>;
}

/** The button "Share" and what it opens: who can reach the board, and the link for them. */
export function SharePopover(props: AnchoredProps) {
  const { t } = useTranslation();
  const { reach } = props;
  return (
    <Popover.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Popover.Anchor virtualRef={props.anchor as RefObject<HTMLElement>} />
      <Popover.Trigger className="button button--primary">{t('share.open')}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popup share"
          aria-label={t('share.title')}
          align="end"
          sideOffset={GAP_PX}
          collisionPadding={EDGE_PX}
          onOpenAutoFocus={focusPopup}
          onCloseAutoFocus={returnFocus}
        >
          <h2 className="share__title">{t('share.title')}</h2>
          <RadioSet
            className="share__reaches"
            label={t('share.reach')}
            values={SHARE_REACHES}
            value={reach}
            columns={1}
            onChange={props.onReachChange}
            renderItem={(value, radio) => {
              const Shape = REACH_ICONS[value];
              return (
                <button key={value} {...radio} className="reach">
                  <Shape {...ICON_PROPS} />
                  <span className="reach__name">{t(`share.${value}`)}</span>
                  <span className="reach__detail">{t(`share.${value}Detail`)}</span>
                  <span className="reach__mark" aria-hidden="true" />
                </button>
              );
            }}
          />
          <div className="share__body">
            {reach === 'network' && <NetworkConsent {...props.network} />}
            {reach === 'cell' && <CellAddressForm {...props.cell} />}
            {props.links !== null && <ShareLinks {...props.links} />}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
