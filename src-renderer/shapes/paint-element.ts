import type { Theme } from './palette.ts';
import { SHAPES } from './registry.ts';
import type { PaintContext, PaintOptions, ShapeElement } from './shape.ts';

const RADIANS_PER_DEGREE = Math.PI / 180;

/** Paints one element, turned as it is. The context is in board units. */
export function paintElement(
  ctx: PaintContext,
  element: ShapeElement,
  theme: Theme,
  options: PaintOptions,
): void {
  const { paint } = SHAPES[element.type];
  if (element.rotation === 0) {
    paint(ctx, element, theme, options);
    return;
  }
  const { x, y, width, height } = element.box;
  const centreX = x + width / 2;
  const centreY = y + height / 2;
  ctx.save();
  ctx.translate(centreX, centreY);
  ctx.rotate(element.rotation * RADIANS_PER_DEGREE);
  ctx.translate(-centreX, -centreY);
  paint(ctx, element, theme, options);
  ctx.restore();
}
