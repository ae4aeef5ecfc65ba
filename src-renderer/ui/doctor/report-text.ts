import type { CheckupState } from '../../sync/doctor/checkup.ts';
import type { CheckupRow, RowState } from '../../sync/doctor/findings.ts';
import { shortAddress } from '../../sync/doctor/short-address.ts';
import type { Translate } from '../i18n/index.ts';
import { rowLabel, rowText } from './row-text.ts';
import { summaryText } from './summary-text.ts';

export interface ReportOptions {
  /** When the check was made, ms since the epoch. */
  readonly atMs: number;
  /** The browser, as it names itself. */
  readonly userAgent: string;
}

/** Rows that are in use say so. */
export const isInUse = ({ subject }: CheckupRow, { wayInUse }: CheckupState): boolean =>
  subject.kind === 'way' && subject.way === wayInUse;

function figure(state: RowState, t: Translate): string {
  if (state.kind === 'works') return t('doctor.tookMs', { ms: state.tookMs });
  if (state.kind !== 'blocked') return '';
  return t('doctor.report.why', { code: state.code, ms: state.tookMs });
}

const inBrackets = (...parts: readonly string[]): string => {
  const said = parts.filter((part) => part !== '').join(', ');
  return said === '' ? '' : ` (${said})`;
};

/**
 * A checkup as text to send to somebody who can help. People are numbered, addresses are shortened,
 * and nothing else that names a person, a board or a credential is known here at all.
 */
export function reportText(
  checkup: CheckupState,
  { atMs, userAgent }: ReportOptions,
  t: Translate,
): string {
  const { title, detail } = summaryText(checkup.summary, t);
  const host = checkup.origin === null ? '' : shortAddress(checkup.origin);
  const time = `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  let people = 0;
  const lines = checkup.rows.flatMap((row) => {
    if (row.subject.kind === 'peer') people += 1;
    const label = rowLabel(row, t('doctor.row.person', { number: people }), t);
    const used = isInUse(row, checkup) ? t('doctor.report.inUse') : '';
    const line = `${label}: ${rowText(row, checkup, host, t)}`;
    return [`${line}${inBrackets(used, figure(row.state, t))}`, ...serverLines(row, checkup, t)];
  });
  return [t('doctor.report.title', { time }), userAgent, '', title, detail, '', ...lines, ''].join(
    '\n',
  );
}

/** Under the row of a kind of server: each of them. */
function serverLines(
  { subject }: CheckupRow,
  { servers }: CheckupState,
  t: Translate,
): readonly string[] {
  return servers
    .filter(({ target }) => target.kind === subject.kind)
    .map(({ target, state }) => {
      const said = t(`doctor.state.${state.kind}`);
      const address = shortAddress(target.url);
      return `- ${address} ${target.transport}: ${said}${inBrackets(figure(state, t))}`;
    });
}
