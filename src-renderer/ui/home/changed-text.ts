import type { Translate } from '../i18n/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Longer ago than this a date says more than a count of days. */
const COUNTED_DAYS = 7;

const UNITS = [
  { unit: 'day', lengthMs: DAY_MS },
  { unit: 'hour', lengthMs: HOUR_MS },
  { unit: 'minute', lengthMs: MINUTE_MS },
] as const;

/** "Changed 5 minutes ago", "Changed yesterday", "Changed 3 May 2026"; a clock set back is "just now". */
export function changedText(
  changedAtMs: number,
  nowMs: number,
  t: Translate,
  language: string,
): string {
  const agoMs = nowMs - changedAtMs;
  if (agoMs < MINUTE_MS) return t('home.changedNow');
  if (agoMs >= COUNTED_DAYS * DAY_MS) {
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(changedAtMs);
    return t('home.changed', { when });
  }
  const { unit, lengthMs } = UNITS.find((candidate) => agoMs >= candidate.lengthMs) ?? UNITS[2];
  const count = Math.floor(agoMs / lengthMs);
  const when = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-count, unit);
  return t('home.changed', { when });
}
