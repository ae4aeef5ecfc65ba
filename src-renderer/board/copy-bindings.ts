import type { ElementId } from './element.ts';
import type { Binding, GivenRegisters } from './registers.ts';

/** What lines hold on to. */
type Held = Pick<GivenRegisters, 'start' | 'end'>;

/** The ids that elements hold on to, as far as they are among some. */
export function heldAmong(lines: Iterable<Held>, ids: ReadonlySet<ElementId>): Set<ElementId> {
  const held = new Set<ElementId>();
  for (const { start, end } of lines) {
    for (const binding of [start, end]) {
      if (binding && ids.has(binding[0])) held.add(binding[0]);
    }
  }
  return held;
}

/**
 * What a copied line holds on to: the copies of what it held on to, and nothing where that was not
 * copied with it. Without any binding there is nothing to say.
 */
export function bindingsOfCopy(
  { start, end }: Held,
  copyOf: (id: ElementId) => ElementId | undefined,
): Held {
  const renamed = (binding: Binding | null | undefined): Binding | null => {
    const id = binding ? copyOf(binding[0]) : undefined;
    if (!binding || id === undefined) return null;
    const [, x, y, hold] = binding;
    return [id, x, y, hold];
  };
  return {
    ...(start ? { start: renamed(start) } : {}),
    ...(end ? { end: renamed(end) } : {}),
  };
}
