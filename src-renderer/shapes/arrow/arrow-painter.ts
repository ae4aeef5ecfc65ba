import { distance, lerpPoint, type Point } from '../../geometry/point.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import { pointsOfTriples, triplesOf } from '../connector/route.ts';
import { linePoints } from '../line/line-geometry.ts';
import { traceRoute } from '../line/line-path.ts';
import { strokeDashed } from '../outlined/paint-outlined.ts';
import { solidColor } from '../palette.ts';
import type { ShapeElement, ShapePainter } from '../shape.ts';
import { headsOf, type PlacedHead } from './arrow-geometry.ts';
import { isFilledHead, shaftTakenBy, traceHead } from './head-path.ts';

export const paintArrow: ShapePainter = (ctx, element, theme, options) => {
  const color = solidColor(element.color, theme);
  ctx.strokeStyle = color;
  ctx.lineCap = 'round';
  const heads = headsOf(element);
  const shaft = shaftOf(element, heads);
  const traceShaft = (sink: PathSink): void => traceRoute(element, shaft, sink);
  const traceOpenHeads = (sink: PathSink): void => {
    for (const head of heads) if (!isFilledHead(head)) traceHead(head, sink);
  };
  if (element.dash === 'dashed' || element.dash === 'dotted') {
    strokeDashed(ctx, element, options, traceShaft, false);
    // A head of dashes is none.
    ctx.beginPath();
    traceOpenHeads(ctx);
    ctx.stroke();
  } else {
    // As one path, so that nothing doubles where they meet.
    const traceAll = (sink: PathSink): void => {
      traceShaft(sink);
      traceOpenHeads(sink);
    };
    strokeDashed(ctx, element, options, traceAll, false);
  }
  const filled = heads.filter(isFilledHead);
  if (filled.length === 0) return;
  ctx.fillStyle = color;
  ctx.beginPath();
  for (const head of filled) traceHead(head, ctx);
  ctx.fill();
};

/** The points of the shaft: less what closed heads take the place of. */
function shaftOf(element: ShapeElement, heads: readonly PlacedHead[]): ArrayLike<number> {
  const points = linePoints(element);
  const taken = heads.map(shaftTakenBy);
  if (taken.every((length) => length === 0)) return points;
  let path: readonly Point[] = pointsOfTriples(points);
  for (const [i, { atStart }] of heads.entries()) {
    const length = taken[i] ?? 0;
    path = atStart ? shortened(path, length) : shortened(path.toReversed(), length).toReversed();
  }
  return triplesOf(path);
}

/** A path without so much of its beginning, in board units. */
function shortened(path: readonly Point[], length: number): readonly Point[] {
  let left = length;
  for (let i = 0; i + 1 < path.length; i += 1) {
    const [a, b] = [path[i], path[i + 1]];
    if (!a || !b) break;
    const piece = distance(a, b);
    if (piece > left) return [lerpPoint(a, b, left / piece), ...path.slice(i + 1)];
    left -= piece;
  }
  return path.slice(-1);
}
