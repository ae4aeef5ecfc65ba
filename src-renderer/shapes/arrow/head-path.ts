import type { Head } from '../../board/registers.ts';
import type { Point } from '../../geometry/point.ts';
import type { PathSink } from '../../ink/path-sink.ts';
import type { PlacedHead } from './arrow-geometry.ts';

/** Angle between a side of an open head and the shaft, in radians. */
const HEAD_ANGLE = (27 * Math.PI) / 180;
/** Half of the width of closed heads, and how far a bar stands out, per length. */
const HALF_WIDTH = 0.48;
/** Half of a dot, per length. */
const DOT_RADIUS = 0.34;
/** The shaft ends so far within a closed head, per length: no gap, and nothing doubled to be seen. */
const SHAFT_WITHIN = 0.7;

/** Heads with an inside, which are filled. */
export const isFilledHead = ({ kind }: PlacedHead): boolean =>
  kind === 'triangle' || kind === 'diamond' || kind === 'dot';

/** How much of the shaft a head takes the place of, in board units. */
export function shaftTakenBy({ kind, length }: PlacedHead): number {
  const taken: Partial<Record<Head, number>> = {
    triangle: SHAFT_WITHIN,
    diamond: SHAFT_WITHIN,
    dot: DOT_RADIUS,
  };
  return (taken[kind] ?? 0) * length;
}

/** Traces a head; one with an inside is closed. */
export function traceHead({ kind, tip, angle, length }: PlacedHead, sink: PathSink): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  /** A point by its distance behind the tip and beside the shaft. */
  const at = (behind: number, beside: number): Point => ({
    x: tip.x - cos * behind - sin * beside,
    y: tip.y - sin * behind + cos * beside,
  });
  const through = (points: readonly Point[]): void => {
    points.forEach(({ x, y }, i) => {
      if (i === 0) sink.moveTo(x, y);
      else sink.lineTo(x, y);
    });
  };
  const half = length * HALF_WIDTH;
  switch (kind) {
    case 'arrow': {
      const back = Math.cos(HEAD_ANGLE) * length;
      const aside = Math.sin(HEAD_ANGLE) * length;
      through([at(back, -aside), tip, at(back, aside)]);
      break;
    }
    case 'triangle':
      through([at(length, -half), tip, at(length, half)]);
      sink.closePath();
      break;
    case 'diamond':
      through([at(length / 2, -half * 0.75), tip, at(length / 2, half * 0.75), at(length, 0)]);
      sink.closePath();
      break;
    case 'dot': {
      const radius = length * DOT_RADIUS;
      sink.moveTo(tip.x + radius, tip.y);
      sink.ellipse(tip.x, tip.y, radius, radius, 0, 0, Math.PI * 2);
      sink.closePath();
      break;
    }
    case 'bar':
      through([at(0, -half), at(0, half)]);
      break;
  }
}
