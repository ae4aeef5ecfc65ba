import type { Summary } from '../../sync/doctor/summary.ts';
import type { Translate } from '../i18n/index.ts';
import type { StatusTone } from '../status/status-text.ts';

export interface SummaryText {
  readonly tone: StatusTone;
  readonly title: string;
  readonly detail: string;
}

const DIRECT_DETAIL = {
  websocket: 'doctor.summary.directDetail',
  events: 'doctor.summary.directEventsDetail',
  polls: 'doctor.summary.directPollsDetail',
} as const;
const RELAY = {
  websocket: 'doctor.summary.relay',
  events: 'doctor.summary.relayEvents',
  polls: 'doctor.summary.relayPolls',
} as const;
const UNPROVEN = {
  websocket: 'doctor.summary.unproven',
  events: 'doctor.summary.unprovenEvents',
  polls: 'doctor.summary.unprovenPolls',
} as const;

/** What a checkup found, in one sentence, and what that means. */
export function summaryText(summary: Summary, t: Translate): SummaryText {
  switch (summary.kind) {
    case 'checking':
      return {
        tone: 'busy',
        title: t('doctor.summary.checking'),
        detail: t('doctor.summary.checkingDetail'),
      };
    case 'cancelled':
      return {
        tone: 'quiet',
        title: t('doctor.summary.cancelled'),
        detail: t('doctor.summary.cancelledDetail'),
      };
    case 'no-cell':
      return {
        tone: 'quiet',
        title: t('doctor.summary.noCell'),
        detail: t('doctor.summary.noCellDetail'),
      };
    case 'offline':
      return {
        tone: 'warn',
        title: t('doctor.summary.offline'),
        detail: t('doctor.summary.offlineDetail'),
      };
    case 'cell-down':
    case 'no-way':
      return withoutCell(summary, t);
    case 'direct':
      return {
        tone: 'good',
        title: t('doctor.summary.direct'),
        detail: t(DIRECT_DETAIL[summary.way]),
      };
    case 'turn':
      return {
        tone: 'warn',
        title: t(summary.udpBlocked ? 'doctor.summary.turn' : 'doctor.summary.turnUnknown'),
        detail: t('doctor.summary.encryptedDetail'),
      };
    case 'relay':
      return {
        tone: 'warn',
        title: summary.udpBlocked ? t(RELAY[summary.way]) : t('doctor.summary.relayUnknown'),
        detail: t('doctor.summary.encryptedDetail'),
      };
    case 'unproven':
      return {
        tone: summary.way === 'websocket' ? 'good' : 'warn',
        title: t(UNPROVEN[summary.way]),
        detail: t('doctor.summary.unprovenDetail'),
      };
  }
}

function withoutCell(
  { kind, direct }: Extract<Summary, { kind: 'cell-down' | 'no-way' }>,
  t: Translate,
): SummaryText {
  if (direct) {
    return {
      tone: 'warn',
      title: t('doctor.summary.cellDownDirect'),
      detail: t('doctor.summary.cellDownDirectDetail'),
    };
  }
  return kind === 'no-way'
    ? { tone: 'bad', title: t('doctor.summary.noWay'), detail: t('doctor.summary.noWayDetail') }
    : {
        tone: 'bad',
        title: t('doctor.summary.cellDown'),
        detail: t('doctor.summary.cellDownDetail'),
      };
}
