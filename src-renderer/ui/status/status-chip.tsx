import { Popover } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../sync/status.ts';
import { classNames } from '../class-names.ts';
import { focusPopup, returnFocus } from '../controls/input-modality.ts';
import { StatusIcon } from './status-icon.tsx';
import { statusText, statusTone } from './status-text.ts';
import { useSecondHand } from './use-second-hand.ts';

const POPUP_GAP_PX = 8;
const EDGE_PX = 12;

export interface StatusChipProps {
  readonly status: SyncStatus;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The panel below whose end the popup opens. */
  readonly anchor: RefObject<HTMLElement | null>;
  /** The chip itself. */
  readonly chip: RefObject<HTMLButtonElement | null>;
  /** What the popup shows: `StatusDetails`. */
  readonly children: ReactNode;
}

/**
 * The connection in one line, always in view. A live region: each change of state is spoken once, the
 * ticks of a countdown are not.
 */
export function StatusChip(props: StatusChipProps) {
  const { status, open, onOpenChange, anchor, chip, children } = props;
  const { t } = useTranslation();
  const { connection } = status;
  const untilMs = connection.kind === 'reconnecting' ? connection.retryAtMs : null;
  const { nowMs, told } = useSecondHand(untilMs);

  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <div role="status" aria-live={told ? 'off' : 'polite'} aria-atomic="true">
        <Popover.Trigger
          ref={chip}
          className={classNames('status-chip', `status-chip--${statusTone(status)}`)}
          data-kind={connection.kind}
        >
          <StatusIcon status={status} />
          <span className="status-chip__text">{statusText(status, nowMs, t)}</span>
        </Popover.Trigger>
      </div>
      <Popover.Portal>
        <Popover.Content
          className="popup status-popup"
          aria-label={t('status.details')}
          align="end"
          sideOffset={POPUP_GAP_PX}
          collisionPadding={EDGE_PX}
          onOpenAutoFocus={focusPopup}
          onCloseAutoFocus={returnFocus}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
