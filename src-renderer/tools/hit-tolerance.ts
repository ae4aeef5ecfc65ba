import type { PointerKind } from '../ink/sampling.ts';

const FINE_TOLERANCE_PX = 6;
const TOUCH_TOLERANCE_PX = 14;

/** How far beside an element a pointer still means it, in CSS pixels. */
export function hitTolerancePx(kind: PointerKind): number {
  return kind === 'touch' ? TOUCH_TOLERANCE_PX : FINE_TOLERANCE_PX;
}
