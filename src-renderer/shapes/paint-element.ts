import { toRadians } from '../geometry/angle.ts';
import { centreOfBox } from '../geometry/box.ts';
import type { Theme } from './palette.ts';
import { SHAPES } from './registry.ts';
import type { PaintContext, PaintOptions, ShapeElement } from './shape.ts';

/** Paints one element, turned and as translucent as it is. The context is in board units. */
export function paintElement(
  ctx: PaintContext,
  element: ShapeElement,
  theme: Theme,
  options: PaintOptions,
): void {
  const { paint } = SHAPES[element.type];
  if (element.rotation === 0 && element.opacity === 1) {
    paint(ctx, element, theme, options);
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
  paint(ctx, element, theme, options);
  ctx.restore();
}
