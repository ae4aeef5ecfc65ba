import type { PathSink } from '../../ink/path-sink.ts';
import { fillColor, solidColor } from '../palette.ts';
import {
  fillInset,
  type PaintContext,
  type PaintOptions,
  type ShapeElement,
  type ShapePainter,
} from '../shape.ts';
import { dashesFor } from './dashes.ts';
import { flatten, lengthOfFlat } from './flatten.ts';
import { paintHatch } from './hatch.ts';
import type { Outline } from './outline.ts';
import { sketchWidth, traceSketch } from './sketch.ts';

/** Strokes a path in the element's colour, width and dash. */
export function strokeDashed(
  ctx: PaintContext,
  element: ShapeElement,
  options: PaintOptions,
  trace: (sink: PathSink) => void,
  closed: boolean,
): void {
  const { dash, size } = element;
  ctx.lineWidth = size;
  ctx.lineJoin = 'round';
  if (dash === 'sketch') {
    ctx.lineCap = 'round';
    ctx.lineWidth = sketchWidth(size);
    const sketch = (sink: PathSink): void => traceSketch(element.id, size, trace, sink);
    if (options.paths) {
      ctx.stroke(options.paths.path(element, sketch));
    } else {
      ctx.beginPath();
      sketch(ctx);
      ctx.stroke();
    }
    return;
  }
  ctx.beginPath();
  trace(ctx);
  if (dash === 'solid') {
    ctx.stroke();
    return;
  }
  ctx.lineCap = 'round';
  ctx.setLineDash(dashesFor(dash, lengthOfFlat(flatten(trace)), size, closed));
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Paints a closed outline with its fill, its stroke and the lines within it. */
export function outlinedPainter(outline: Outline): ShapePainter {
  return (ctx, element, theme, options) => {
    const { box, fill, fillStyle } = element;
    const inset = fillInset(element);
    if (fill !== 'none' && Math.min(box.width, box.height) > 2 * inset) {
      const trace = (sink: PathSink): void => outline.trace(element, inset, sink);
      if (fillStyle === 'hatch') {
        paintHatch(ctx, box, trace, solidColor(fill, theme));
      } else {
        ctx.beginPath();
        trace(ctx);
        ctx.fillStyle = fillColor(fill, fillStyle, theme);
        ctx.fill();
      }
    }
    ctx.strokeStyle = solidColor(element.color, theme);
    const traceLines = (sink: PathSink): void => {
      outline.trace(element, 0, sink);
      outline.traceDetail?.(element, sink);
    };
    strokeDashed(ctx, element, options, traceLines, true);
  };
}
