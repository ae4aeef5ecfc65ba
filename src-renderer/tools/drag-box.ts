import type { Modifiers } from '../canvas/pointer.ts';
import { type Box, boxFromCorners } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';

/** The box that a drag spans. Shift makes it a square, Alt grows it from its centre. */
export function dragBox(from: Point, to: Point, modifiers: Modifiers): Box {
  let dx = to.x - from.x;
  let dy = to.y - from.y;
  if (modifiers.shift) {
    const side = Math.max(Math.abs(dx), Math.abs(dy));
    dx = dx < 0 ? -side : side;
    dy = dy < 0 ? -side : side;
  }
  const corner: Point = { x: from.x + dx, y: from.y + dy };
  return modifiers.alt
    ? boxFromCorners({ x: from.x - dx, y: from.y - dy }, corner)
    : boxFromCorners(from, corner);
}
