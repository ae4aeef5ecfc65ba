import type { PointerKind } from '../ink/sampling.ts';

const FINE_TOLERANCE_PX = 6;
const TOUCH_TOLERANCE_PX = 14;

/** How far beside an element a pointer still means it, in CSS pixels. */
export function hitTolerancePx(kind: PointerKind): number {
  return kind === 'touch' ? TOUCH_TOLERANCE_PX : FINE_TOLERANCE_PX;
}

const FINE_REACH_PX = 9;
const TOUCH_REACH_PX = 16;

/** How far from the middle of a handle a pointer still takes hold of it, in CSS pixels. */
export function handleReachPx(kind: PointerKind): number {
  return kind === 'touch' ? TOUCH_REACH_PX : FINE_REACH_PX;
}
