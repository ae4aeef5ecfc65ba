import { CELL_WAYS, type CheckupRow } from './findings.ts';
import { rowOf, workingWay } from './summary.ts';

/** What takes the place of something that is blocked. */
export type Instead = 'events' | 'polls' | 'turn' | 'relay' | 'same-network' | 'nothing';

/**
 * What is used in place of a row that is blocked; null where nothing has to be, or where it is not
 * known yet.
 */
export function insteadOf({ subject }: CheckupRow, rows: readonly CheckupRow[]): Instead | null {
  if (subject.kind === 'cell' || subject.kind === 'peer') return null;
  const isKnown = rows.every(({ state }) => state.kind !== 'waiting' && state.kind !== 'running');
  const way = workingWay(rows);
  const isTurnOpen = rowOf(rows, 'turn')?.state.kind === 'works';
  if (subject.kind === 'way') {
    // A better one needs no stand-in for a worse one.
    if (way !== null && CELL_WAYS.indexOf(way) < CELL_WAYS.indexOf(subject.way)) return null;
    if (way === 'events' || way === 'polls') return way;
    // That the cell is down stands above; each of the three need not say it again.
    return null;
  }
  const udp = rowOf(rows, 'udp')?.state.kind;
  // That UDP is blocked is said once, in its own row.
  if (!isKnown || (subject.kind === 'stun' && udp !== 'works')) return null;
  if (subject.kind === 'stun') return 'same-network';
  // Nobody needs a relay where direct connections work.
  if (subject.kind === 'turn' && udp === 'works') return null;
  if (subject.kind === 'udp' && isTurnOpen) return 'turn';
  return way === null ? 'nothing' : 'relay';
}
