import { labelColor, type Theme } from '../palette.ts';
import type { PaintContext, ShapeElement } from '../shape.ts';
import { LINE_HEIGHT, textFont, textLines } from './text-layout.ts';

/** Font size of a label inside a shape, in board units. */
export const LABEL_FONT_SIZE = 20;

/** Writes a shape's text into the middle of its box. */
export function paintLabel(ctx: PaintContext, element: ShapeElement, theme: Theme): void {
  if (element.text === '') return;
  const { x, y, width, height } = element.box;
  const lines = textLines(element.text);
  const lineHeight = LABEL_FONT_SIZE * LINE_HEIGHT;
  const top = y + height / 2 - (lines.length * lineHeight) / 2;
  ctx.fillStyle = labelColor(element, theme);
  ctx.font = textFont(LABEL_FONT_SIZE);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  lines.forEach((line, i) => {
    ctx.fillText(line, x + width / 2, top + lineHeight * (i + 0.5));
  });
}
