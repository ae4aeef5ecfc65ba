import type { BoardElement, ElementId } from '../../board/element.ts';

/** Which lines hold on to which elements, to be found when one of those changes. */
export class ConnectionIndex {
  readonly #linesOf = new Map<ElementId, Set<ElementId>>();

  /** Notes a line, or what it holds on to now. */
  note({ id, start, end }: BoardElement): void {
    for (const binding of [start, end]) {
      if (!binding) continue;
      const lines = this.#linesOf.get(binding[0]);
      if (lines) lines.add(id);
      else this.#linesOf.set(binding[0], new Set([id]));
    }
  }

  forget({ id, start, end }: BoardElement): void {
    for (const binding of [start, end]) {
      const lines = binding && this.#linesOf.get(binding[0]);
      if (!lines) continue;
      lines.delete(id);
      if (lines.size === 0) this.#linesOf.delete(binding[0]);
    }
  }

  /** The lines that hold on to any of the elements. */
  linesOf(ids: Iterable<ElementId>): Set<ElementId> {
    const lines = new Set<ElementId>();
    if (this.#linesOf.size === 0) return lines;
    for (const id of ids) for (const line of this.#linesOf.get(id) ?? []) lines.add(line);
    return lines;
  }
}
