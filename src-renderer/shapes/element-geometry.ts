import { rotatePoint } from '../geometry/angle.ts';
import {
  type Bounds,
  boundsOfBox,
  centreOfBox,
  rotatedBounds,
  unionBounds,
} from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { hitText, textInkOf, textTouches } from './element-text.ts';
import { SHAPES } from './registry.ts';
import type { ShapeElement } from './shape.ts';

/** Bounds of all that painting the element can touch, in board coordinates, rotation included. */
export function inkBoundsOf(element: ShapeElement): Bounds {
  const ink = SHAPES[element.type].geometry.inkBounds(element);
  const text = textInkOf(element);
  const local = text ? (unionBounds([ink, text]) ?? ink) : ink;
  if (element.rotation === 0) return local;
  const { minX, minY, maxX, maxY } = local;
  const centre = centreOfBox(element.box);
  // Turned about the element's centre, which need not be the centre of its ink.
  const reachX = Math.max(centre.x - minX, maxX - centre.x);
  const reachY = Math.max(centre.y - minY, maxY - centre.y);
  return rotatedBounds(
    { x: centre.x - reachX, y: centre.y - reachY, width: reachX * 2, height: reachY * 2 },
    element.rotation,
  );
}

/** Bounds of the element's box, rotation included, without stroke width. */
export function boxBoundsOf(element: ShapeElement): Bounds {
  return element.rotation === 0
    ? boundsOfBox(element.box)
    : rotatedBounds(element.box, element.rotation);
}

/**
 * Whether a board point touches the element's true geometry.
 * @param tolerance board units.
 * @param solid the inside of an unfilled shape counts too.
 */
export function hitElement(
  element: ShapeElement,
  point: Point,
  tolerance: number,
  solid: boolean,
): boolean {
  const local =
    element.rotation === 0
      ? point
      : rotatePoint(point, centreOfBox(element.box), -element.rotation);
  return (
    SHAPES[element.type].geometry.hit(element, local, tolerance, solid) ||
    hitText(element, local, tolerance)
  );
}

/** Whether an upright rectangle of the board touches the element's true geometry. */
export function boundsTouchElement(element: ShapeElement, bounds: Bounds): boolean {
  const { minX, minY, maxX, maxY } = bounds;
  const corners: Point[] = [
    { x: minX, y: minY },
    { x: maxX, y: minY },
    { x: maxX, y: maxY },
    { x: minX, y: maxY },
  ];
  const centre = centreOfBox(element.box);
  const local =
    element.rotation === 0
      ? corners
      : corners.map((corner) => rotatePoint(corner, centre, -element.rotation));
  return SHAPES[element.type].geometry.touches(element, local) || textTouches(element, local);
}
