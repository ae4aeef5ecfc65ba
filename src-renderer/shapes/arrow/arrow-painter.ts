import { paintLine } from '../line/line-painter.ts';
import type { ShapePainter } from '../shape.ts';
import { arrowHead } from './arrow-geometry.ts';

export const paintArrow: ShapePainter = (ctx, element, theme, options) => {
  paintLine(ctx, element, theme, options);
  const head = arrowHead(element);
  if (!head) return;
  const [left, tip, right] = head;
  ctx.beginPath();
  ctx.moveTo(left.x, left.y);
  ctx.lineTo(tip.x, tip.y);
  ctx.lineTo(right.x, right.y);
  ctx.stroke();
};
