import { describe, expect, it } from 'vitest';
import { startI18n } from '../i18n/index.ts';
import { changedText } from './changed-text.ts';

const { t } = startI18n();
const NOW_MS = Date.UTC(2026, 4, 20, 12);
const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

describe('when a board was changed', () => {
  it.each([
    [-5 * SECOND_MS, 'Changed just now'],
    [59 * SECOND_MS, 'Changed just now'],
    [60 * SECOND_MS, 'Changed 1 minute ago'],
    [HOUR_MS - SECOND_MS, 'Changed 59 minutes ago'],
    [3 * HOUR_MS, 'Changed 3 hours ago'],
    [30 * HOUR_MS, 'Changed yesterday'],
    [6 * 24 * HOUR_MS, 'Changed 6 days ago'],
    [17 * 24 * HOUR_MS, 'Changed 3 May 2026'],
  ])('%d ms ago', (agoMs, words) => {
    expect(changedText(NOW_MS - agoMs, NOW_MS, t, 'en-GB')).toBe(words);
  });
});
