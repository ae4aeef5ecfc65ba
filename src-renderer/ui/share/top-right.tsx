import { useRef, useState } from 'react';
import type { SyncStatus } from '../../sync/status.ts';
import { ConflictCount, type ConflictCountProps } from '../conflicts/conflict-count.tsx';
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
  const [detailsOpen, setDetailsOpen] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLButtonElement>(null);
  return (
    <Panel ref={panel}>
      <PeopleBar
        people={status.people}
        onOpen={() => setDetailsOpen(true)}
        {...(toolLabel !== undefined && { toolLabel })}
      />
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
