import type { BoardDocument } from '../board/board-document.ts';
import type { BoardElement, ElementId } from '../board/element.ts';
import { type Bounds, boxFromPoints } from '../geometry/box.ts';
import type { Connection } from '../shapes/connector/connect.ts';
import { freeRoute, pointsOfTriples, triplesOf } from '../shapes/connector/route.ts';
import { inkBoundsOf } from '../shapes/element-geometry.ts';
import { seenBoxOf } from '../shapes/element-text.ts';
import type { ShapeElement } from '../shapes/shape.ts';
import { STYLE_TRAITS } from '../shapes/style-traits.ts';
import { wrapsText } from '../shapes/text/text-area.ts';
import { pointsInBox } from '../shapes/transform-element.ts';

/** The part of the document that a scene reads. */
export type SceneSource = Pick<
  BoardDocument,
  'elements' | 'points' | 'text' | 'compareOrder' | 'onChange'
> &
  Partial<Pick<BoardDocument, 'known'>> & {
    /** Where lines go that hold on to something, from somebody who has worked that out already. */
    readonly connection?: (id: ElementId) => Connection | null;
  };

/** An element with its place in the R-tree. Replaced, never changed, when the element changes. */
export class SceneNode implements ShapeElement, Bounds {
  /** What the document has. Where the box that is seen follows from the text, it is in `box`. */
  readonly element: BoardElement;
  readonly box: BoardElement['box'];
  readonly inField: boolean;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Place in the z-order; gaps are fine. */
  rank = 0;
  /** Of a node that is held: the element as it is in the document by now. */
  behind: BoardElement | null = null;
  readonly #source: SceneSource;
  readonly #connection: Connection | null;
  #way: ArrayLike<number> | null = null;
  readonly #version: number;

  /** @param connection where a line goes that holds on to something */
  constructor(
    element: BoardElement,
    source: SceneSource,
    inField: boolean,
    connection: Connection | null = null,
  ) {
    this.element = element;
    this.#source = source;
    this.inField = inField;
    this.#connection = connection;
    // Its way may be another though the element is the same: what was built of it counts no more.
    this.#version = connection ? nextConnectedVersion() : element.version;
    this.box = (connection && boxFromPoints(connection.points)) ?? seenBoxOf(element, this.text);
    const bounds = inkBoundsOf(this);
    this.minX = bounds.minX;
    this.minY = bounds.minY;
    this.maxX = bounds.maxX;
    this.maxY = bounds.maxY;
  }

  get id(): BoardElement['id'] {
    return this.element.id;
  }
  get type(): BoardElement['type'] {
    return this.element.type;
  }
  get rotation(): BoardElement['rotation'] {
    return this.#connection ? 0 : this.element.rotation;
  }
  get color(): BoardElement['color'] {
    return this.element.color;
  }
  get fill(): BoardElement['fill'] {
    return this.element.fill;
  }
  get fillStyle(): BoardElement['fillStyle'] {
    return this.element.fillStyle;
  }
  get opacity(): BoardElement['opacity'] {
    return this.element.opacity;
  }
  get size(): BoardElement['size'] {
    return this.element.size;
  }
  get pressure(): BoardElement['pressure'] {
    return this.element.pressure;
  }
  get groups(): BoardElement['groups'] {
    return this.element.groups;
  }
  get locked(): BoardElement['locked'] {
    return this.element.locked;
  }
  get dash(): BoardElement['dash'] {
    return this.element.dash;
  }
  get radius(): BoardElement['radius'] {
    return this.element.radius;
  }
  get route(): BoardElement['route'] {
    return this.element.route;
  }
  get startHead(): BoardElement['startHead'] {
    return this.element.startHead;
  }
  get endHead(): BoardElement['endHead'] {
    return this.element.endHead;
  }
  get start(): BoardElement['start'] {
    return this.element.start;
  }
  get author(): BoardElement['author'] {
    return this.element.author;
  }
  get end(): BoardElement['end'] {
    return this.element.end;
  }
  get picture(): BoardElement['picture'] {
    return this.element.picture;
  }
  get version(): BoardElement['version'] {
    return this.#version;
  }
  /** Decoded when first asked for: most elements of a big board are never seen. */
  get points(): ArrayLike<number> {
    if (!this.#connection && !this.#isRouted) return this.#ownPoints;
    // What is held may have been changed behind it.
    if (this.behind || !this.#way) this.#way = this.#route();
    return this.#way;
  }
  get controls(): ArrayLike<number> | undefined {
    if (this.#connection) return triplesOf(this.#connection.controls);
    return this.#isRouted ? this.#ownPoints : undefined;
  }
  get #ownPoints(): ArrayLike<number> {
    const points = this.#source.points(this.element.id);
    return this.behind ? pointsInBox(points, this.behind.box, this.box) : points;
  }
  /** Where it goes, if it is a line that holds on to something. */
  get connection(): Connection | null {
    return this.#connection;
  }
  /** It is a line that holds on to something. */
  get isConnected(): boolean {
    return this.#connection !== null;
  }
  get #isRouted(): boolean {
    return this.element.route !== 'straight' && STYLE_TRAITS[this.element.type].ends;
  }
  #route(): ArrayLike<number> {
    if (this.#connection) return triplesOf(this.#connection.points);
    return triplesOf(freeRoute(pointsOfTriples(this.#ownPoints), this.element.route));
  }
  get text(): string {
    return this.#source.text(this.element.id);
  }
  get wraps(): boolean {
    return this.element.type === 'text' && wrapsText(this.element);
  }
}

let lastConnectedVersion = 0;
/** Versions of elements are positive. */
const nextConnectedVersion = (): number => {
  lastConnectedVersion -= 1;
  return lastConnectedVersion;
};
