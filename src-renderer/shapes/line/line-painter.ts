import { traceDecimated } from '../../ink/outline.ts';
import { solidColor, type Theme } from '../palette.ts';
import type { PaintContext, ShapeElement, ShapePainter } from '../shape.ts';
import { linePoints } from './line-geometry.ts';

/** Begins the path of a line: whoever adds to it strokes all of it as one, so that nothing doubles. */
export function beginLine(ctx: PaintContext, element: ShapeElement, theme: Theme): void {
  ctx.strokeStyle = solidColor(element.color, theme);
  ctx.lineWidth = element.size;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  traceDecimated(linePoints(element), 0, ctx);
}

export const paintLine: ShapePainter = (ctx, element, theme) => {
  beginLine(ctx, element, theme);
  ctx.stroke();
};
