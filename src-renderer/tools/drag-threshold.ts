import type { ScreenPoint } from '../geometry/point.ts';
import type { PointerKind } from '../ink/sampling.ts';

/** A pointer that moved less than this since it went down is still a click, in CSS pixels. */
export const DRAG_THRESHOLD_PX = 3;
/** Fingers roll: they get more. */
export const TOUCH_DRAG_THRESHOLD_PX = 8;

/** Whether the pointer has moved far enough to mean a drag. */
export function isDrag(from: ScreenPoint, to: ScreenPoint, kind: PointerKind): boolean {
  const threshold = kind === 'touch' ? TOUCH_DRAG_THRESHOLD_PX : DRAG_THRESHOLD_PX;
  return Math.hypot(to.x - from.x, to.y - from.y) >= threshold;
}
