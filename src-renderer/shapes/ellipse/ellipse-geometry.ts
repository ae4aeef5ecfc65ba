import { type Box, centreOfBox } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { flatten } from '../outlined/flatten.ts';
import { insetBox, type Outline, partOf } from '../outlined/outline.ts';
import { hitAtDistance, outlineTouches, strokedBounds } from '../outlined/outlined-geometry.ts';
import type { ShapeGeometry } from '../shape.ts';

/** Steps after which the nearest point is exact to far below a pixel. */
const NEAREST_POINT_STEPS = 4;

/**
 * Distance to an ellipse's outline, negative inside. The nearest point is found by moving along the
 * circle of curvature, which converges in a few steps and needs no root of a quartic.
 */
export function signedDistanceToEllipse(point: Point, box: Box): number {
  const a = box.width / 2;
  const b = box.height / 2;
  const px = Math.abs(point.x - box.x - a);
  const py = Math.abs(point.y - box.y - b);
  if (a === 0 || b === 0) return Math.hypot(Math.max(px - a, 0), Math.max(py - b, 0));
  let tx = Math.SQRT1_2;
  let ty = Math.SQRT1_2;
  for (let i = 0; i < NEAREST_POINT_STEPS; i += 1) {
    const centreX = ((a * a - b * b) * tx ** 3) / a;
    const centreY = ((b * b - a * a) * ty ** 3) / b;
    const radius = Math.hypot(a * tx - centreX, b * ty - centreY);
    const toPoint = Math.hypot(px - centreX, py - centreY);
    if (toPoint === 0) break;
    tx = Math.min(1, Math.max(0, (((px - centreX) * radius) / toPoint + centreX) / a));
    ty = Math.min(1, Math.max(0, (((py - centreY) * radius) / toPoint + centreY) / b));
    const length = Math.hypot(tx, ty);
    tx /= length;
    ty /= length;
  }
  const distance = Math.hypot(px - a * tx, py - b * ty);
  const inside = (px / a) ** 2 + (py / b) ** 2 < 1;
  return inside ? -distance : distance;
}

/** Half of what the largest box of the same form that fits leaves free on each side. */
const CORNER_PART = (1 - Math.SQRT1_2) / 2;

export const ellipseOutline: Outline = {
  trace: ({ box: whole }, inset, sink) => {
    const box = insetBox(whole, inset);
    const { x, y } = centreOfBox(box);
    sink.ellipse(x, y, box.width / 2, box.height / 2, 0, 0, Math.PI * 2);
    sink.closePath();
  },
  padding: 0,
  room: (box) => partOf(box, CORNER_PART, CORNER_PART, 1 - CORNER_PART, 1 - CORNER_PART),
};

export const ellipseGeometry: ShapeGeometry = {
  inkBounds: strokedBounds,
  hit: (element, point, tolerance, solid) =>
    hitAtDistance(element, signedDistanceToEllipse(point, element.box), tolerance, solid),
  touches: (element, polygon) =>
    outlineTouches(
      element,
      flatten((sink) => ellipseOutline.trace(element, 0, sink)),
      polygon,
    ),
};
