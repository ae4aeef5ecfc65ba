import { strokeDashed } from '../outlined/paint-outlined.ts';
import { solidColor } from '../palette.ts';
import type { ShapePainter } from '../shape.ts';
import { linePoints } from './line-geometry.ts';
import { traceRoute } from './line-path.ts';

export const paintLine: ShapePainter = (ctx, element, theme, options) => {
  ctx.strokeStyle = solidColor(element.color, theme);
  ctx.lineCap = 'round';
  strokeDashed(
    ctx,
    element,
    options,
    (sink) => traceRoute(element, linePoints(element), sink),
    false,
  );
};
