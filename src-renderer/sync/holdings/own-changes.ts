import type { PendingByClient } from './pending-changes.ts';
import type { StateVector } from './state-vectors.ts';

/** Of very many changes the oldest are not told apart any more. */
export const OWN_CHANGES_MAX = 100_000;

/** How many of an ascending list are at most `limit`. */
function countUpTo(clocks: readonly number[], limit: number): number {
  let low = 0;
  let high = clocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clocks[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far this person's changes have come; each is counted once, in the farthest place. */
export interface ChangeStages {
  /** Nobody was here to be sent them. */
  readonly unsent: number;
  /** Sent, and nobody has said to hold them. */
  readonly sent: number;
  /** Held by somebody, but not by everybody who is here, nor by the mailbox. */
  readonly heldBySome: number;
  /** Held by everybody who is here, or by the mailbox. */
  readonly held: number;
}

/**
 * This person's changes, one by one: those of this session, and of earlier ones those that nobody
 * else was known to hold. Who holds which follows from state vectors that copies have acknowledged.
 */
export class OwnChanges {
  /** Clocks after each change, ascending, by client. */
  readonly #clocks = new Map<number, number[]>();
  readonly #sentUpTo = new Map<number, number>();

  constructor(earlier: PendingByClient = new Map()) {
    for (const [client, clocks] of earlier) this.#clocks.set(client, [...clocks]);
  }

  get count(): number {
    let sum = 0;
    for (const clocks of this.#clocks.values()) sum += clocks.length;
    return sum;
  }

  /** A local transaction ended with this client's clock at `clock`. */
  record(client: number, clock: number): void {
    const clocks = this.#clocks.get(client);
    if (!clocks) {
      this.#clocks.set(client, [clock]);
      return;
    }
    if ((clocks.at(-1) ?? -1) >= clock) return;
    clocks.push(clock);
    if (clocks.length > OWN_CHANGES_MAX) clocks.shift();
  }

  /** All so far were handed to somebody. */
  sent(): void {
    for (const [client, clocks] of this.#clocks) this.#sentUpTo.set(client, clocks.at(-1) ?? 0);
  }

  /** How many of them a copy is not known to hold. */
  lackedBy(holder: StateVector): number {
    let lacked = 0;
    for (const [client, clocks] of this.#clocks) {
      lacked += clocks.length - countUpTo(clocks, holder.get(client) ?? 0);
    }
    return lacked;
  }

  /**
   * @param present what each person who is here and may edit has acknowledged
   * @param mailbox what the mailbox holds; null where there is none
   * @param pending those that nobody was ever known to hold
   */
  stages(
    present: readonly StateVector[],
    mailbox: StateVector | null,
    pending: PendingByClient,
  ): ChangeStages {
    let unsent = 0;
    let sent = 0;
    let held = 0;
    for (const [client, clocks] of this.#clocks) {
      const byAll =
        present.length === 0 ? 0 : Math.min(...present.map((holds) => holds.get(client) ?? 0));
      held += countUpTo(clocks, Math.max(byAll, mailbox?.get(client) ?? 0));
      const open = pending.get(client) ?? [];
      const sentOfThem = countUpTo(open, this.#sentUpTo.get(client) ?? 0);
      sent += sentOfThem;
      unsent += open.length - sentOfThem;
    }
    return { unsent, sent, heldBySome: this.count - unsent - sent - held, held };
  }
}
