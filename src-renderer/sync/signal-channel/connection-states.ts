import type { RungName } from './rungs/rung.ts';

/** What a connection to a cell is doing; see {@link TRANSITIONS} for what may follow what. */
export type CellConnectionState =
  /** A way is being opened. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open'; readonly rung: RungName }
  /**
   * Waits until `retryAtMs` (ms since the epoch); `slow` once the fast attempts are used up.
   * `refused`: the code that the cell gave when it answered and did not take us; null when it was lost.
   */
  | {
      readonly kind: 'waiting';
      readonly retryAtMs: number;
      readonly slow: boolean;
      readonly refused: string | null;
    }
  | { readonly kind: 'closed' };

type Kind = CellConnectionState['kind'];

/**
 * The state machine of a connection to a cell: each state and those that may follow it.
 *
 * - `connecting` → `connecting`: polls are cut on their way, so shorter ones are tried at once.
 * - `open` → `open`: a better way has taken over, or a worse one where the better was lost.
 * - `open` → `connecting`: the cell is going to stop, or the way is cut and another one is known.
 * - `waiting` → `connecting` only: a wait ends with an attempt, whatever ends it.
 * - Nothing follows `closed`.
 */
export const TRANSITIONS: Readonly<Record<Kind, readonly Kind[]>> = {
  connecting: ['connecting', 'open', 'waiting', 'closed'],
  open: ['open', 'connecting', 'waiting', 'closed'],
  waiting: ['connecting', 'closed'],
  closed: [],
};

/** A state that must not follow another: there would be two reconnect loops, or none. */
export class IllegalTransitionError extends Error {
  readonly code = 'illegal-transition';

  constructor(from: Kind, to: Kind) {
    super(`a connection that is ${from} cannot be ${to} next`);
  }
}

/** @throws IllegalTransitionError */
export function checkTransition(from: CellConnectionState, to: CellConnectionState): void {
  if (!TRANSITIONS[from.kind].includes(to.kind))
    throw new IllegalTransitionError(from.kind, to.kind);
}
