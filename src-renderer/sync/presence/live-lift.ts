import type { Transform } from '../../geometry/transform.ts';

/** More elements than this are not shown to others on their way. */
export const LIFT_ELEMENTS_MAX = 500;

/** Elements that somebody is moving, turning or resizing, and that are not written yet. */
export interface LiveLift {
  /** Of this one gesture. */
  readonly id: string;
  readonly ids: readonly string[];
  /** They stay, and copies of them are what moves. */
  readonly copies: boolean;
  readonly transform: Transform;
}
