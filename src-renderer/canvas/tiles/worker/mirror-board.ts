import type { BoardChange } from '../../../board/board-change.ts';
import type { BoardElement, ElementId } from '../../../board/element.ts';
import { compareOrdered } from '../../../board/order.ts';
import { PointsCache } from '../../../board/points-cache.ts';
import { ZOrder } from '../../../board/z-order.ts';
import type { Box } from '../../../geometry/box.ts';
import { unpackPoints } from '../../../ink/packed-points.ts';
import type { Connection } from '../../../shapes/connector/connect.ts';
import type { SceneSource } from '../../scene.ts';
import type { SentElement } from './messages.ts';

interface Entry {
  readonly element: BoardElement;
  readonly text: string;
  readonly connection: Connection | null;
  readonly packed: { readonly bytes: Uint8Array; readonly reference: Box } | null;
}

const NO_POINTS = new Float32Array(0);

/** The elements of the board as the page last told them: what the worker paints from. */
export class MirrorBoard implements SceneSource {
  readonly #entries = new Map<ElementId, Entry>();
  readonly #order = new ZOrder();
  readonly #points = new PointsCache();
  readonly #listeners = new Set<(change: BoardChange) => void>();

  elements(): readonly BoardElement[] {
    return this.#order.snapshot();
  }

  points(id: ElementId): Float32Array {
    const entry = this.#entries.get(id);
    if (!entry?.packed) return NO_POINTS;
    const known = this.#points.get(entry.element);
    if (known) return known;
    const unpacked = unpackPoints(entry.packed.bytes, entry.packed.reference, entry.element.box);
    // The page has read the same bytes already, and speaks of what is wrong with them.
    const points = unpacked.ok ? unpacked.points : NO_POINTS;
    this.#points.set(entry.element, points);
    return points;
  }

  text(id: ElementId): string {
    return this.#entries.get(id)?.text ?? '';
  }

  connection(id: ElementId): Connection | null {
    return this.#entries.get(id)?.connection ?? null;
  }

  compareOrder(a: BoardElement, b: BoardElement): number {
    return compareOrdered(a, b);
  }

  onChange(listener: (change: BoardChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Takes over how elements are now, and that some are gone. */
  apply(sent: readonly SentElement[], points: Uint8Array, removedIds: readonly ElementId[]): void {
    const added: BoardElement[] = [];
    const updated: { before: BoardElement; after: BoardElement; properties: [] }[] = [];
    const removed: BoardElement[] = [];
    for (const id of removedIds) {
      const entry = this.#entries.get(id);
      if (!entry) continue;
      this.#entries.delete(id);
      this.#points.delete(id);
      removed.push(entry.element);
    }
    for (const { element, text, connection, points: range } of sent) {
      const before = this.#entries.get(element.id)?.element;
      const packed = range && {
        bytes: points.subarray(range.start, range.start + range.length),
        reference: range.reference,
      };
      this.#entries.set(element.id, { element, text, connection, packed });
      if (before) updated.push({ before, after: element, properties: [] });
      else added.push(element);
    }
    this.#order.change(
      [...removed, ...updated.map(({ before }) => before)],
      [...added, ...updated.map(({ after }) => after)],
    );
    this.#tell({ added, updated, removed });
  }

  #tell(change: Pick<BoardChange, 'added' | 'updated' | 'removed'>): void {
    const told: BoardChange = {
      ...change,
      local: false,
      by: new Map(),
      loaded: false,
      nameChanged: false,
      historyChanged: false,
      statusChanged: false,
    };
    for (const listener of this.#listeners) listener(told);
  }
}
