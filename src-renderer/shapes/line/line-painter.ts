import { traceDecimated } from '../../ink/outline.ts';
import { strokeDashed } from '../outlined/paint-outlined.ts';
import { solidColor } from '../palette.ts';
import type { ShapePainter } from '../shape.ts';
import { linePoints } from './line-geometry.ts';

export const paintLine: ShapePainter = (ctx, element, theme, options) => {
  ctx.strokeStyle = solidColor(element.color, theme);
  ctx.lineCap = 'round';
  strokeDashed(
    ctx,
    element,
    options,
    (sink) => traceDecimated(linePoints(element), 0, sink),
    false,
  );
};
