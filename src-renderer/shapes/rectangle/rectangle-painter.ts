import { type Box, inflateBox } from '../../geometry/box.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import { fillColor, solidColor } from '../palette.ts';
import { fillInset, type ShapePainter } from '../shape.ts';

/** Largest corner radius, in board units: soft, yet clearly a rectangle. */
const MAX_CORNER_RADIUS = 6;
/** The radius never takes more than this part of the shorter side. */
const MAX_RADIUS_PART = 0.25;
/** Distance of a Bézier control point that makes a quarter of a circle of radius 1. */
const QUARTER_CIRCLE = 0.5522847498;

/** Corner radius of a rectangle, in board units. */
export function cornerRadius(box: Box): number {
  return Math.min(MAX_CORNER_RADIUS, Math.min(box.width, box.height) * MAX_RADIUS_PART);
}

export function traceRoundedBox(box: Box, radius: number, sink: PathSink): void {
  const left = box.x;
  const top = box.y;
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const c = radius * (1 - QUARTER_CIRCLE);
  sink.moveTo(left + radius, top);
  sink.lineTo(right - radius, top);
  sink.bezierCurveTo(right - c, top, right, top + c, right, top + radius);
  sink.lineTo(right, bottom - radius);
  sink.bezierCurveTo(right, bottom - c, right - c, bottom, right - radius, bottom);
  sink.lineTo(left + radius, bottom);
  sink.bezierCurveTo(left + c, bottom, left, bottom - c, left, bottom - radius);
  sink.lineTo(left, top + radius);
  sink.bezierCurveTo(left, top + c, left + c, top, left + radius, top);
  sink.closePath();
}

export const paintRectangle: ShapePainter = (ctx, element, theme) => {
  const { box } = element;
  const radius = cornerRadius(box);
  const inset = fillInset(element);
  if (element.fill !== 'none' && Math.min(box.width, box.height) > 2 * inset) {
    ctx.beginPath();
    traceRoundedBox(inflateBox(box, -inset), Math.max(0, radius - inset), ctx);
    ctx.fillStyle = fillColor(element.fill, element.fillStyle, theme);
    ctx.fill();
  }
  ctx.beginPath();
  traceRoundedBox(box, radius, ctx);
  ctx.strokeStyle = solidColor(element.color, theme);
  ctx.lineWidth = element.size;
  ctx.lineJoin = 'round';
  ctx.stroke();
};
