import { fillColor, solidColor } from '../palette.ts';
import type { ShapePainter } from '../shape.ts';
import { paintLabel } from '../text/label-painter.ts';

export const paintEllipse: ShapePainter = (ctx, element, theme) => {
  const { x, y, width, height } = element.box;
  ctx.beginPath();
  ctx.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, Math.PI * 2);
  ctx.closePath();
  if (element.fill !== 'none') {
    ctx.fillStyle = fillColor(element.fill, theme);
    ctx.fill();
  }
  if (element.size > 0) {
    ctx.strokeStyle = solidColor(element.color, theme);
    ctx.lineWidth = element.size;
    ctx.lineJoin = 'round';
    ctx.stroke();
  }
  paintLabel(ctx, element, theme);
};
