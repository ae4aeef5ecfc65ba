import { SOFT_RADIUS } from '../../board/registers.ts';
import type { Box } from '../../geometry/box.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import { insetBox, type Outline } from '../outlined/outline.ts';

/** A soft corner never takes more than this part of the shorter side; a round one takes half. */
const SOFT_PART = 0.25;
/** Distance of a Bézier control point that makes a quarter of a circle of radius 1. */
const QUARTER_CIRCLE = 0.5522847498;

/** Corner radius of a rectangle as it is seen, in board units. */
export function cornerRadius(box: Box, radius: number): number {
  const part = radius <= SOFT_RADIUS ? SOFT_PART : 0.5;
  return Math.min(radius, Math.min(box.width, box.height) * part);
}

export function traceRoundedBox(box: Box, radius: number, sink: PathSink): void {
  const left = box.x;
  const top = box.y;
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  if (radius === 0) {
    sink.moveTo(left, top);
    sink.lineTo(right, top);
    sink.lineTo(right, bottom);
    sink.lineTo(left, bottom);
    sink.closePath();
    return;
  }
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

export const rectangleOutline: Outline = {
  trace: ({ box, radius }, inset, sink) =>
    traceRoundedBox(insetBox(box, inset), Math.max(0, cornerRadius(box, radius) - inset), sink),
  room: (box) => box,
};
