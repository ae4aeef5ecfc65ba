import { Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../sync/status.ts';
import { ConflictCount, type ConflictCountProps } from '../conflicts/conflict-count.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { Panel } from '../controls/panel.tsx';
import { PeopleBar, type PeopleBarProps } from '../people/people-bar.tsx';
import type { PersonNameFieldProps } from '../people/person-name-field.tsx';
import { StatusChip } from '../status/status-chip.tsx';
import { StatusDetails } from '../status/status-details.tsx';
import { SharePopover, type SharePopoverProps } from './share-popover.tsx';

export interface TopRightProps {
  readonly status: SyncStatus;
  readonly self: PersonNameFieldProps;
  readonly share: SharePopoverProps;
  readonly conflicts: ConflictCountProps;
  readonly follow: Pick<PeopleBarProps, 'followed' | 'onFollow'>;
  /** Whether others' changes are not shown. */
  readonly isPaused: boolean;
  readonly onPausedChange: (isPaused: boolean) => void;
  readonly toolLabel?: PeopleBarProps['toolLabel'];
  /** Offered when storage fails. */
  readonly onSaveCopy?: (() => void) | undefined;
  /** Offered while the cell does not answer. */
  readonly onRetry?: (() => void) | undefined;
  readonly onCheckConnection: () => void;
}

/** People, connection and sharing. */
export function TopRight(props: TopRightProps) {
  const { status, self, share, toolLabel, onSaveCopy, onRetry, onCheckConnection } = props;
  const { isPaused, onPausedChange } = props;
  const { t } = useTranslation();
  const [detailsOpen, setDetailsOpen] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLButtonElement>(null);
  return (
    <Panel ref={panel}>
      <PeopleBar
        people={status.people}
        onOpen={() => setDetailsOpen(true)}
        {...props.follow}
        {...(toolLabel !== undefined && { toolLabel })}
      />
      {(status.people.length > 0 || isPaused) && (
        <IconButton
          icon={isPaused ? Play : Pause}
          label={isPaused ? t('pause.resume') : t('pause.start')}
          tooltipSide="bottom"
          onClick={() => onPausedChange(!isPaused)}
        />
      )}
      <ConflictCount {...props.conflicts} />
      <StatusChip
        status={status}
        open={detailsOpen}
        onOpenChange={setDetailsOpen}
        anchor={panel}
        chip={chip}
      >
        <StatusDetails
          status={status}
          self={self}
          onSaveCopy={onSaveCopy}
          onRetry={onRetry}
          onCheckConnection={() => {
            // The dialog gives the focus back to what had it, and this popup is gone by then.
            chip.current?.focus();
            setDetailsOpen(false);
            onCheckConnection();
          }}
        />
      </StatusChip>
      <SharePopover {...share} anchor={panel} />
    </Panel>
  );
}
