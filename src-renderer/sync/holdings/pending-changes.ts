import type { StateVector } from './state-vectors.ts';

/** Clocks after each change of one client, ascending: `client` has made the change at `clock`. */
export type PendingByClient = ReadonlyMap<number, readonly number[]>;

/**
 * The changes made here that no other copy is known to hold. A change counts as shared when the
 * acknowledged state vector of somebody who may edit covers it; having been sent is not enough.
 */
export class PendingChanges {
  readonly #clocks = new Map<number, number[]>();

  constructor(initial: PendingByClient = new Map()) {
    for (const [client, clocks] of initial) this.#clocks.set(client, [...clocks]);
  }

  get count(): number {
    let sum = 0;
    for (const clocks of this.#clocks.values()) sum += clocks.length;
    return sum;
  }

  get byClient(): PendingByClient {
    return this.#clocks;
  }

  /** A local transaction ended with this client's clock at `clock`. */
  record(client: number, clock: number): void {
    const clocks = this.#clocks.get(client);
    if (!clocks) this.#clocks.set(client, [clock]);
    else if ((clocks.at(-1) ?? -1) < clock) clocks.push(clock);
  }

  /** @returns whether anything became shared. */
  acknowledge(holder: StateVector): boolean {
    let changed = false;
    for (const [client, clocks] of this.#clocks) {
      const held = holder.get(client) ?? 0;
      const left = clocks.filter((clock) => clock > held);
      if (left.length === clocks.length) continue;
      changed = true;
      if (left.length === 0) this.#clocks.delete(client);
      else this.#clocks.set(client, left);
    }
    return changed;
  }
}
