import { toRadians } from '../geometry/angle.ts';
import { centreOfBox } from '../geometry/box.ts';
import { placedTextOf, textColorOf } from './element-text.ts';
import type { Theme } from './palette.ts';
import { SHAPES } from './registry.ts';
import type { PaintContext, PaintOptions, ShapeElement } from './shape.ts';
import { clipOutLabel, paintPlacedText } from './text/text-painter.ts';

/** Paints one element, turned and as translucent as it is. The context is in board units. */
export function paintElement(
  ctx: PaintContext,
  element: ShapeElement,
  theme: Theme,
  options: PaintOptions,
): void {
  if (element.rotation === 0 && element.opacity === 1) {
    paintUpright(ctx, element, theme, options);
    return;
  }
  ctx.save();
  ctx.globalAlpha *= element.opacity;
  if (element.rotation !== 0) {
    const centre = centreOfBox(element.box);
    ctx.translate(centre.x, centre.y);
    ctx.rotate(toRadians(element.rotation));
    ctx.translate(-centre.x, -centre.y);
  }
  paintUpright(ctx, element, theme, options);
  ctx.restore();
}

/** The shape, and its text upon it. */
function paintUpright(
  ctx: PaintContext,
  element: ShapeElement,
  theme: Theme,
  options: PaintOptions,
): void {
  const { paint, gapForText } = SHAPES[element.type];
  const placed = placedTextOf(element);
  if (!placed) {
    paint(ctx, element, theme, options);
    return;
  }
  if (gapForText) {
    ctx.save();
    clipOutLabel(ctx, placed.box);
    paint(ctx, element, theme, options);
    ctx.restore();
  } else {
    paint(ctx, element, theme, options);
  }
  paintPlacedText(ctx, placed, element, textColorOf(element, theme));
}
