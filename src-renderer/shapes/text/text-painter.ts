import { solidColor } from '../palette.ts';
import type { ShapePainter } from '../shape.ts';
import { LINE_HEIGHT, textFont, textLines } from './text-layout.ts';

export const paintText: ShapePainter = (ctx, element, theme) => {
  ctx.fillStyle = solidColor(element.color, theme);
  ctx.font = textFont(element.size);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const lineHeight = element.size * LINE_HEIGHT;
  textLines(element.text).forEach((line, i) => {
    ctx.fillText(line, element.box.x, element.box.y + lineHeight * (i + 0.5));
  });
};
