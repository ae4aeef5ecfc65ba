import type { BoardElement } from './element.ts';
import { compareOrdered, type Ordered } from './order.ts';

/** Above this share of the board, sorting once is cheaper than placing one by one. */
const BULK_SHARE = 1 / 16;

/**
 * The elements in z-order, bottom first, kept up to date by binary search: one more element on top
 * of 20,000 sorts nothing. A snapshot once given out is never changed.
 */
export class ZOrder {
  #sorted: BoardElement[] = [];
  #givenOut = false;

  get size(): number {
    return this.#sorted.length;
  }

  get top(): BoardElement | undefined {
    return this.#sorted.at(-1);
  }

  snapshot(): readonly BoardElement[] {
    this.#givenOut = true;
    return this.#sorted;
  }

  /** Takes out `removed` (as they were when put in) and puts in `added`, in one go. */
  change(removed: readonly BoardElement[], added: readonly BoardElement[]): void {
    if (removed.length === 0 && added.length === 0) return;
    if (removed.length + added.length > 32 + this.#sorted.length * BULK_SHARE) {
      const gone = new Set(removed);
      const kept =
        gone.size > 0 ? this.#sorted.filter((element) => !gone.has(element)) : [...this.#sorted];
      for (const element of added) kept.push(element);
      this.#sorted = kept.sort(compareOrdered);
      this.#givenOut = false;
      return;
    }
    if (this.#givenOut) {
      this.#sorted = this.#sorted.slice();
      this.#givenOut = false;
    }
    for (const element of removed) {
      const at = this.#place(element);
      if (this.#sorted[at] === element) this.#sorted.splice(at, 1);
    }
    for (const element of added) this.#sorted.splice(this.#place(element), 0, element);
  }

  /** The number of elements below `key`. */
  #place(key: Ordered): number {
    const top = this.#sorted.at(-1);
    if (top === undefined || compareOrdered(top, key) < 0) return this.#sorted.length;
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#sorted[middle];
      if (other !== undefined && compareOrdered(other, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
