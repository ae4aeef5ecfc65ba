import { getStroke } from 'perfect-freehand';
import type { PathSink } from './path-sink.ts';

/** How the width of a stroke comes about: a pen's own pressure, the speed of the hand, or none. */
export type InkPressure = 'real' | 'simulated' | 'off';

export interface OutlineOptions {
  /** Full width of the stroke, in board units. */
  readonly size: number;
  readonly pressure: InkPressure;
}

/** Coordinates of the outline's vertices: `[x, y]` pairs, in the space of the points. */
export type Outline = readonly (readonly [number, number])[];

/** Numbers per ink point in a flat list: x, y, pressure (0..1). */
export const POINT_STRIDE = 3;

/**
 * How much the width follows the pressure, per source. Speed is a weaker signal than a pen's own
 * pressure, so it moves the width less.
 */
const THINNING: Readonly<Record<InkPressure, number>> = { real: 0.62, simulated: 0.35, off: 0 };
/**
 * Correction of the size, per source. A hand at its usual speed counts as light pressure: without
 * it a mouse's ink would be two thirds as wide as a shape's outline of the same size.
 */
const SIZE_FACTOR: Readonly<Record<InkPressure, number>> = { real: 1, simulated: 1.2, off: 1 };
/** Softness of the outline's edges (perfect-freehand's scale of 0..1). */
const SMOOTHING = 0.5;
/** How strongly the centre line is smoothed. Higher trails behind the hand, lower shows its tremor. */
const STREAMLINE = 0.42;
/** An outline of fewer vertices encloses nothing. */
const MIN_VERTICES = 3;

/**
 * The outline of a stroke, by perfect-freehand (https://github.com/steveruizok/perfect-freehand).
 *
 * The last point is always drawn to (`last: true`), while drawing too: the ink stays under the tip,
 * and nothing jumps at pointer-up.
 *
 * @param points x, y, pressure triples. Pressure is ignored unless it is `real`.
 * @returns no vertices for no points.
 */
export function strokeOutline(points: ArrayLike<number>, options: OutlineOptions): Outline {
  const count = Math.floor(points.length / POINT_STRIDE);
  const input: [number, number, number][] = [];
  const real = options.pressure === 'real';
  for (let i = 0; i < count; i += 1) {
    const at = i * POINT_STRIDE;
    input.push([points[at] ?? 0, points[at + 1] ?? 0, real ? (points[at + 2] ?? 0.5) : 0.5]);
  }
  return getStroke(input, {
    size: options.size * SIZE_FACTOR[options.pressure],
    thinning: THINNING[options.pressure],
    smoothing: SMOOTHING,
    streamline: STREAMLINE,
    simulatePressure: options.pressure === 'simulated',
    last: true,
  });
}

/** Writes the outline as one closed curve through the middles of its edges. */
export function traceOutline(outline: Outline, sink: PathSink): void {
  const first = outline[0];
  const last = outline[outline.length - 1];
  if (!first || !last || outline.length < MIN_VERTICES) return;
  sink.moveTo((last[0] + first[0]) / 2, (last[1] + first[1]) / 2);
  for (let i = 0; i < outline.length; i += 1) {
    const vertex = outline[i] ?? first;
    const next = outline[i + 1] ?? first;
    sink.quadraticCurveTo(
      vertex[0],
      vertex[1],
      (vertex[0] + next[0]) / 2,
      (vertex[1] + next[1]) / 2,
    );
  }
  sink.closePath();
}

/**
 * Writes the centre line without points that are nearer than `spacing` to the one before: what a
 * stroke looks like from far away. The first and the last point are always kept.
 */
export function traceDecimated(points: ArrayLike<number>, spacing: number, sink: PathSink): void {
  const last = (Math.floor(points.length / POINT_STRIDE) - 1) * POINT_STRIDE;
  if (last < 0) return;
  let keptX = points[0] ?? 0;
  let keptY = points[1] ?? 0;
  const squaredSpacing = spacing * spacing;
  sink.moveTo(keptX, keptY);
  for (let at = POINT_STRIDE; at < last; at += POINT_STRIDE) {
    const x = points[at] ?? 0;
    const y = points[at + 1] ?? 0;
    if ((x - keptX) ** 2 + (y - keptY) ** 2 < squaredSpacing) continue;
    sink.lineTo(x, y);
    keptX = x;
    keptY = y;
  }
  sink.lineTo(points[last] ?? 0, points[last + 1] ?? 0);
}
