import type { BoardElement, ElementId } from '../board/element.ts';
import { type RegisterValues, registersOf } from '../board/registers.ts';
import { type Box, boxFromPoints } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import type { Transform } from '../geometry/transform.ts';
import { POINT_STRIDE } from '../ink/outline.ts';
import type { ShapeElement } from '../shapes/shape.ts';

/**
 * An element that is being drawn and is not in the document yet: this person's own or another's.
 * Its id is the id of the element that lands at pointer-up.
 */
export interface GesturePreview
  extends Partial<RegisterValues>,
    Pick<
      BoardElement,
      'id' | 'type' | 'color' | 'fill' | 'fillStyle' | 'opacity' | 'size' | 'pressure'
    > {
  readonly id: ElementId;
  /** x, y, pressure triples in board coordinates. For a stroke they only grow. */
  readonly points?: readonly number[];
  /** Triples that are shown behind them for this frame only: where the pen is expected next. */
  readonly ahead?: readonly number[];
  /** The same, for what is drawn along points that may all change: a line. */
  readonly path?: readonly number[];
  readonly box?: Box;
}

/**
 * Elements moved, resized or turned on screen only, until pointer-up: lifted off the board onto the
 * live layer.
 */
export interface ElementLift {
  readonly ids: ReadonlySet<ElementId>;
  readonly transform: Transform;
  /** The elements stay on the board; what moves are copies that pointer-up will add. */
  readonly copies: boolean;
}

export const NO_IDS: ReadonlySet<ElementId> = new Set();

/** What the board must not show, because the live layer does. */
export function hiddenBy(
  lift: ElementLift | null,
  others: readonly ElementLift[] = [],
): ReadonlySet<ElementId> {
  const all = [...others, ...(lift ? [lift] : [])].filter(({ copies }) => !copies);
  if (all.length <= 1) return all[0]?.ids ?? NO_IDS;
  return new Set(all.flatMap(({ ids }) => [...ids]));
}

const EMPTY_BOX: Box = { x: 0, y: 0, width: 0, height: 0 };

/** The smallest box around x, y, pressure triples; an empty one at the origin for none. */
export function boxOfTriples(points: ArrayLike<number>): Box {
  return boxFromPoints(eachPoint(points)) ?? EMPTY_BOX;
}

function* eachPoint(points: ArrayLike<number>): Iterable<Point> {
  for (let i = 0; i + 1 < points.length; i += POINT_STRIDE) {
    yield { x: points[i] ?? 0, y: points[i + 1] ?? 0 };
  }
}

/** The preview as painters take it. */
export function shapeOfGesture(gesture: GesturePreview): ShapeElement {
  const known = gesture.points ?? gesture.path ?? [];
  const points = gesture.ahead?.length ? [...known, ...gesture.ahead] : known;
  return {
    id: gesture.id,
    type: gesture.type,
    box: gesture.box ?? boxOfTriples(points),
    rotation: 0,
    color: gesture.color,
    fill: gesture.fill,
    fillStyle: gesture.fillStyle,
    opacity: gesture.opacity,
    size: gesture.size,
    pressure: gesture.pressure,
    ...registersOf(gesture),
    version: 0,
    points,
    text: '',
    wraps: gesture.type === 'text',
    inField: false,
  };
}
