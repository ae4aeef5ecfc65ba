import { registersOf } from '../board/registers.ts';
import { rotatePoint } from '../geometry/angle.ts';
import { type Box, boxFromPoints, centreOfBox } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import {
  type EndTransform,
  type LineEnd,
  type Transform,
  transformPlacement,
} from '../geometry/transform.ts';
import { POINT_STRIDE } from '../ink/packed-points.ts';
import { freeRoute, triplesOf } from './connector/route.ts';
import { lineControls } from './line/line-geometry.ts';
import type { ShapeElement } from './shape.ts';

/** An element as it is under a transform. */
export interface TransformedElement extends ShapeElement {
  /** Its points do not follow from the old ones by scaling them with the box. */
  readonly repointed: boolean;
}

/**
 * The element under a transform, for a preview as for what is written in the end. Stroke widths
 * stay. A text grows by its font; stretched in one direction only, it breaks its lines elsewhere.
 */
export function transformElement(element: ShapeElement, transform: Transform): TransformedElement {
  if (transform.kind === 'end') return moveEnd(element, transform);
  const { box, rotation, flipX, flipY, scale } = transformPlacement(element, transform);
  const isText = element.type === 'text';
  const rewraps = isText && !isUniform(transform);
  const size = isText && !rewraps ? element.size * scale : element.size;
  const repointed = (flipX || flipY) && element.points.length > 0;
  // Only when a painter asks: an outline alone needs no points.
  let points: ArrayLike<number> | null = null;
  const controls =
    element.controls && mapPoints(element.controls, element.box, box, { flipX, flipY });
  return {
    ...restOf(element),
    box,
    rotation,
    size,
    wraps: element.wraps || rewraps,
    repointed,
    controls,
    get points() {
      points ??= mapPoints(element.points, element.box, box, { flipX, flipY });
      return points;
    },
  };
}

/** Whether it makes things larger in both directions alike, or not at all. */
function isUniform(transform: Transform): boolean {
  if (transform.kind !== 'scale') return true;
  return Math.abs(transform.scaleX) === Math.abs(transform.scaleY);
}

/** What no transform changes. Elements may have getters, which a spread would not copy. */
function restOf(element: ShapeElement) {
  const { id, type, color, fill, fillStyle, opacity, pressure, version } = element;
  const { text, wraps, inField } = element;
  const look = { color, fill, fillStyle, opacity, pressure, ...registersOf(element) };
  return { id, type, version, ...look, text, wraps, inField };
}

const NOT_FLIPPED = { flipX: false, flipY: false } as const;

/** Points moved and scaled with their box. */
export function pointsInBox(points: ArrayLike<number>, from: Box, to: Box): ArrayLike<number> {
  return mapPoints(points, from, to, NOT_FLIPPED);
}

/** The same, and mirrored in it. */
function mapPoints(
  points: ArrayLike<number>,
  from: Box,
  to: Box,
  flip: { readonly flipX: boolean; readonly flipY: boolean },
): ArrayLike<number> {
  if (points.length === 0) return points;
  const scaleX = (from.width > 0 ? to.width / from.width : 1) * (flip.flipX ? -1 : 1);
  const scaleY = (from.height > 0 ? to.height / from.height : 1) * (flip.flipY ? -1 : 1);
  const left = flip.flipX ? to.x + to.width : to.x;
  const top = flip.flipY ? to.y + to.height : to.y;
  const mapped = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += POINT_STRIDE) {
    mapped[i] = left + ((points[i] ?? 0) - from.x) * scaleX;
    mapped[i + 1] = top + ((points[i + 1] ?? 0) - from.y) * scaleY;
    mapped[i + 2] = points[i + 2] ?? 0;
  }
  return mapped;
}

/** A corner of a line where it is seen, rotation included. */
function lineCorner(element: ShapeElement, points: ArrayLike<number>, i: number): Point {
  const at = { x: points[i] ?? 0, y: points[i + 1] ?? 0 };
  return rotatePoint(at, centreOfBox(element.box), element.rotation);
}

/** All points of a line where they are seen. */
export function lineCorners(element: ShapeElement): Point[] {
  const points = lineControls(element);
  const corners: Point[] = [];
  for (let i = 0; i < points.length; i += POINT_STRIDE) {
    corners.push(lineCorner(element, points, i));
  }
  return corners;
}

/** Both ends of a line where they are seen. */
export function lineEnds(element: ShapeElement): Readonly<Record<LineEnd, Point>> {
  const points = lineControls(element);
  return {
    first: lineCorner(element, points, 0),
    last: lineCorner(element, points, points.length - POINT_STRIDE),
  };
}

/** How many points a line has. */
export function linePointCount(element: ShapeElement): number {
  return lineControls(element).length / POINT_STRIDE;
}

/** The new box has another centre, so a rotation about it is worked into the points. */
function moveEnd(element: ShapeElement, { end, to }: EndTransform): TransformedElement {
  const corners = lineCorners(element);
  corners[end === 'first' ? 0 : corners.length - 1] = to;
  const controls = triplesOf(corners);
  const points = triplesOf(freeRoute(corners, element.route));
  return {
    ...restOf(element),
    box: boxFromPoints(corners) ?? element.box,
    rotation: 0,
    size: element.size,
    points,
    controls,
    repointed: true,
  };
}
