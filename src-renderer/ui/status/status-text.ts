import type { PersonStatus, StorageStatus, SyncStatus } from '../../sync/status.ts';
import type { Translate } from '../i18n/index.ts';

/** What the chip's colour and icon say; never without the words of `statusText`. */
export type StatusTone = 'good' | 'quiet' | 'busy' | 'warn' | 'bad';

/** Whole seconds until a moment, never below 0. */
export const secondsUntil = (atMs: number, nowMs: number): number =>
  Math.max(0, Math.ceil((atMs - nowMs) / 1000));

function connectionText(status: SyncStatus, nowMs: number, t: Translate): string {
  const { connection, unreachable } = status;
  switch (connection.kind) {
    case 'live': {
      const live = t('status.live', { count: connection.people });
      return unreachable > 0 ? t('status.liveMissing', { live, count: unreachable }) : live;
    }
    case 'connecting':
      return t('status.connecting');
    case 'reconnecting': {
      const seconds = secondsUntil(connection.retryAtMs, nowMs);
      return seconds > 0 ? t('status.reconnectingIn', { seconds }) : t('status.reconnecting');
    }
    case 'refused':
      return t('status.refused');
    case 'offline':
      return t('status.offline', { count: connection.pendingChanges });
    case 'alone':
    case 'local':
      // Somebody who is announced but not linked is not nobody.
      return unreachable > 0 ? t('status.unreachable', { count: unreachable }) : t('status.alone');
  }
}

/**
 * The chip's one line, from link state alone: "Live with 2", "Reconnecting in 4 s", "Offline, 17
 * changes saved here". It never claims that changes are saved while storage fails.
 */
export function statusText(status: SyncStatus, nowMs: number, t: Translate): string {
  if (status.storage.kind !== 'failed') return connectionText(status, nowMs, t);
  if (status.connection.kind === 'offline') {
    return t('status.offlineUnsaved', { count: status.connection.pendingChanges });
  }
  return t('status.unsaved', { state: connectionText(status, nowMs, t) });
}

export function statusTone(status: SyncStatus): StatusTone {
  if (status.storage.kind === 'failed') return 'bad';
  switch (status.connection.kind) {
    case 'live':
      return status.unreachable > 0 ? 'warn' : 'good';
    case 'connecting':
    case 'reconnecting':
      return 'busy';
    case 'refused':
    case 'offline':
      return 'warn';
    case 'alone':
    case 'local':
      return status.unreachable > 0 ? 'warn' : 'quiet';
  }
}

/** What each reason of a cell means for the person. A later cell may have others. */
const REFUSALS = {
  unauthorized: 'token',
  forbidden: 'token',
  'bad-proof': 'token',
  'no-proof': 'token',
  'server-full': 'full',
  'room-full': 'roomFull',
  'too-many-connections': 'tooMany',
  'rate-limited': 'tooMany',
  'unsupported-protocol': 'protocol',
} as const;

function refusalText(code: string, t: Translate): string {
  const known = code in REFUSALS ? REFUSALS[code as keyof typeof REFUSALS] : 'other';
  return t(`refusal.${known}`, { code });
}

/** One sentence on what the state means for the person, or null when the chip says it all. */
export function statusDetail(status: SyncStatus, t: Translate): string | null {
  switch (status.connection.kind) {
    case 'live':
      return null;
    case 'connecting':
      return t('status.connectingDetail');
    case 'reconnecting':
      return t('status.reconnectingDetail');
    case 'refused':
      return t('status.refusedDetail', { reason: refusalText(status.connection.code, t) });
    case 'offline':
      return t('status.offlineDetail');
    case 'alone':
      return status.unreachable > 0 ? null : t('status.aloneDetail');
    case 'local':
      return status.unreachable > 0 ? null : t('status.localDetail');
  }
}

/** "2 of 2 hold all changes", or null while nobody is linked. */
export function heldByText(status: SyncStatus, t: Translate): string | null {
  const { all, of } = status.heldBy;
  return of === 0 ? null : t('status.heldBy', { count: all, of });
}

/** What closing the window now would mean; null when nothing was changed, and so nothing can be lost. */
export function closingText(status: SyncStatus, t: Translate): string | null {
  const { closing, stages } = status;
  switch (closing.kind) {
    case 'safe':
      return stages.held + stages.heldBySome === 0 ? null : t('closing.safe');
    case 'on-the-way':
      return t('closing.onTheWay', { count: closing.changes });
    case 'kept-here':
      return t('closing.keptHere', { count: closing.changes });
    case 'lost':
      return t('closing.lost', { count: closing.changes });
  }
}

export const CLOSING_TONES = {
  safe: 'good',
  'on-the-way': 'busy',
  'kept-here': 'quiet',
  lost: 'bad',
} as const satisfies Record<SyncStatus['closing']['kind'], StatusTone>;

const DAY_MS = 86_400_000;

/** What the cell keeps of this board for people who come later; null where it keeps nothing. */
export function mailboxText(status: SyncStatus, t: Translate): string | null {
  const { mailbox, cell } = status;
  if (!mailbox || cell.origin === null) return null;
  const host = hostOf(cell.origin);
  if (!mailbox.holdsAll) return t('mailbox.holdsSome', { host });
  if (!mailbox.durable) return t('mailbox.holdsAllInMemory', { host });
  return t('mailbox.holdsAll', { host, count: Math.round(mailbox.keptForMs / DAY_MS) });
}

/** What is wrong with the mailbox; null when nothing is. */
export function mailboxProblemText(status: SyncStatus, t: Translate): string | null {
  switch (status.mailbox?.problem) {
    case 'quota':
      return t('mailbox.quota');
    case 'too-large':
      return t('mailbox.tooLarge');
    case 'rolled-back':
      return t('mailbox.rolledBack');
    case 'gap':
      return t('mailbox.gap');
    case 'refused':
      return t('mailbox.refused');
    case null:
    case undefined:
      return null;
  }
}

/** A cell's address as people say it. */
export const hostOf = (origin: string): string => origin.replace(/^https?:\/\//, '');

/** What went wrong with local storage and what helps; null when all is well. */
export function storageText(storage: StorageStatus, t: Translate): string | null {
  if (storage.kind !== 'failed') return null;
  switch (storage.code) {
    case 'quota':
      return t('storage.quota');
    case 'blocked':
      return t('storage.blocked');
    case 'unavailable':
      return t('storage.unavailable');
    case 'write-failed':
      return t('storage.writeFailed');
  }
}

/** How the link to a person runs, in words. */
export function rungText(rung: PersonStatus['rung'], t: Translate): string {
  switch (rung) {
    case 'direct':
      return t('rung.direct');
    case 'turn':
      return t('rung.turn');
    case 'relay':
      return t('rung.relay');
    case 'none':
      return t('rung.none');
  }
}

/** A person's state in words: what stands under the name. */
export function personStateText(person: PersonStatus, t: Translate): string {
  if (person.state === 'connecting') return t('person.connecting');
  if (person.state === 'unreachable') return t('person.unreachable');
  return rungText(person.rung, t);
}

/** What is wrong with the cell, in words; null when nothing is. */
export function cellProblemText(cell: SyncStatus['cell'], t: Translate): string | null {
  if (cell.problem === null) return null;
  return cellCodeText(cell.problem.code, t);
}

type CellCode = NonNullable<SyncStatus['cell']['problem']>['code'];

export function cellCodeText(code: CellCode | 'not-an-address', t: Translate): string {
  switch (code) {
    case 'unreachable':
      return t('cell.unreachable');
    case 'refused':
      return t('cell.refused');
    case 'bad-answer':
      return t('cell.badAnswer');
    case 'not-a-cell':
      return t('cell.notACell');
    case 'newer-protocol':
      return t('cell.newerProtocol');
    case 'insecure-address':
      return t('cell.insecureAddress');
    case 'not-an-address':
      return t('cell.notAnAddress');
  }
}
