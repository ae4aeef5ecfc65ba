import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../sync/status.ts';
import { startI18n } from '../i18n/index.ts';
import {
  CLOSING_TONES,
  closingText,
  heldByText,
  mailboxProblemText,
  mailboxText,
  rungText,
  statusDetail,
  statusText,
  statusTone,
  storageText,
} from './status-text.ts';

const { t } = startI18n();
const NOW_MS = 1_000_000;

function statusWith(changes: Partial<SyncStatus>): SyncStatus {
  return {
    connection: { kind: 'alone' },
    people: [],
    unreachable: 0,
    heldBy: { all: 0, of: 0 },
    mailbox: null,
    pendingChanges: 0,
    stages: { unsent: 0, sent: 0, heldBySome: 0, held: 0 },
    closing: { kind: 'safe' },
    storage: { kind: 'ok' },
    cell: { origin: null, problem: null },
    ...changes,
  };
}

const text = (changes: Partial<SyncStatus>): string => statusText(statusWith(changes), NOW_MS, t);

describe('the status chip', () => {
  it('counts the people with an open link', () => {
    expect(text({ connection: { kind: 'live', people: 1 } })).toBe('Live with 1');
    expect(text({ connection: { kind: 'live', people: 2 } })).toBe('Live with 2');
  });

  it('counts down to the next try and never shows a negative time', () => {
    const reconnecting = (retryAtMs: number): string =>
      text({ connection: { kind: 'reconnecting', retryAtMs } });
    expect(reconnecting(NOW_MS + 3_200)).toBe('Reconnecting in 4 s');
    expect(reconnecting(NOW_MS + 1_000)).toBe('Reconnecting in 1 s');
    expect(reconnecting(NOW_MS)).toBe('Reconnecting…');
    expect(reconnecting(NOW_MS - 5_000)).toBe('Reconnecting…');
  });

  it('says why a cell refuses, also for a reason that only a later cell knows', () => {
    const refused = (code: string) =>
      statusWith({ connection: { kind: 'refused', code, retryAtMs: NOW_MS } });
    expect(statusText(refused('unauthorized'), NOW_MS, t)).toBe('Refused by the cell');
    expect(statusDetail(refused('unauthorized'), t)).toContain('valid token');
    expect(statusDetail(refused('closed-on-mondays'), t)).toContain('(closed-on-mondays)');
  });

  it('says how many changes wait while offline', () => {
    const offline = (pendingChanges: number): string =>
      text({ connection: { kind: 'offline', pendingChanges } });
    expect(offline(17)).toBe('Offline, 17 changes saved here');
    expect(offline(1)).toBe('Offline, 1 change saved here');
    expect(offline(0)).toBe('Offline, no changes waiting');
  });

  it('says that one is alone only when nobody is announced', () => {
    expect(text({ connection: { kind: 'alone' } })).toBe('On your own');
    expect(text({ connection: { kind: 'local' } })).toBe('On your own');
    expect(text({ connection: { kind: 'alone' }, unreachable: 1 })).toBe(
      '1 person here cannot be reached directly',
    );
    expect(text({ connection: { kind: 'alone' }, unreachable: 3 })).toBe(
      '3 people here cannot be reached directly',
    );
    expect(text({ connection: { kind: 'live', people: 2 }, unreachable: 1 })).toBe(
      'Live with 2, 1 not reached',
    );
  });

  it('never claims that changes are saved while storage fails', () => {
    const storage = { kind: 'failed', code: 'quota', message: 'full' } as const;
    expect(text({ storage })).toBe('On your own, not saved here');
    expect(text({ storage, connection: { kind: 'offline', pendingChanges: 17 } })).toBe(
      'Offline, 17 changes not saved',
    );
    expect(statusTone(statusWith({ storage }))).toBe('bad');
  });

  it('is calm alone, good when live, and warns when somebody is not reached', () => {
    expect(statusTone(statusWith({}))).toBe('quiet');
    expect(statusTone(statusWith({ connection: { kind: 'live', people: 1 } }))).toBe('good');
    expect(statusTone(statusWith({ connection: { kind: 'connecting' } }))).toBe('busy');
    expect(statusTone(statusWith({ unreachable: 1 }))).toBe('warn');
  });
});

describe('the details behind the chip', () => {
  it('count who holds everything', () => {
    expect(heldByText(statusWith({ heldBy: { all: 2, of: 2 } }), t)).toBe(
      '2 of 2 hold all changes',
    );
    expect(heldByText(statusWith({ heldBy: { all: 1, of: 2 } }), t)).toBe(
      '1 of 2 holds all changes',
    );
    expect(heldByText(statusWith({ heldBy: { all: 0, of: 2 } }), t)).toBe(
      '0 of 2 hold all changes',
    );
    expect(heldByText(statusWith({}), t)).toBeNull();
  });

  it('say what closing the window would mean, once something was changed', () => {
    expect(closingText(statusWith({}), t)).toBeNull();
    const stages = { unsent: 0, sent: 0, heldBySome: 0, held: 3 };
    expect(closingText(statusWith({ stages }), t)).toMatch(/^Safe to close/);
    const words = (['on-the-way', 'kept-here', 'lost'] as const).map((kind) =>
      closingText(statusWith({ stages, closing: { kind, changes: 2 } }), t),
    );
    expect(words[0]).toBe('Wait a moment before you close: 2 changes are on their way');
    expect(words[1]).toMatch(/^2 changes are on this computer only. They are safe here/);
    expect(words[2]).toBe('Do not close: 2 changes are nowhere but in this window');
    expect(Object.keys(CLOSING_TONES)).toHaveLength(4);
  });

  it('name the way of a link and each storage failure', () => {
    expect(rungText('turn', t)).toBe('Via relay server (TURN)');
    const texts = (['quota', 'blocked', 'unavailable', 'write-failed'] as const).map((code) =>
      storageText({ kind: 'failed', code, message: '' }, t),
    );
    expect(new Set(texts).size).toBe(4);
    expect(storageText({ kind: 'ok' }, t)).toBeNull();
  });

  it('say what the cell keeps for who comes later, and what is wrong with it', () => {
    const cell = { origin: 'https://cell.example', problem: null };
    const kept = { usedBytes: 1, quotaBytes: 9, keptForMs: 30 * 86_400_000 };
    const mailbox = { ...kept, holdsAll: true, durable: true, problem: null };
    expect(mailboxText(statusWith({ cell, mailbox }), t)).toBe(
      'All changes wait on cell.example too, encrypted, for 30 days',
    );
    expect(mailboxText(statusWith({ cell, mailbox: { ...mailbox, durable: false } }), t)).toBe(
      'All changes wait on cell.example too, encrypted, until it restarts',
    );
    expect(mailboxText(statusWith({ cell, mailbox: { ...mailbox, holdsAll: false } }), t)).toBe(
      'Some changes are not on cell.example yet',
    );
    expect(mailboxText(statusWith({ cell }), t)).toBeNull();
    const problems = (['rolled-back', 'gap', 'quota', 'too-large', 'refused'] as const).map(
      (problem) => mailboxProblemText(statusWith({ mailbox: { ...mailbox, problem } }), t),
    );
    expect(new Set(problems).size).toBe(5);
    expect(mailboxProblemText(statusWith({ mailbox }), t)).toBeNull();
  });

  it('do not say "nobody else is here" beside an unreachable person', () => {
    expect(statusDetail(statusWith({}), t)).toBe('Nobody else is on this board now.');
    expect(statusDetail(statusWith({ unreachable: 1 }), t)).toBeNull();
  });
});
