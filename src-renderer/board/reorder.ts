import type { BoardElement, ElementId, ElementPatch } from './element.ts';
import { orderKeysBetween } from './order.ts';

/** Where elements go among the others: all the way, or past the next one that they overlap. */
export type Reordering = 'to-front' | 'forward' | 'backward' | 'to-back';

export interface ReorderOptions {
  /** All elements, bottom first. */
  readonly elements: readonly BoardElement[];
  readonly ids: ReadonlySet<ElementId>;
  /** Whether one of two elements can hide a part of the other. */
  readonly overlap: (a: BoardElement, b: BoardElement) => boolean;
  /** The elements that an element stays together with, itself among them: its group. */
  readonly together?: ((id: ElementId) => readonly ElementId[]) | undefined;
  readonly random?: (() => number) | undefined;
}

/**
 * The patches that bring elements forward or send them backward. Among each other they keep their
 * order. None for what would not look different: it is there already, or overlaps nothing there.
 */
export function reorder(how: Reordering, options: ReorderOptions): ElementPatch[] {
  const { random } = options;
  const { order, moved } = orderAfter(how, options);
  if (moved.size === 0) return [];
  const patches: ElementPatch[] = [];
  for (let start = 0; start < order.length; start++) {
    if (!moved.has(order[start]?.id ?? '')) continue;
    let end = start + 1;
    while (moved.has(order[end]?.id ?? '')) end++;
    const stay = order.slice(end).filter(({ id }) => !moved.has(id));
    const keys = keysAfter(order[start - 1], stay, end - start, random);
    order.slice(start, end).forEach(({ id }, i) => {
      patches.push({ id, index: keys[i] });
    });
    start = end;
  }
  return patches;
}

/** Keys for new elements right above the topmost of some; at the very top when those are gone. */
export function orderKeysAbove(
  elements: readonly BoardElement[],
  ids: ReadonlySet<ElementId>,
  count: number,
  random?: () => number,
): string[] {
  const found = elements.findLastIndex(({ id }) => ids.has(id));
  const top = found < 0 ? elements.length - 1 : found;
  return keysAfter(elements[top], elements.slice(top + 1), count, random);
}

interface NewOrder {
  readonly order: readonly BoardElement[];
  /** Those that have to get new keys. */
  readonly moved: ReadonlySet<ElementId>;
}

function orderAfter(how: Reordering, options: ReorderOptions): NewOrder {
  const { elements, ids } = options;
  if (how === 'forward' || how === 'backward') return stepPast(how, options);
  const chosen = elements.filter(({ id }) => ids.has(id));
  const others = elements.filter(({ id }) => !ids.has(id));
  const order = how === 'to-front' ? [...others, ...chosen] : [...chosen, ...others];
  const same = order.every((element, i) => element === elements[i]);
  return { order, moved: same ? new Set() : new Set(chosen.map(({ id }) => id)) };
}

/** Each goes past the next other one that it overlaps, but not past another chosen one. */
function stepPast(
  how: 'forward' | 'backward',
  { elements, ids, overlap, together }: ReorderOptions,
): NewOrder {
  const step = how === 'forward' ? 1 : -1;
  const order = blocksOf(elements, together);
  const isChosen = (block: Block): boolean => block.some(({ id }) => ids.has(id));
  const moved = new Set<ElementId>();
  // Whoever is ahead goes first and makes room.
  const going = order.filter(isChosen);
  for (const block of how === 'forward' ? going.toReversed() : going) {
    const from = order.indexOf(block);
    let to = from + step;
    for (; to >= 0 && to < order.length; to += step) {
      const other = order[to];
      if (!other || isChosen(other)) {
        to = -1;
        break;
      }
      if (block.some((one) => other.some((another) => overlap(one, another)))) break;
    }
    if (to < 0 || to >= order.length) continue;
    order.splice(from, 1);
    order.splice(to, 0, block);
    for (const { id } of block) moved.add(id);
  }
  return moved.size === 0 ? { order: elements, moved } : { order: order.flat(), moved };
}

/** Elements that go through the order together. */
type Block = readonly BoardElement[];

/** The elements in order; those of a group at the place of its topmost one. */
function blocksOf(
  elements: readonly BoardElement[],
  together: ReorderOptions['together'],
): Block[] {
  if (!together) return elements.map((element) => [element]);
  const ranks = new Map(elements.map(({ id }, rank) => [id, rank]));
  const blocks: Block[] = [];
  const placed = new Set<ElementId>();
  for (const element of elements.toReversed()) {
    if (placed.has(element.id)) continue;
    const members = together(element.id);
    for (const id of members) placed.add(id);
    const places = members.flatMap((id) => ranks.get(id) ?? []).sort((a, b) => a - b);
    blocks.push(places.flatMap((rank) => elements[rank] ?? []));
  }
  return blocks.reverse();
}

/**
 * Keys that follow `below`. Two people may have made equal keys, between which there is none: then
 * the new ones end up above all that are equal.
 *
 * @param above what lies above, lowest first
 */
function keysAfter(
  below: BoardElement | undefined,
  above: readonly BoardElement[],
  count: number,
  random: (() => number) | undefined,
): string[] {
  const lower = below?.index ?? null;
  const upper = above.find(({ index }) => lower === null || index > lower);
  return orderKeysBetween(lower, upper?.index ?? null, count, random);
}
