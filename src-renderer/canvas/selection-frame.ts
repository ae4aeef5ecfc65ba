import { normalizeDegrees, rotatePoint } from '../geometry/angle.ts';
import {
  type Bounds,
  type Box,
  boundsOfPoints,
  boxOfBounds,
  centreOfBox,
  rotatedCorners,
  unionBounds,
} from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { alignmentOf, type Placement } from '../geometry/transform.ts';
import type { ShapeElement } from '../shapes/shape.ts';
import { STYLE_TRAITS } from '../shapes/style-traits.ts';
import { linePointCount } from '../shapes/transform-element.ts';

const ORIGIN: Point = { x: 0, y: 0 };
const NOWHERE: Bounds = { minX: 0, minY: 0, maxX: 0, maxY: 0 };

/** The box around what is selected: what handles sit on and what resizing scales. */
export interface SelectionFrame extends Placement {
  /** The one selected element; null when there are several. */
  readonly only: ShapeElement | null;
  /** Something in it cannot be stretched in one direction only. */
  readonly keepsRatio: boolean;
  /** There are only pictures in it, which keep their ratio unless one asks for another (Shift). */
  readonly prefersRatio: boolean;
}

/**
 * The frame of elements: turned as they are if all of them are turned alike, else upright.
 * @param elements there must be one at least
 */
export function frameOf(elements: readonly ShapeElement[]): SelectionFrame | undefined {
  const [first] = elements;
  if (!first) return undefined;
  const alike = elements.every((element) => element.rotation === first.rotation);
  const rotation = alike ? first.rotation : 0;
  const box = elements.length === 1 ? first.box : boxAround(elements, rotation);
  return {
    box,
    rotation,
    only: elements.length === 1 ? first : null,
    keepsRatio: elements.some(
      (element) => element.type === 'text' || alignmentOf(element.rotation, rotation) === 'askew',
    ),
    prefersRatio: elements.every((element) => element.type === 'image'),
  };
}

/** The smallest box around the elements whose sides run in a direction, as a box about its own centre. */
function boxAround(elements: readonly ShapeElement[], rotation: number): Box {
  const turned = boxOfBounds(
    unionBounds(elements.map((element) => boundsAlong(element, rotation))) ?? NOWHERE,
  );
  const centre = rotatePoint(centreOfBox(turned), ORIGIN, rotation);
  return {
    x: centre.x - turned.width / 2,
    y: centre.y - turned.height / 2,
    width: turned.width,
    height: turned.height,
  };
}

/** The bounds of an element as seen by somebody who is turned, about the origin. */
function boundsAlong({ box, rotation }: ShapeElement, direction: number): Bounds {
  if (rotation !== direction) {
    const corners = rotatedCorners(box, rotation);
    return boundsOfPoints(corners.map((at) => rotatePoint(at, ORIGIN, -direction))) ?? NOWHERE;
  }
  // The usual case, a thousand times over in a large selection: its box is not turned then.
  const centre = centreOfBox(box);
  const { x, y } = direction === 0 ? centre : rotatePoint(centre, ORIGIN, -direction);
  return {
    minX: x - box.width / 2,
    minY: y - box.height / 2,
    maxX: x + box.width / 2,
    maxY: y + box.height / 2,
  };
}

/** Whether the frame is that of one straight line, which is shaped by its ends alone. */
export function isStraightLine(frame: SelectionFrame): boolean {
  return frame.only !== null && hasEnds(frame.only) && linePointCount(frame.only) === 2;
}

/** Whether an element is a line with two ends to take hold of. */
export function hasEnds(element: ShapeElement): boolean {
  return STYLE_TRAITS[element.type].ends;
}

/** The direction in which something on the frame points, in degrees clockwise in [0, 360). */
export function frameDirection(frame: Placement, degrees: number): number {
  return normalizeDegrees(frame.rotation + degrees);
}
