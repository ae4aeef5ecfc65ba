import type { Box } from '../../geometry/box.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import type { PaintContext } from '../shape.ts';

/** Between two lines, measured along a side of the box; and their width. Board units. */
const SPACING = 10;
const LINE_WIDTH = 1.75;
/** More lines than this are set further apart: a shape as large as a wall has no need of thousands. */
const LINES_MAX = 400;
/** Weaker than an outline, so that a label upon it can be read. */
const ALPHA = 0.45;

/** Rules the inside of a path with lines that rise to the right. */
export function paintHatch(
  ctx: PaintContext,
  { x, y, width, height }: Box,
  trace: (sink: PathSink) => void,
  color: string,
): void {
  const across = width + height;
  const spacing = Math.max(SPACING, across / LINES_MAX);
  ctx.save();
  ctx.beginPath();
  trace(ctx);
  ctx.clip();
  ctx.beginPath();
  for (let at = spacing / 2; at < across; at += spacing) {
    ctx.moveTo(x + at, y);
    ctx.lineTo(x + at - height, y + height);
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = LINE_WIDTH;
  ctx.lineCap = 'butt';
  ctx.globalAlpha *= ALPHA;
  ctx.stroke();
  ctx.restore();
}
