import { boundsOfBox, inflate } from '../../geometry/box.ts';
import { distanceToPolyline, polylineTouchesPolygon } from '../../geometry/polyline.ts';
import { POINT_STRIDE } from '../../ink/outline.ts';
import type { ShapeGeometry } from '../shape.ts';

/** A pen pressed hard draws wider than the nominal size: room for it around the centre line. */
const WIDEST_PER_SIZE = 0.85;

export const strokeGeometry: ShapeGeometry = {
  inkBounds: (element) => inflate(boundsOfBox(element.box), element.size * WIDEST_PER_SIZE + 1),
  hit: (element, point, tolerance) =>
    distanceToPolyline(point, element.points, POINT_STRIDE) <= tolerance + element.size / 2,
  touches: (element, polygon) => polylineTouchesPolygon(element.points, POINT_STRIDE, polygon),
};
