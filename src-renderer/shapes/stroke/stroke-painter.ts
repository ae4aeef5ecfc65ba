import { strokeOutline, traceDecimated, traceOutline } from '../../ink/outline.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import { solidColor } from '../palette.ts';
import { fillTraced, type ShapeElement, type ShapePainter } from '../shape.ts';

export const paintStroke: ShapePainter = (ctx, element, theme, options) => {
  ctx.fillStyle = solidColor(element.color, theme);
  fillTraced(ctx, element, options, (sink) =>
    traceOutline(
      strokeOutline(element.points, { size: element.size, pressure: element.pressure }),
      sink,
    ),
  );
};

export function traceStrokeFar(element: ShapeElement, spacing: number, sink: PathSink): void {
  traceDecimated(element.points, spacing, sink);
}
