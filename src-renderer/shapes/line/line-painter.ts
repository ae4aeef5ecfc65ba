import { traceDecimated } from '../../ink/outline.ts';
import { solidColor } from '../palette.ts';
import type { ShapePainter } from '../shape.ts';
import { linePoints } from './line-geometry.ts';

export const paintLine: ShapePainter = (ctx, element, theme) => {
  ctx.strokeStyle = solidColor(element.color, theme);
  ctx.lineWidth = element.size;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  traceDecimated(linePoints(element), 0, ctx);
  ctx.stroke();
};
