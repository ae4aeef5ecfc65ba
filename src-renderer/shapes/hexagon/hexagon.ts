import type { Box } from '../../geometry/box.ts';
import { partOf, polygonOutline } from '../outlined/outline.ts';

/** A regular one, as wide as it is, has a quarter of its width beside each level side. */
const BESIDE = 0.25;

/** Two level sides; the points to the left and right keep their angle in a wide box. */
function corners({ x, y, width, height }: Box): number[] {
  const beside = Math.min(width * BESIDE, height / 2);
  const [right, middle, bottom] = [x + width, y + height / 2, y + height];
  const upper = [x + beside, y, right - beside, y, right, middle];
  const lower = [right - beside, bottom, x + beside, bottom, x, middle];
  return [...upper, ...lower];
}

export const hexagonOutline = polygonOutline(corners, (box) => partOf(box, 0.12, 0.02, 0.88, 0.98));
