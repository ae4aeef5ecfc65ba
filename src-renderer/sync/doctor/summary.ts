import { CELL_WAYS, type CellWay, type CheckupRow, type RowState } from './findings.ts';

/** What a checkup found, in one value. */
export type Summary =
  | { readonly kind: 'checking' }
  | { readonly kind: 'cancelled' }
  /** The board has no cell: it is on this computer only. */
  | { readonly kind: 'no-cell' }
  /** This computer is in no network. */
  | { readonly kind: 'offline' }
  /** `direct`: links to others go on without it. */
  | { readonly kind: 'cell-down'; readonly direct: boolean }
  /** The cell answers, and no way to it carries messages. */
  | { readonly kind: 'no-way'; readonly direct: boolean }
  | { readonly kind: 'direct'; readonly way: CellWay }
  /** Changes go through a TURN server, or through the cell; `udpBlocked` false: nobody knows why. */
  | { readonly kind: 'turn' | 'relay'; readonly way: CellWay; readonly udpBlocked: boolean }
  /** Nobody is here, and no server helps to find out about direct connections. */
  | { readonly kind: 'unproven'; readonly way: CellWay };

const works = (row: CheckupRow | undefined): boolean => row?.state.kind === 'works';

/** The best way to the cell that works. */
export const workingWay = (rows: readonly CheckupRow[]): CellWay | null =>
  CELL_WAYS.find((way) => rows.some((row) => isWay(row, way) && works(row))) ?? null;

const isWay = ({ subject }: CheckupRow, way: CellWay): boolean =>
  subject.kind === 'way' && subject.way === way;

export const rowOf = (
  rows: readonly CheckupRow[],
  kind: 'cell' | 'udp' | 'stun' | 'turn',
): CheckupRow | undefined => rows.find(({ subject }) => subject.kind === kind);

/** Whether an answer came over a link of this kind. */
const answered = (rows: readonly CheckupRow[], route: 'direct' | 'turn' | 'relay'): boolean =>
  rows.some((row) => row.subject.kind === 'peer' && row.subject.route === route && works(row));

export function summaryOf(
  rows: readonly CheckupRow[],
  { running, online }: { readonly running: boolean; readonly online: boolean },
): Summary {
  if (running) return { kind: 'checking' };
  if (rows.some(({ state }) => state.kind === 'cancelled')) return { kind: 'cancelled' };
  const cell = rowOf(rows, 'cell');
  if (!cell) return { kind: 'no-cell' };
  const way = workingWay(rows);
  const direct = answered(rows, 'direct');
  if (way === null) {
    if (!online && !direct) return { kind: 'offline' };
    return works(cell) ? { kind: 'no-way', direct } : { kind: 'cell-down', direct };
  }
  const udp: RowState['kind'] | undefined = rowOf(rows, 'udp')?.state.kind;
  if (udp === 'works') return { kind: 'direct', way };
  const udpBlocked = udp === 'blocked';
  if (answered(rows, 'turn') || (udpBlocked && works(rowOf(rows, 'turn')))) {
    return { kind: 'turn', way, udpBlocked };
  }
  return udpBlocked || answered(rows, 'relay')
    ? { kind: 'relay', way, udpBlocked }
    : { kind: 'unproven', way };
}
