import type { Box } from '../../geometry/box.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import { insetBox, type Outline } from '../outlined/outline.ts';

/** Half of the lid's height: a part of the width, though of a low one less. */
const LID_PART = 0.13;
const LID_MAX_PART = 0.2;
/** Distance of a Bézier control point that makes a quarter of a circle of radius 1. */
const QUARTER_CIRCLE = 0.5522847498;

const lidOf = ({ width, height }: Box): number => Math.min(width * LID_PART, height * LID_MAX_PART);

/** Half of a flat ellipse from one side of the box to the other. @param bulge down, or up */
function traceHalf(fromX: number, toX: number, y: number, bulge: number, sink: PathSink): void {
  const middle = (fromX + toX) / 2;
  const along = ((toX - fromX) / 2) * QUARTER_CIRCLE;
  const down = bulge * QUARTER_CIRCLE;
  sink.bezierCurveTo(fromX, y + down, middle - along, y + bulge, middle, y + bulge);
  sink.bezierCurveTo(middle + along, y + bulge, toX, y + down, toX, y);
}

/** Standing, with its lid to be seen: what stands for a store of data. */
export const cylinderOutline: Outline = {
  trace: ({ box: whole }, inset, sink) => {
    const box = insetBox(whole, inset);
    const lid = lidOf(box);
    const right = box.x + box.width;
    const bottom = box.y + box.height - lid;
    sink.moveTo(box.x, box.y + lid);
    traceHalf(box.x, right, box.y + lid, -lid, sink);
    sink.lineTo(right, bottom);
    traceHalf(right, box.x, bottom, lid, sink);
    sink.closePath();
  },
  traceDetail: ({ box }, sink) => {
    const lid = lidOf(box);
    sink.moveTo(box.x, box.y + lid);
    traceHalf(box.x, box.x + box.width, box.y + lid, lid, sink);
  },
  room: (box) => {
    const lid = lidOf(box);
    return { ...box, y: box.y + 2 * lid, height: Math.max(0, box.height - 2.5 * lid) };
  },
};
