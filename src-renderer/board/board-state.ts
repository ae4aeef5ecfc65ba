import { equalBoxes } from '../geometry/box.ts';
import type { ElementUpdate } from './board-change.ts';
import type { BoardElement, ElementId } from './element.ts';
import type { ElementStore } from './element-store.ts';
import { equalStoredValues } from './element-values.ts';
import type { ElementProperty } from './merge-policy.ts';
import { REGISTER_NAMES } from './registers.ts';
import { ZOrder } from './z-order.ts';

/** Per element, the names of the properties that a transaction wrote. */
export type TouchedElements = ReadonlyMap<ElementId, ReadonlySet<string>>;

export interface StateChange {
  readonly added: readonly BoardElement[];
  readonly updated: readonly ElementUpdate[];
  readonly removed: readonly BoardElement[];
}

const COMPARED = [
  'rotation',
  'color',
  'fill',
  'fillStyle',
  'opacity',
  'size',
  'index',
  'pressure',
  'groups',
  'locked',
  'hidden',
  ...REGISTER_NAMES,
] as const;

/** The elements that are alive, resolved and in z-order; refreshed after each transaction. */
export class BoardState {
  readonly #store: ElementStore;
  readonly #alive = new Map<ElementId, BoardElement>();
  readonly #order = new ZOrder();
  /** The replaced points as last seen: bytes cannot be compared after the fact. */
  readonly #replacedPoints = new Map<ElementId, unknown>();

  constructor(store: ElementStore) {
    this.#store = store;
    // Those that are shown: of what is withheld nothing is seen.
    store.shownPoints = (id) => this.#replacedPoints.get(id);
    for (const id of store.records.keys()) {
      const element = store.resolve(id);
      if (element === undefined) continue;
      this.#alive.set(id, element);
      this.#notePoints(id);
    }
    this.#order.change([], [...this.#alive.values()]);
  }

  get size(): number {
    return this.#alive.size;
  }

  get top(): BoardElement | undefined {
    return this.#order.top;
  }

  get(id: ElementId): BoardElement | undefined {
    return this.#alive.get(id);
  }

  elements(): readonly BoardElement[] {
    return this.#order.snapshot();
  }

  /** Resolves the touched elements anew and tells what has really become different. */
  refresh(touched: TouchedElements): StateChange {
    const added: BoardElement[] = [];
    const updated: ElementUpdate[] = [];
    const removed: BoardElement[] = [];
    const out: BoardElement[] = [];
    const into: BoardElement[] = [];
    for (const [id, properties] of touched) {
      const before = this.#alive.get(id);
      const after = this.#store.resolve(id);
      const pointsDiffer = this.#notePoints(id);
      if (after === undefined) {
        if (before === undefined) continue;
        this.#alive.delete(id);
        this.#store.forgetPoints(id);
        removed.push(before);
        out.push(before);
        continue;
      }
      if (before === undefined) {
        added.push(after);
        into.push(after);
      } else {
        const differing = differences(before, after);
        if (pointsDiffer) differing.push('points');
        if (properties.has('text')) differing.push('text');
        if (differing.length === 0) continue;
        updated.push({ before, after, properties: differing });
        out.push(before);
        into.push(after);
      }
      this.#alive.set(id, after);
    }
    this.#order.change(out, into);
    return { added, updated, removed };
  }

  #notePoints(id: ElementId): boolean {
    const known = this.#replacedPoints.get(id);
    const now = this.#store.replacedPoints(id);
    if (now === known) return false;
    if (now === undefined) this.#replacedPoints.delete(id);
    else this.#replacedPoints.set(id, now);
    return true;
  }
}

function differences(before: BoardElement, after: BoardElement): ElementProperty[] {
  const properties: ElementProperty[] = COMPARED.filter(
    (property) => !equalStoredValues(before[property], after[property]),
  );
  if (!equalBoxes(before.box, after.box)) properties.push('box');
  // Only a hostile client writes another record under a known id; it counts as another element.
  if (before.type !== after.type) properties.push('type');
  return properties;
}
