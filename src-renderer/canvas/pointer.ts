import type { BoardPoint, ScreenPoint } from '../geometry/point.ts';
import type { PointerKind } from '../ink/sampling.ts';

export interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly accel: boolean;
}

export const NO_MODIFIERS: Modifiers = { shift: false, alt: false, accel: false };

export interface PointerSample {
  readonly screen: ScreenPoint;
  /** 0..1. */
  readonly pressure: number;
}

export const PRIMARY_BUTTON = 0;
export const MIDDLE_BUTTON = 1;

/** A pointer event as the canvas gets it, free of the DOM. */
export interface PointerInput extends PointerSample {
  readonly pointerId: number;
  readonly kind: PointerKind;
  /** As in the DOM: 0 primary, 1 middle, 2 secondary, 5 a pen's eraser; -1 for a move. */
  readonly button: number;
  readonly modifiers: Modifiers;
  /** All positions since the last event, oldest first; the last one is this event's own. */
  readonly samples: readonly PointerSample[];
  /** Where the browser expects it next, if it does: to be shown, not to be kept. */
  readonly predicted?: readonly PointerSample[];
}

/** A position in board coordinates. */
export interface BoardSample {
  readonly point: BoardPoint;
  /** 0..1. */
  readonly pressure: number;
}

/** A pointer event as a tool gets it: in board coordinates. */
export interface ToolPointer {
  readonly point: BoardPoint;
  readonly screen: ScreenPoint;
  readonly kind: PointerKind;
  readonly modifiers: Modifiers;
  readonly samples: readonly BoardSample[];
  /** Where it is expected next: to be shown, not to be kept. */
  readonly predicted: readonly BoardSample[];
}
