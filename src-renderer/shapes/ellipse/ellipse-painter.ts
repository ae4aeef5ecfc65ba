import { type Box, centreOfBox } from '../../geometry/box.ts';
import { fillColor, solidColor } from '../palette.ts';
import { fillInset, type PaintContext, type ShapePainter } from '../shape.ts';

function traceEllipse(ctx: PaintContext, box: Box, inset: number): void {
  const { x, y } = centreOfBox(box);
  ctx.beginPath();
  ctx.ellipse(x, y, box.width / 2 - inset, box.height / 2 - inset, 0, 0, Math.PI * 2);
  ctx.closePath();
}

export const paintEllipse: ShapePainter = (ctx, element, theme) => {
  const { box } = element;
  const inset = fillInset(element);
  if (element.fill !== 'none' && Math.min(box.width, box.height) > 2 * inset) {
    traceEllipse(ctx, box, inset);
    ctx.fillStyle = fillColor(element.fill, element.fillStyle, theme);
    ctx.fill();
  }
  traceEllipse(ctx, box, 0);
  ctx.strokeStyle = solidColor(element.color, theme);
  ctx.lineWidth = element.size;
  ctx.lineJoin = 'round';
  ctx.stroke();
};
