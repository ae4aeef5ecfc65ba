/** Of a dash or a gap, for the thinnest line; both grow with the width. Board units. */
const DASH_BASE = 4;
const DASH_PER_SIZE = 1.5;
const GAP_BASE = 4;
const GAP_PER_SIZE = 2;
const DOT_GAP_BASE = 4;
const DOT_GAP_PER_SIZE = 1.6;

/**
 * Dashes for a line of a length, stretched a little so that they come out even: a closed line has
 * no seam, an open one ends as it begins. To be stroked with round caps, which make dots of
 * nothing.
 *
 * @param length board units
 * @param size stroke width in board units
 */
export function dashesFor(
  dash: 'dashed' | 'dotted',
  length: number,
  size: number,
  closed: boolean,
): number[] {
  const on = dash === 'dotted' ? 0 : DASH_BASE + DASH_PER_SIZE * size;
  const off =
    dash === 'dotted' ? DOT_GAP_BASE + DOT_GAP_PER_SIZE * size : GAP_BASE + GAP_PER_SIZE * size;
  const rest = closed ? 0 : on;
  const count = Math.max(1, Math.round((length - rest) / (on + off)));
  const stretch = length / (count * (on + off) + rest);
  // On a line shorter than one dash there is nothing to be even about.
  if (!Number.isFinite(stretch) || stretch <= 0) return [on, off];
  return [on * stretch, off * stretch];
}
