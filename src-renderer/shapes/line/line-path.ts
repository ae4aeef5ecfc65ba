import { POINT_STRIDE } from '../../ink/outline.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import type { ShapeElement } from '../shape.ts';

/** Corners of a line with elbows are so round, in board units, where its sides are long enough. */
const ELBOW_RADIUS = 10;

/**
 * Traces the way of a line as its route wants it: straight, smooth, or with rounded elbows.
 * @param points triples, which may be fewer than the element's: a head takes the end of them
 */
export function traceRoute(
  { route }: Pick<ShapeElement, 'route'>,
  points: ArrayLike<number>,
  sink: PathSink,
): void {
  const count = Math.floor(points.length / POINT_STRIDE);
  const x = (i: number): number => points[i * POINT_STRIDE] ?? 0;
  const y = (i: number): number => points[i * POINT_STRIDE + 1] ?? 0;
  if (count === 0) return;
  sink.moveTo(x(0), y(0));
  // A single point still leaves a dot, with round caps.
  if (count === 1) sink.lineTo(x(0), y(0));
  for (let i = 1; i < count - 1; i += 1) {
    if (route === 'straight') {
      sink.lineTo(x(i), y(i));
    } else if (route === 'curved') {
      sink.quadraticCurveTo(x(i), y(i), (x(i) + x(i + 1)) / 2, (y(i) + y(i + 1)) / 2);
    } else {
      traceElbow(x(i - 1), y(i - 1), x(i), y(i), x(i + 1), y(i + 1), sink);
    }
  }
  if (count > 1) sink.lineTo(x(count - 1), y(count - 1));
}

function traceElbow(
  fromX: number,
  fromY: number,
  x: number,
  y: number,
  toX: number,
  toY: number,
  sink: PathSink,
): void {
  const before = Math.hypot(x - fromX, y - fromY);
  const after = Math.hypot(toX - x, toY - y);
  const radius = Math.min(ELBOW_RADIUS, before / 2, after / 2);
  if (radius === 0) {
    sink.lineTo(x, y);
    return;
  }
  sink.lineTo(x - ((x - fromX) / before) * radius, y - ((y - fromY) / before) * radius);
  sink.quadraticCurveTo(x, y, x + ((toX - x) / after) * radius, y + ((toY - y) / after) * radius);
}
