import { traceDecimated } from '../../ink/outline.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import { linePoints } from '../line/line-geometry.ts';
import { strokeDashed } from '../outlined/paint-outlined.ts';
import { solidColor } from '../palette.ts';
import type { ShapePainter } from '../shape.ts';
import { arrowHead } from './arrow-geometry.ts';

export const paintArrow: ShapePainter = (ctx, element, theme, options) => {
  ctx.strokeStyle = solidColor(element.color, theme);
  ctx.lineCap = 'round';
  const traceShaft = (sink: PathSink): void => traceDecimated(linePoints(element), 0, sink);
  const traceHead = (sink: PathSink): void => {
    const head = arrowHead(element);
    if (!head) return;
    const [left, tip, right] = head;
    sink.moveTo(left.x, left.y);
    sink.lineTo(tip.x, tip.y);
    sink.lineTo(right.x, right.y);
  };
  if (element.dash === 'dashed' || element.dash === 'dotted') {
    strokeDashed(ctx, element, options, traceShaft, false);
    // A head of dashes is none.
    ctx.beginPath();
    traceHead(ctx);
    ctx.stroke();
    return;
  }
  // As one path, so that nothing doubles where they meet.
  const traceAll = (sink: PathSink): void => {
    traceShaft(sink);
    traceHead(sink);
  };
  strokeDashed(ctx, element, options, traceAll, false);
};
