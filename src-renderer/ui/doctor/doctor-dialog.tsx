import { useTranslation } from 'react-i18next';
import type { CheckupState } from '../../sync/doctor/checkup.ts';
import type { CheckupRow } from '../../sync/doctor/findings.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { hostOf } from '../status/status-text.ts';
import { CopyReport } from './copy-report.tsx';
import { isInUse, reportText } from './report-text.ts';
import { rowLabel, rowText, rowTone } from './row-text.ts';
import { summaryText } from './summary-text.ts';
import { ToneIcon } from './tone-icon.tsx';

export interface DoctorDialogProps {
  /** Null: nothing was checked yet, and the dialog is closed. */
  readonly checkup: CheckupState | null;
  readonly onClose: () => void;
  /** Checks anew. */
  readonly onAgain: () => void;
  /** Ends a check that runs; what was found stays. */
  readonly onStop: () => void;
  readonly onCopy: (text: string) => Promise<boolean>;
}

/** What of the connection works, what is blocked, and what is used instead. */
export function DoctorDialog({ checkup, ...actions }: DoctorDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={checkup !== null}
      onOpenChange={(open) => {
        if (!open) actions.onClose();
      }}
      title={t('doctor.title')}
      size="medium"
    >
      {checkup !== null && <Findings checkup={checkup} {...actions} />}
    </Dialog>
  );
}

interface FindingsProps extends Omit<DoctorDialogProps, 'checkup' | 'onClose'> {
  readonly checkup: CheckupState;
}

function Findings({ checkup, onAgain, onStop, onCopy }: FindingsProps) {
  const { t } = useTranslation();
  const { tone, title, detail } = summaryText(checkup.summary, t);
  const report = (): string =>
    reportText(checkup, { atMs: Date.now(), userAgent: navigator.userAgent }, t);
  return (
    <>
      <div className={`doctor-summary tone-${tone}`} aria-live="polite" aria-atomic="true">
        <ToneIcon tone={tone} size={20} />
        <p className="doctor-summary__title">{title}</p>
        <p className="doctor-summary__detail">{detail}</p>
      </div>
      <ul className="doctor-rows" aria-label={t('doctor.rows')}>
        {checkup.rows.map((row) => (
          <Row key={row.key} row={row} checkup={checkup} />
        ))}
      </ul>
      <footer className="doctor-footer">
        <p className="doctor-footer__note">{t('doctor.privacy')}</p>
        {checkup.running ? (
          <Button onClick={onStop}>{t('doctor.stop')}</Button>
        ) : (
          <Button onClick={onAgain}>{t('doctor.again')}</Button>
        )}
        <CopyReport disabled={checkup.running} report={report} onCopy={onCopy} />
      </footer>
    </>
  );
}

function Row({ row, checkup }: { readonly row: CheckupRow; readonly checkup: CheckupState }) {
  const { t } = useTranslation();
  const { state, subject } = row;
  const name = subject.kind === 'peer' ? subject.name : '';
  const host = checkup.origin === null ? '' : hostOf(checkup.origin);
  return (
    <li className="doctor-row" data-state={state.kind}>
      <ToneIcon
        tone={rowTone(row, checkup.rows)}
        size={16}
        label={t(`doctor.state.${state.kind}`)}
      />
      <span className="doctor-row__name">
        <span>{rowLabel(row, name === '' ? t('person.unnamed') : name, t)}</span>
        {isInUse(row, checkup) && <span className="doctor-row__used">{t('doctor.inUse')}</span>}
      </span>
      <span className="doctor-row__text">{rowText(row, checkup, host, t)}</span>
      {state.kind === 'works' && (
        <span className="doctor-row__took">{t('doctor.tookMs', { ms: state.tookMs })}</span>
      )}
    </li>
  );
}
