import { type Box, boundsOfBox, centreOfBox, inflate } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { areaTouchesPolygon, polylineTouchesPolygon } from '../../geometry/polyline.ts';
import type { ShapeElement, ShapeGeometry } from '../shape.ts';
import { labelArea, type TextArea } from '../text/text-area.ts';

/** Corners of the polygon that stands for an ellipse where a marquee is tested. */
const OUTLINE_SEGMENTS = 96;
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

function ellipseOutline(box: Box): number[] {
  const outline: number[] = [];
  for (let i = 0; i <= OUTLINE_SEGMENTS; i += 1) {
    const angle = (i / OUTLINE_SEGMENTS) * Math.PI * 2;
    outline.push(
      box.x + (box.width / 2) * (1 + Math.cos(angle)),
      box.y + (box.height / 2) * (1 + Math.sin(angle)),
    );
  }
  return outline;
}

/** A label in the middle, as wide as the largest box of the same form that fits. */
export function ellipseTextArea({ box, size }: ShapeElement): TextArea {
  return labelArea(centreOfBox(box), (box.width - size) * Math.SQRT1_2);
}

export const ellipseGeometry: ShapeGeometry = {
  inkBounds: (element) => inflate(boundsOfBox(element.box), element.size / 2 + 1),
  hit: (element, point, tolerance, solid) => {
    const distance = signedDistanceToEllipse(point, element.box);
    const reach = tolerance + element.size / 2;
    return element.fill !== 'none' || solid ? distance <= reach : Math.abs(distance) <= reach;
  },
  touches: (element, polygon) => {
    const outline = ellipseOutline(element.box);
    return element.fill === 'none'
      ? polylineTouchesPolygon(outline, 2, polygon)
      : areaTouchesPolygon(outline, 2, polygon);
  },
};
