import type { Bounds } from '../../geometry/box.ts';
import { boundsOfBox, inflate } from '../../geometry/box.ts';
import {
  areaTouchesPolygon,
  distanceToPolyline,
  type FlatPoints,
  polygonContainsFlat,
  polylineTouchesPolygon,
} from '../../geometry/polyline.ts';
import type { ShapeElement, ShapeGeometry } from '../shape.ts';
import { flatten } from './flatten.ts';
import type { Outline } from './outline.ts';
import { sketchBounds } from './sketch.ts';

/** What the stroke around a box can touch. */
export function strokedBounds({ box, size, dash }: ShapeElement): Bounds {
  const bounds = inflate(boundsOfBox(box), size / 2 + 1);
  return dash === 'sketch' ? sketchBounds(bounds, size) : bounds;
}

/** Whether a polygon touches an outline of straight pieces, or its inside where it is filled. */
export function outlineTouches(
  { fill }: ShapeElement,
  outline: FlatPoints,
  polygon: Parameters<ShapeGeometry['touches']>[1],
): boolean {
  return fill === 'none'
    ? polylineTouchesPolygon(outline, 2, polygon)
    : areaTouchesPolygon(outline, 2, polygon);
}

/** Whether a point at a signed distance from the outline, negative inside, is on the shape. */
export function hitAtDistance(
  { fill, size }: ShapeElement,
  distance: number,
  tolerance: number,
  solid: boolean,
): boolean {
  const reach = tolerance + size / 2;
  return fill !== 'none' || solid ? distance <= reach : Math.abs(distance) <= reach;
}

/** Hit tests of any closed outline. */
export function outlinedGeometry(outline: Outline): ShapeGeometry {
  const flat = (element: ShapeElement): FlatPoints =>
    flatten((sink) => outline.trace(element, 0, sink));
  return {
    inkBounds: strokedBounds,
    hit: (element, point, tolerance, solid) => {
      const points = flat(element);
      const distance = distanceToPolyline(point, points, 2);
      const inside = polygonContainsFlat(points, 2, point.x, point.y);
      return hitAtDistance(element, inside ? -distance : distance, tolerance, solid);
    },
    touches: (element, polygon) => outlineTouches(element, flat(element), polygon),
  };
}
