import {
  Activity,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  HardDrive,
  Send,
  Server,
  ShieldCheck,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonStatus, SyncStatus } from '../../sync/status.ts';
import { Button } from '../controls/button.tsx';
import { Avatar } from '../people/avatar.tsx';
import { PersonNameField, type PersonNameFieldProps } from '../people/person-name-field.tsx';
import { StatusIcon } from './status-icon.tsx';
import {
  CLOSING_TONES,
  cellProblemText,
  closingText,
  heldByText,
  hostOf,
  mailboxProblemText,
  mailboxText,
  personStateText,
  statusDetail,
  storageText,
} from './status-text.ts';

export interface StatusDetailsProps {
  readonly status: SyncStatus;
  /** Yourself; edited here. */
  readonly self: PersonNameFieldProps;
  /** The board may be saved as a file when storage fails. */
  readonly onSaveCopy?: (() => void) | undefined;
  /** Offered while the next try to reach the cell is waited for. */
  readonly onRetry?: (() => void) | undefined;
  readonly onCheckConnection: () => void;
}

const FACT_ICON_PROPS = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

const CLOSING_ICONS: Record<SyncStatus['closing']['kind'], ReactNode> = {
  safe: <ShieldCheck {...FACT_ICON_PROPS} />,
  'on-the-way': <Send {...FACT_ICON_PROPS} />,
  'kept-here': <HardDrive {...FACT_ICON_PROPS} />,
  lost: <CircleAlert {...FACT_ICON_PROPS} />,
};

/** Behind the chip: who is here, how each is connected, who holds everything, what is wrong. */
export function StatusDetails(props: StatusDetailsProps) {
  const { status, self, onSaveCopy, onRetry, onCheckConnection } = props;
  const { t } = useTranslation();
  const detail = statusDetail(status, t);
  const heldBy = heldByText(status, t);
  const closing = closingText(status, t);
  const storage = storageText(status.storage, t);
  const mailbox = mailboxText(status, t);
  const mailboxProblem = mailboxProblemText(status, t);
  const cellProblem = cellProblemText(status.cell, t);

  return (
    <div className="status-details">
      <div className="status-details__section">
        <PersonNameField {...self} />
      </div>

      {status.people.length > 0 && (
        <div className="status-details__section">
          <ul className="person-list" aria-label={t('person.others')}>
            {status.people.map((person) => (
              <PersonRow key={person.personId} person={person} />
            ))}
          </ul>
        </div>
      )}

      <div className="status-details__section status-details__facts">
        {storage !== null && (
          <>
            <Fact tone="bad">{storage}</Fact>
            {onSaveCopy !== undefined && <Button onClick={onSaveCopy}>{t('menu.saveFile')}</Button>}
          </>
        )}
        {detail !== null && (
          <Fact tone="quiet" icon={<StatusIcon status={status} connectionOnly />}>
            {detail}
          </Fact>
        )}
        {(status.connection.kind === 'reconnecting' || status.connection.kind === 'refused') &&
          onRetry !== undefined && <Button onClick={onRetry}>{t('action.retry')}</Button>}
        {heldBy !== null && (
          <Fact tone={status.heldBy.all === status.heldBy.of ? 'good' : 'busy'}>{heldBy}</Fact>
        )}
        {closing !== null && status.connection.kind !== 'local' && (
          <Fact tone={CLOSING_TONES[status.closing.kind]} icon={CLOSING_ICONS[status.closing.kind]}>
            {closing}
          </Fact>
        )}
        {mailbox !== null && (
          <Fact tone={status.mailbox?.holdsAll ? 'good' : 'busy'}>{mailbox}</Fact>
        )}
        {mailboxProblem !== null && <Fact tone="warn">{mailboxProblem}</Fact>}
        {status.unreachable > 0 && (
          <>
            <Fact tone="warn">{t('status.unreachable', { count: status.unreachable })}</Fact>
            <p className="status-details__text">{t('status.unreachableHelp')}</p>
          </>
        )}
        {cellProblem !== null && <Fact tone="warn">{cellProblem}</Fact>}
        {storage === null && (
          <Fact tone="quiet" icon={<HardDrive {...FACT_ICON_PROPS} />}>
            {status.storage.kind === 'loading' ? t('status.loading') : t('status.saved')}
          </Fact>
        )}
        {status.cell.origin !== null && (
          <Fact tone="quiet" icon={<Server {...FACT_ICON_PROPS} />}>
            {t('status.cell', { host: hostOf(status.cell.origin) })}
          </Fact>
        )}
      </div>

      <div className="status-details__section status-details__check">
        <Button tone="quiet" onClick={onCheckConnection}>
          <Activity {...FACT_ICON_PROPS} />
          {t('doctor.open')}
        </Button>
      </div>
    </div>
  );
}

function PersonRow({ person }: { readonly person: PersonStatus }) {
  const { t } = useTranslation();
  const linked = person.state === 'live';
  const holding = person.holdsAll ? t('status.holdsAll') : t('status.holdsSome');
  const details = [personStateText(person, t)];
  if (person.viewOnly) details.push(t('person.viewOnly'));
  if (person.lacks > 0) details.push(t('status.lacks', { count: person.lacks }));
  return (
    <li className="person-row">
      <Avatar initials={person.initials} color={person.color} faint={!linked} />
      <span className="person-row__name">
        {person.name === '' ? t('person.unnamed') : person.name}
      </span>
      <span className="person-row__state">{details.join(' · ')}</span>
      {linked && (
        <span
          className={person.holdsAll ? 'person-row__held tone-good' : 'person-row__held tone-busy'}
          role="img"
          aria-label={holding}
          title={holding}
        >
          {person.holdsAll ? (
            <CircleCheck size={16} strokeWidth={1.75} aria-hidden />
          ) : (
            <CircleDashed size={16} strokeWidth={1.75} aria-hidden />
          )}
        </span>
      )}
    </li>
  );
}

interface FactProps {
  readonly tone: 'good' | 'quiet' | 'busy' | 'warn' | 'bad';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

const FACT_ICONS = {
  good: CircleCheck,
  quiet: CircleCheck,
  busy: CircleDashed,
  warn: CircleAlert,
  bad: CircleAlert,
} as const;

function Fact({ tone, icon, children }: FactProps) {
  const Shape = FACT_ICONS[tone];
  return (
    <p className={`fact tone-${tone}`}>
      {icon ?? <Shape {...FACT_ICON_PROPS} />}
      <span>{children}</span>
    </p>
  );
}
