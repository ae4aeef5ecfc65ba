import type { Box } from '../../geometry/box.ts';
import type { PaintContext, ShapeElement } from '../shape.ts';
import type { PlacedText } from './text-area.ts';
import { baselineOf, textFont } from './text-font.ts';

/** Free room around a label that stands in the way of a line, in board units. */
const GAP = 6;
/** Reaches beyond everything that an element can paint, in board units. */
const FAR = 1e7;

/** Writes the lines of a text, unless a field over the canvas shows them. */
export function paintPlacedText(
  ctx: PaintContext,
  { layout, align, size, box }: PlacedText,
  element: ShapeElement,
  color: string,
): void {
  if (element.inField) return;
  ctx.fillStyle = color;
  ctx.font = textFont(size);
  ctx.textRendering = 'geometricPrecision';
  ctx.textBaseline = 'alphabetic';
  const baseline = baselineOf(size);
  layout.lines.forEach(({ text, rtl }, i) => {
    if (text === '') return;
    ctx.direction = rtl ? 'rtl' : 'ltr';
    const y = box.y + i * layout.lineHeight + baseline;
    if (align === 'center') {
      ctx.textAlign = 'center';
      ctx.fillText(text, box.x + box.width / 2, y);
    } else {
      ctx.textAlign = rtl ? 'right' : 'left';
      ctx.fillText(text, rtl ? box.x + box.width : box.x, y);
    }
  });
  ctx.direction = 'ltr';
}

/** From here on nothing is painted where the label is. */
export function clipOutLabel(ctx: PaintContext, { x, y, width, height }: Box): void {
  const left = x - GAP;
  const right = x + width + GAP;
  const bottom = y + height;
  ctx.beginPath();
  ctx.rect(-FAR, -FAR, 2 * FAR, 2 * FAR);
  // The other way round, so that this part is a hole.
  ctx.moveTo(left, y);
  ctx.lineTo(left, bottom);
  ctx.lineTo(right, bottom);
  ctx.lineTo(right, y);
  ctx.closePath();
  ctx.clip();
}
