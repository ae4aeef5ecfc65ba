import type { Box } from '../../geometry/box.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import { insetBox, type Outline } from '../outlined/outline.ts';

/** Height of the tail: a part of the height of all, though no more board units than these. */
const TAIL_PART = 0.25;
const TAIL_MAX = 36;
/** Where the tail leaves the bubble, and where it points, as parts of the width. */
const TAIL_START = 0.18;
const TAIL_END = 0.36;
const TAIL_TIP = 0.14;
/** Softer than a rectangle. */
const RADIUS = 12;
const RADIUS_MAX_PART = 0.3;
const QUARTER_CIRCLE = 0.5522847498;

const tailOf = ({ height }: Box): number => Math.min(height * TAIL_PART, TAIL_MAX);

/** A bubble with a tail at its foot, both within the box. */
export const calloutOutline: Outline = {
  trace: ({ box: whole }, inset, sink: PathSink) => {
    const box = insetBox(whole, inset);
    const { x, y, width } = box;
    const right = x + width;
    const bottom = y + box.height - tailOf(box);
    const radius = Math.min(RADIUS, width * RADIUS_MAX_PART, (bottom - y) * RADIUS_MAX_PART);
    // The bottom's left corner ends where the tail begins.
    const c = radius * (1 - QUARTER_CIRCLE);
    const start = Math.max(x + width * TAIL_START, x + radius);
    const end = Math.max(x + width * TAIL_END, start);
    sink.moveTo(x + radius, y);
    sink.lineTo(right - radius, y);
    sink.bezierCurveTo(right - c, y, right, y + c, right, y + radius);
    sink.lineTo(right, bottom - radius);
    sink.bezierCurveTo(right, bottom - c, right - c, bottom, right - radius, bottom);
    sink.lineTo(end, bottom);
    sink.lineTo(x + width * TAIL_TIP, y + box.height);
    sink.lineTo(start, bottom);
    sink.lineTo(x + radius, bottom);
    sink.bezierCurveTo(x + c, bottom, x, bottom - c, x, bottom - radius);
    sink.lineTo(x, y + radius);
    sink.bezierCurveTo(x, y + c, x + c, y, x + radius, y);
    sink.closePath();
  },
  room: (box) => ({ ...box, height: box.height - tailOf(box) }),
};
