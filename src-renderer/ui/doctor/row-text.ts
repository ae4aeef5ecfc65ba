import type { CheckupState } from '../../sync/doctor/checkup.ts';
import type { CheckupRow } from '../../sync/doctor/findings.ts';
import { insteadOf } from '../../sync/doctor/instead.ts';
import { rowOf } from '../../sync/doctor/summary.ts';
import type { Translate } from '../i18n/index.ts';
import { rungText, type StatusTone } from '../status/status-text.ts';

type Named = 'cell' | 'websocket' | 'events' | 'polls' | 'udp' | 'stun' | 'turn';

/** The name under which a row's sentences stand; null for a person. */
const nameOf = ({ subject }: CheckupRow): Named | null => {
  if (subject.kind === 'peer') return null;
  return subject.kind === 'way' ? subject.way : subject.kind;
};

/** @param host the cell's address, as it may be shown */
export function rowText(
  row: CheckupRow,
  { rows }: CheckupState,
  host: string,
  t: Translate,
): string {
  const { state, subject } = row;
  const name = nameOf(row);
  switch (state.kind) {
    case 'running':
      return t('doctor.running');
    case 'waiting':
      return t('doctor.waiting');
    case 'cancelled':
      return t('doctor.cancelled');
    case 'works':
      return subject.kind === 'peer'
        ? rungText(subject.route ?? 'none', t)
        : t(`doctor.works.${name ?? 'cell'}`, { host });
    case 'untested': {
      const isCellKnown = rowOf(rows, 'cell')?.state.kind === 'works';
      const named = name === 'udp' || name === 'stun' || name === 'turn' ? name : null;
      return isCellKnown && named !== null
        ? t(`doctor.untested.${named}`)
        : t('doctor.untested.unknown');
    }
    case 'blocked':
      return blockedText(row, state.code, rows, host, t);
  }
}

function blockedText(
  row: CheckupRow,
  code: Extract<CheckupRow['state'], { kind: 'blocked' }>['code'],
  rows: readonly CheckupRow[],
  host: string,
  t: Translate,
): string {
  if (row.subject.kind === 'peer') {
    return t(code === 'no-link' ? 'doctor.blocked.no-link' : 'doctor.blocked.person');
  }
  const isSilentCell = row.subject.kind === 'cell' && (code === 'silent' || code === 'unreachable');
  if (isSilentCell) return t('doctor.blocked.cell', { host });
  const why = t(`doctor.blocked.${code}`);
  const instead = insteadOf(row, rows);
  return instead === null ? why : `${why} ${t(`doctor.instead.${instead}`)}`;
}

/** What a row is about, in words. @param name what a person is called */
export const rowLabel = (row: CheckupRow, name: string, t: Translate): string => {
  const named = nameOf(row);
  return named === null ? name : t(`doctor.row.${named}`);
};

/** What the row's icon and colour say; never without its sentence. */
export function rowTone(row: CheckupRow, rows: readonly CheckupRow[]): StatusTone {
  const { state, subject } = row;
  switch (state.kind) {
    case 'works':
      return 'good';
    case 'running':
      return 'busy';
    case 'waiting':
    case 'untested':
    case 'cancelled':
      return 'quiet';
    case 'blocked': {
      const isServer = subject.kind === 'stun' || subject.kind === 'turn';
      if (isServer || subject.kind === 'peer') return 'warn';
      const instead = insteadOf(row, rows);
      return instead === null || instead === 'nothing' ? 'bad' : 'warn';
    }
  }
}
