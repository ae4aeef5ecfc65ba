import type { LinkRoute } from '../status.ts';
import type { IceTarget } from './ice-servers.ts';
import type { ProbeResult } from './probe.ts';

/** The ways to a cell as people know them, best first. */
export const CELL_WAYS = ['websocket', 'events', 'polls'] as const;
export type CellWay = (typeof CELL_WAYS)[number];

export type RowState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | ProbeResult
  /** There is nothing to test, or nothing to test it with. */
  | { readonly kind: 'untested' };

export type RowSubject =
  | { readonly kind: 'cell' | 'udp' | 'stun' | 'turn' }
  | { readonly kind: 'way'; readonly way: CellWay }
  | { readonly kind: 'peer'; readonly name: string; readonly route: LinkRoute | null };

export interface CheckupRow {
  readonly key: string;
  readonly subject: RowSubject;
  readonly state: RowState;
}

/** What was found of one STUN or TURN server. */
export interface IceFinding {
  readonly target: IceTarget;
  readonly state: RowState;
}

type Works = Extract<RowState, { kind: 'works' }>;
type Blocked = Extract<RowState, { kind: 'blocked' }>;

const isPending = ({ kind }: RowState): boolean => kind === 'waiting' || kind === 'running';

/** What several tests of the same thing say together: one that works is enough. */
function together(states: readonly RowState[]): RowState {
  const works = states.filter((state): state is Works => state.kind === 'works');
  const [fastest] = works.sort((a, b) => a.tookMs - b.tookMs);
  if (fastest) return fastest;
  if (states.some(isPending)) return { kind: 'running' };
  if (states.some(({ kind }) => kind === 'cancelled')) return { kind: 'cancelled' };
  const blocked = states.filter((state): state is Blocked => state.kind === 'blocked');
  // A server that answers and refuses says more than one that is silent.
  return blocked.find(({ code }) => code === 'refused') ?? blocked[0] ?? { kind: 'untested' };
}

/**
 * What was found of all servers of one kind.
 * @param findings null: it is not known yet which there are
 */
export function serversFound(
  kind: IceTarget['kind'],
  findings: readonly IceFinding[] | null,
): RowState {
  if (findings === null) return { kind: 'waiting' };
  return together(findings.filter(({ target }) => target.kind === kind).map(({ state }) => state));
}

/**
 * Whether UDP gets through: to a server, or to somebody on the board.
 * @param ownAddress whether the browser gives out any address for direct connections
 */
export function udpFound(
  ownAddress: RowState,
  findings: readonly IceFinding[] | null,
  peers: readonly CheckupRow[],
): RowState {
  const direct = peers
    .filter(({ subject }) => subject.kind === 'peer' && subject.route === 'direct')
    .map(({ state }) => state);
  const servers = findings?.filter(({ target }) => target.transport === 'udp') ?? [];
  const tested = together([...servers.map(({ state }) => state), ...direct]);
  if (tested.kind === 'works' || ownAddress.kind === 'blocked') {
    return tested.kind === 'works' ? tested : ownAddress;
  }
  if (findings === null || isPending(ownAddress)) return { kind: 'running' };
  if (ownAddress.kind === 'cancelled') return ownAddress;
  // Somebody who is gone says nothing about UDP.
  return servers.length > 0 || isPending(tested) ? tested : { kind: 'untested' };
}
