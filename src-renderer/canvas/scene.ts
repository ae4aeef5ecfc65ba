import RBush from 'rbush';
import type { BoardElement, ElementId } from '../board/element.ts';
import { rotatePoint } from '../geometry/angle.ts';
import { type Bounds, centreOfBox, containsBounds, unionBounds } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { type Connection, connect } from '../shapes/connector/connect.ts';
import { pointsOfTriples } from '../shapes/connector/route.ts';
import { boundsTouchElement, boxBoundsOf, hitElement } from '../shapes/element-geometry.ts';
import { seenBoxOf } from '../shapes/element-text.ts';
import type { ShapeElement } from '../shapes/shape.ts';
import { STYLE_TRAITS } from '../shapes/style-traits.ts';
import { ConnectionIndex } from './connections/connection-index.ts';
import { dirtyRegions } from './dirty-regions.ts';
import { SceneNode, type SceneSource } from './scene-node.ts';

export { SceneNode, type SceneSource } from './scene-node.ts';

/** What a change of the document means for those that keep pixels or copies of elements. */
export interface SceneChange {
  /** Stale parts of the board. */
  readonly regions: readonly Bounds[];
  /** The elements that are new or different, as they are now. */
  readonly changed: readonly SceneNode[];
  readonly removed: readonly ElementId[];
  /** Where the ink was of those that were there before. */
  readonly before: ReadonlyMap<ElementId, Bounds>;
  /** All that happened is that new elements came on top of everything. */
  readonly onlyOnTop: boolean;
  /** It was read from storage: more of the kind follows at once, and nobody waits for it. */
  readonly loaded: boolean;
}

export interface HitOptions {
  /** Board units. */
  readonly tolerance: number;
  /** Elements whose inside counts although it is not filled. */
  readonly solid?: ReadonlySet<ElementId>;
  /** Locked elements count too. */
  readonly locked?: boolean;
}

const NO_IDS: ReadonlySet<ElementId> = new Set();

/** What of a board change matters here; a `BoardChange` is one. */
interface DocumentChange {
  readonly added: readonly BoardElement[];
  readonly updated: readonly {
    readonly after: BoardElement;
    readonly properties?: readonly string[];
  }[];
  readonly removed: readonly BoardElement[];
  readonly loaded: boolean;
}

/** Whether it is a line that may hold on to something. */
function holdsOn({ type, start, end }: BoardElement): boolean {
  return (start !== null || end !== null) && STYLE_TRAITS[type].ends;
}

/** What lines hold on to has to be there before them. */
function shapesFirst(elements: readonly BoardElement[]): readonly BoardElement[] {
  if (!elements.some(holdsOn)) return elements;
  return [...elements.filter((one) => !holdsOn(one)), ...elements.filter(holdsOn)];
}

function linesLast(updated: DocumentChange['updated']): DocumentChange['updated'] {
  if (!updated.some(({ after }) => holdsOn(after))) return updated;
  const isLine = ({ after }: { readonly after: BoardElement }): boolean => holdsOn(after);
  return [...updated.filter((one) => !isLine(one)), ...updated.filter(isLine)];
}

/** All elements of a board in an R-tree: finds what is visible and what is under a point. */
export class Scene {
  readonly #source: SceneSource;
  readonly #tree = new RBush<SceneNode>();
  readonly #nodes = new Map<ElementId, SceneNode>();
  readonly #connections = new ConnectionIndex();
  readonly #listeners = new Set<(change: SceneChange) => void>();
  readonly #stop: () => void;
  /** Nothing is above it. It may be gone: its order still bounds all others. */
  #top: SceneNode | null = null;
  #ranksStale = false;
  #revision = 0;
  #inField: ElementId | null = null;
  #held: ReadonlySet<ElementId> = NO_IDS;

  constructor(source: SceneSource) {
    this.#source = source;
    const lines: { readonly element: BoardElement; readonly rank: number }[] = [];
    const place = (element: BoardElement, rank: number): void => {
      const node = this.#makeNode(element);
      node.rank = rank;
      this.#nodes.set(node.id, node);
    };
    source.elements().forEach((element, rank) => {
      if (element.hidden) return;
      // What they hold on to has to be there first.
      if (holdsOn(element)) lines.push({ element, rank });
      else place(element, rank);
    });
    for (const { element, rank } of lines) place(element, rank);
    for (const node of this.#nodes.values()) {
      if (node.rank >= (this.#top?.rank ?? 0)) this.#top = node;
    }
    this.#tree.load([...this.#nodes.values()]);
    this.#stop = source.onChange((change) => this.#apply(change));
  }

  get size(): number {
    return this.#nodes.size;
  }

  /** Another number after each change of elements. */
  get revision(): number {
    return this.#revision;
  }

  get(id: ElementId): SceneNode | undefined {
    return this.#nodes.get(id);
  }

  /** All elements, in no order. */
  all(): SceneNode[] {
    return [...this.#nodes.values()];
  }

  /** Bounds of all ink; undefined on an empty board. Costs nothing. */
  get extent(): Bounds | undefined {
    if (this.#nodes.size === 0) return undefined;
    const { minX, minY, maxX, maxY } = this.#tree.toJSON();
    return { minX, minY, maxX, maxY };
  }

  /** Those of the elements that are there, bottom first. */
  pick(ids: Iterable<ElementId>): SceneNode[] {
    this.#rank();
    return this.pickUnordered(ids).sort((a, b) => a.rank - b.rank);
  }

  /** The same in the order of the ids, which costs less. */
  pickUnordered(ids: Iterable<ElementId>): SceneNode[] {
    const nodes: SceneNode[] = [];
    for (const id of ids) {
      const node = this.#nodes.get(id);
      if (node) nodes.push(node);
    }
    return nodes;
  }

  /** Told after each change of the elements. */
  onChange(listener: (change: SceneChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Elements whose ink may touch `bounds`, bottom first. */
  query(bounds: Bounds): SceneNode[] {
    this.#rank();
    return this.#tree.search(bounds).sort((a, b) => a.rank - b.rank);
  }

  /** The same in no order, which costs less. */
  near(bounds: Bounds): SceneNode[] {
    return this.#tree.search(bounds);
  }

  /** Elements under a point by their true geometry, top first; locked ones only on request. */
  hitAll(point: Point, options: HitOptions): SceneNode[] {
    const { tolerance, solid = NO_IDS, locked = false } = options;
    const near = this.query({
      minX: point.x - tolerance,
      minY: point.y - tolerance,
      maxX: point.x + tolerance,
      maxY: point.y + tolerance,
    });
    return near
      .reverse()
      .filter((node) => locked || !node.locked)
      .filter((node) => hitElement(node, point, tolerance, solid.has(node.id)));
  }

  /**
   * The element under a point. What is really drawn there wins over the empty inside of a shape
   * that only counts because it is in `solid`.
   */
  hit(point: Point, options: HitOptions): SceneNode | undefined {
    const { solid: _solid, ...drawnOnly } = options;
    const drawn = this.hitAll(point, drawnOnly);
    return drawn[0] ?? this.hitAll(point, options)[0];
  }

  /** Unlocked elements whose true geometry touches an upright rectangle, in no order. */
  touching(bounds: Bounds): SceneNode[] {
    return this.near(bounds).filter(
      // What lies in it with all of its ink needs no closer look: in a large one nearly everything.
      (node) => !node.locked && (containsBounds(bounds, node) || boundsTouchElement(node, bounds)),
    );
  }

  /** Unlocked elements that lie wholly in an upright rectangle with their boxes, bottom first. */
  within(bounds: Bounds): SceneNode[] {
    return this.query(bounds).filter(
      (node) => !node.locked && containsBounds(bounds, boxBoundsOf(node)),
    );
  }

  /** Bounds of the boxes of all elements, or of some; undefined when there are none. */
  boundsOf(ids?: Iterable<ElementId>): Bounds | undefined {
    if (!ids) return unionBounds(this.all().map((node) => boxBoundsOf(node)));
    return unionBounds(this.pick(ids).map((node) => boxBoundsOf(node)));
  }

  /**
   * Keeps elements as and where they are, whatever others make of them meanwhile: they are in this
   * person's hand. Only what deletes or hides them, or draws them along other points, is let through.
   * @returns a function that lets go of them
   */
  hold(ids: ReadonlySet<ElementId>): () => void {
    this.#held = ids;
    return () => {
      if (this.#held !== ids) return;
      this.#held = NO_IDS;
      const updated = this.pick(ids).flatMap(({ behind }) => (behind ? [{ after: behind }] : []));
      this.#apply({ added: [], updated, removed: [], loaded: false });
    };
  }

  /** The element whose text a field shows. */
  get inField(): ElementId | null {
    return this.#inField;
  }

  /** The element whose text a field shows: it is not painted. */
  setInField(id: ElementId | null): void {
    const before = this.#inField;
    if (before === id) return;
    this.#inField = id;
    this.#renew([before, id].flatMap((one) => (one === null ? [] : [one])));
  }

  /** To be called when a font has arrived: texts are as large as their font makes them. */
  measureAgain(): void {
    const withText = [...this.#nodes.values()].filter((node) => node.text !== '');
    this.#renew(withText.map((node) => node.id));
  }

  /** Makes nodes anew whose elements are the same as before. */
  #renew(ids: readonly ElementId[]): void {
    const updated = ids.flatMap((id) => {
      const node = this.#nodes.get(id);
      return node ? [{ after: node.behind ?? node.element }] : [];
    });
    this.#apply({ added: [], updated, removed: [], loaded: false });
  }

  destroy(): void {
    this.#stop();
    this.#listeners.clear();
  }

  /** The lines that hold on to any of the elements. */
  linesOf(ids: Iterable<ElementId>): SceneNode[] {
    return this.pick(this.#connections.linesOf(ids));
  }

  /**
   * Where a line goes that holds on to something; null for any other element.
   * @param shapeOf the shapes as they are to be taken, where they are not as on the board
   */
  connectionOf(
    element: BoardElement,
    shapeOf: (id: ElementId) => ShapeElement | undefined = (id) => this.#nodes.get(id),
  ): Connection | null {
    if (!holdsOn(element)) return null;
    if (this.#source.connection) return this.#source.connection(element.id);
    const { route, start, end, size, box, rotation } = element;
    const centre = centreOfBox(box);
    const corners = pointsOfTriples(this.#source.points(element.id)).map((point) =>
      rotation === 0 ? point : rotatePoint(point, centre, rotation),
    );
    return connect({ corners, route, start, end, size }, (id) => shapeOf(id) ?? this.#known(id));
  }

  /** An element that is hidden, or deleted: what held on to it stays where it was. */
  #known(id: ElementId): ShapeElement | undefined {
    const known = this.#source.known?.(id);
    if (!known) return undefined;
    const { element, text } = known;
    const box = seenBoxOf(element, text);
    return { ...element, box, text, points: [], wraps: false, inField: false };
  }

  #makeNode(element: BoardElement): SceneNode {
    this.#connections.note(element);
    const inField = element.id === this.#inField;
    return new SceneNode(element, this.#source, inField, this.connectionOf(element));
  }

  /** The change together with the lines that hold on to something in it. */
  #withLines(change: DocumentChange): DocumentChange {
    const ids = [
      ...change.added.map(({ id }) => id),
      ...change.updated.map(({ after }) => after.id),
      ...change.removed.map(({ id }) => id),
    ];
    const lines = this.#connections.linesOf(ids);
    for (const id of ids) lines.delete(id);
    if (lines.size === 0) return { ...change, updated: linesLast(change.updated) };
    const followers = [...lines].flatMap((id) => this.#nodes.get(id)?.element ?? []);
    const updated = [...change.updated, ...followers.map((after) => ({ after }))];
    return { ...change, updated: linesLast(updated) };
  }

  #apply(told: DocumentChange): void {
    if (told.added.length + told.updated.length + told.removed.length === 0) return;
    const change = this.#withLines(told);
    this.#revision += 1;
    const before = new Map<ElementId, Bounds>();
    const remove = (id: ElementId): void => {
      const node = this.#nodes.get(id);
      if (!node) return;
      before.set(id, node);
      this.#connections.forget(node.element);
      this.#nodes.delete(id);
      this.#tree.remove(node);
    };
    for (const { id } of change.removed) remove(id);
    const removed = change.removed.map(({ id }) => id);
    const changed: SceneNode[] = [];
    let onlyOnTop = change.removed.length + change.updated.length === 0;
    for (const element of shapesFirst(change.added)) {
      if (element.hidden) continue;
      remove(element.id);
      const node = this.#insert(element, null);
      onlyOnTop &&= node === this.#top && before.size === 0;
      changed.push(node);
    }
    for (const { after, properties } of change.updated) {
      const held = this.#held.has(after.id) && !after.hidden && !properties?.includes('points');
      const kept = held ? this.#nodes.get(after.id) : undefined;
      if (kept) {
        kept.behind = after;
        continue;
      }
      const old = this.#nodes.get(after.id) ?? null;
      remove(after.id);
      if (after.hidden) {
        // For all that look at the scene it is gone.
        if (old) removed.push(after.id);
        continue;
      }
      changed.push(this.#insert(after, old));
    }
    this.#tree.load(changed);
    const regions = dirtyRegions(
      change,
      (id) => before.get(id),
      (id) => this.#nodes.get(id),
    );
    const { loaded } = change;
    const news = { regions, changed, removed, before, onlyOnTop, loaded };
    for (const listener of this.#listeners) listener(news);
  }

  #insert(element: BoardElement, old: SceneNode | null): SceneNode {
    const node = this.#makeNode(element);
    this.#nodes.set(node.id, node);
    if (old && old.element.index === element.index) {
      node.rank = old.rank;
      if (this.#top === old) this.#top = node;
    } else if (!this.#ranksStale && this.#isAboveTop(element)) {
      // The usual case, a new element on top, needs no new ranks for all others.
      node.rank = (this.#top?.rank ?? -1) + 1;
      this.#top = node;
    } else {
      this.#ranksStale = true;
    }
    return node;
  }

  #isAboveTop(element: BoardElement): boolean {
    return !this.#top || this.#source.compareOrder(element, this.#top.element) > 0;
  }

  #rank(): void {
    if (!this.#ranksStale) return;
    this.#ranksStale = false;
    // The document keeps its order sorted, which is many times cheaper than to sort here.
    this.#source.elements().forEach(({ id }, rank) => {
      const node = this.#nodes.get(id);
      if (!node) return;
      node.rank = rank;
      this.#top = node;
    });
  }
}
