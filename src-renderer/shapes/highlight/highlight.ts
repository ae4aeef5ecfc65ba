import { boundsOfBox, inflate } from '../../geometry/box.ts';
import { distanceToPolyline, polylineTouchesPolygon } from '../../geometry/polyline.ts';
import { POINT_STRIDE, traceDecimated } from '../../ink/outline.ts';
import { highlightColor } from '../palette.ts';
import type { ShapeGeometry, ShapePainter } from '../shape.ts';

/** A highlighter is so many times as wide as a pen of the same size. */
const WIDTH_PER_SIZE = 5;

const widthOf = (size: number): number => size * WIDTH_PER_SIZE;

/** One broad line that never darkens itself. What lies under it stays to be read. */
export const paintHighlight: ShapePainter = (ctx, element, theme) => {
  const before = ctx.globalCompositeOperation;
  ctx.globalCompositeOperation = theme.name === 'light' ? 'multiply' : 'lighten';
  ctx.strokeStyle = highlightColor(element.color, theme);
  ctx.lineWidth = widthOf(element.size);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  traceDecimated(element.points, 0, ctx);
  ctx.stroke();
  ctx.globalCompositeOperation = before;
};

export const highlightGeometry: ShapeGeometry = {
  inkBounds: ({ box, size }) => inflate(boundsOfBox(box), widthOf(size) / 2 + 1),
  hit: ({ points, size }, point, tolerance) =>
    distanceToPolyline(point, points, POINT_STRIDE) <= tolerance + widthOf(size) / 2,
  touches: ({ points }, polygon) => polylineTouchesPolygon(points, POINT_STRIDE, polygon),
};
