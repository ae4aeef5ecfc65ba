/** Gives back what was put in with the least cost first (a binary heap). */
export class PriorityQueue<T> {
  readonly #heap: { readonly item: T; readonly cost: number }[] = [];

  push(item: T, cost: number): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push({ item, cost });
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent]?.cost ?? 0) <= cost) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first?.item;
    heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const cost = (i: number): number => heap[i]?.cost ?? Number.POSITIVE_INFINITY;
      const least = cost(left + 1) < cost(left) ? left + 1 : left;
      if (cost(least) >= cost(at)) break;
      this.#swap(at, least);
      at = least;
    }
    return first.item;
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    const [one, other] = [heap[a], heap[b]];
    if (!one || !other) return;
    heap[a] = other;
    heap[b] = one;
  }
}
