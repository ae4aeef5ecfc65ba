import type { Box } from '../../geometry/box.ts';
import { polygonOutline } from '../outlined/outline.ts';

/** How far the top is ahead of the bottom: a part of the height, though of a narrow one less. */
const LEAN = 0.4;
const LEAN_MAX_PART = 0.3;

const leanOf = ({ width, height }: Box): number => Math.min(height * LEAN, width * LEAN_MAX_PART);

function corners(box: Box): number[] {
  const { x, y, width, height } = box;
  const lean = leanOf(box);
  return [x + lean, y, x + width, y, x + width - lean, y + height, x, y + height];
}

/** Leaning to the right, as data does in a flow chart. */
export const parallelogramOutline = polygonOutline(corners, (box) => {
  const inside = leanOf(box) * 0.75;
  return { ...box, x: box.x + inside, width: box.width - 2 * inside };
});
