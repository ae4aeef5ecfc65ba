import type { LinkRoute } from '../../status.ts';
import type { CheckupState } from '../checkup.ts';
import type { CheckupRow, IceFinding, RowState } from '../findings.ts';
import type { FailureCode } from '../probe.ts';
import { summaryOf } from '../summary.ts';

export const WORKING: RowState = { kind: 'works', tookMs: 12 };
export const blocked = (code: FailureCode = 'silent'): RowState => ({
  kind: 'blocked',
  code,
  tookMs: 5_000,
});

type FixedRow = 'cell' | 'websocket' | 'events' | 'polls' | 'udp' | 'stun' | 'turn';

/** Somebody of a finished checkup. */
export interface RowPerson {
  readonly name: string;
  readonly route: LinkRoute | null;
  readonly state: RowState;
}

/** Rows of a checkup; what is left out works. */
export function rowsWith(
  states: Partial<Record<FixedRow, RowState>>,
  people: readonly RowPerson[] = [],
): CheckupRow[] {
  const way = (name: 'websocket' | 'events' | 'polls'): CheckupRow => ({
    key: name,
    subject: { kind: 'way', way: name },
    state: states[name] ?? WORKING,
  });
  const other = (kind: 'cell' | 'udp' | 'stun' | 'turn'): CheckupRow => ({
    key: kind,
    subject: { kind },
    state: states[kind] ?? WORKING,
  });
  return [
    other('cell'),
    way('websocket'),
    way('events'),
    way('polls'),
    other('udp'),
    other('stun'),
    other('turn'),
    ...people.map(({ name, route, state }, index) => ({
      key: `person-${index}`,
      subject: { kind: 'peer' as const, name, route },
      state,
    })),
  ];
}

/** A finished checkup with these rows. */
export const checkupWith = (
  rows: readonly CheckupRow[],
  servers: readonly IceFinding[] = [],
): CheckupState => ({
  running: false,
  origin: 'https://cell.ada.example.org:4444',
  wayInUse: 'websocket',
  rows,
  servers,
  summary: summaryOf(rows, { running: false, online: true }),
});
