import { beginLine } from '../line/line-painter.ts';
import type { ShapePainter } from '../shape.ts';
import { arrowHead } from './arrow-geometry.ts';

export const paintArrow: ShapePainter = (ctx, element, theme) => {
  beginLine(ctx, element, theme);
  const head = arrowHead(element);
  if (head) {
    const [left, tip, right] = head;
    ctx.moveTo(left.x, left.y);
    ctx.lineTo(tip.x, tip.y);
    ctx.lineTo(right.x, right.y);
  }
  ctx.stroke();
};
