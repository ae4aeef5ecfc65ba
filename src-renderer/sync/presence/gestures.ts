import { z } from 'zod';
import { type LiftMessage, liftMessages } from './lifts.ts';
import { parseJson } from './presence.ts';

/** Gestures in progress are sent this often, so that ink appears elsewhere while it is drawn. */
export const GESTURE_INTERVAL_MS = 33;
/** Numbers (x, y, pressure) in one message; a longer piece is cut. About 20 KB as JSON. */
export const GESTURE_NUMBERS_MAX = 3 * 600;
/** Numbers that one gesture may have in all. */
export const GESTURE_TOTAL_NUMBERS_MAX = 3 * 100_000;
/** What the gesture of a laser pointer is of: of no element, and it never lands. */
export const LASER_GESTURE = 'laser';
/** Board units are sent with two decimals: finer than anybody sees of an unfinished stroke. */
const DECIMALS = 100;

const number = z.number().min(-1e9).max(1e9);
const numbers = z
  .array(number)
  .max(GESTURE_NUMBERS_MAX)
  .refine((list) => list.length % 3 === 0);
const id = z.string().min(1).max(64);
const box = z.object({ x: number, y: number, width: number, height: number });
const style = z.object({
  type: z.string().max(32),
  color: z.string().max(32),
  fill: z.string().max(32),
  fillStyle: z.string().max(16),
  opacity: z.number().min(0).max(1),
  size: z.number().positive().max(10_000),
  pressure: z.string().max(16),
  /** What else the look has that a newer version may have more of; the reader picks what it knows. */
  more: z.record(z.string().max(32), z.union([z.string().max(64), number])).optional(),
});

/**
 * A gesture in progress, told in pieces: `start` once (again when the look changes), then the new
 * points, the new path (all of it) or the new box, then `end` when it landed in the document or
 * `cancel` when it did not. What is done to elements that are there already is told by lifts.
 */
export const gestureMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), id, style }),
  z.object({ kind: z.literal('points'), id, at: z.int().nonnegative(), points: numbers }),
  z.object({ kind: z.literal('path'), id, path: numbers }),
  z.object({ kind: z.literal('box'), id, box }),
  z.object({ kind: z.literal('end'), id }),
  z.object({ kind: z.literal('cancel'), id }),
  ...liftMessages,
]);
type AnyMessage = z.infer<typeof gestureMessageSchema>;
/** The pieces of something that is being drawn. */
export type GestureMessage = Exclude<AnyMessage, LiftMessage>;

export function isLiftMessage(message: AnyMessage): message is LiftMessage {
  return message.kind === 'lift' || message.kind === 'transform' || message.kind === 'drop';
}

/** What the tools show of a gesture; the same shape as the canvas's preview. */
export interface LiveGesture {
  readonly id: string;
  readonly type: string;
  readonly color: string;
  readonly fill: string;
  readonly fillStyle: string;
  readonly opacity: number;
  readonly size: number;
  readonly pressure: string;
  /** The registers that are not as usual. */
  readonly more?: Readonly<Record<string, string | number>> | undefined;
  /** x, y, pressure triples in board units; only ever grows. */
  readonly points?: readonly number[];
  /** The same, where all of them may change: the ends of a line. At most GESTURE_NUMBERS_MAX. */
  readonly path?: readonly number[];
  readonly box?: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

export const encodeGesture = (message: AnyMessage): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(message));

/** @returns null when the bytes are no gesture message. */
export function decodeGesture(bytes: Uint8Array): AnyMessage | null {
  const parsed = gestureMessageSchema.safeParse(parseJson(bytes));
  return parsed.success ? parsed.data : null;
}

const round = (value: number): number => Math.round(value * DECIMALS) / DECIMALS;

/**
 * Follows the local gesture and says what one receiver has not been told yet. One instance for each
 * link, so that a link that opens in the middle of a stroke gets all of it.
 */
export class GestureSender {
  #id: string | null = null;
  #style = '';
  #box = '';
  #path = '';
  #sentNumbers = 0;

  /**
   * @param gesture what is in progress now; null = nothing
   * @param landed whether the previous gesture ended in the document (else it was cancelled)
   */
  messages(gesture: LiveGesture | null, landed: boolean): GestureMessage[] {
    const out: GestureMessage[] = [];
    if (this.#id !== null && this.#id !== gesture?.id) {
      out.push({ kind: landed ? 'end' : 'cancel', id: this.#id });
      this.#id = null;
    }
    if (!gesture) return out;
    const { id: gestureId, type, color, fill, fillStyle, opacity, size, pressure, more } = gesture;
    const look = { type, color, fill, fillStyle, opacity, size, pressure };
    const style = more === undefined ? look : { ...look, more };
    const styleKey = JSON.stringify(style);
    if (this.#id === null || this.#style !== styleKey) {
      if (this.#id === null) {
        this.#sentNumbers = 0;
        this.#box = '';
        this.#path = '';
      }
      out.push({ kind: 'start', id: gestureId, style });
      this.#id = gestureId;
      this.#style = styleKey;
    }
    const points = gesture.points ?? [];
    for (; this.#sentNumbers < points.length; ) {
      const piece = points.slice(this.#sentNumbers, this.#sentNumbers + GESTURE_NUMBERS_MAX);
      out.push({ kind: 'points', id: gestureId, at: this.#sentNumbers, points: piece.map(round) });
      this.#sentNumbers += piece.length;
    }
    if (gesture.path) {
      const path = gesture.path.slice(0, GESTURE_NUMBERS_MAX).map(round);
      const pathKey = JSON.stringify(path);
      if (pathKey !== this.#path) out.push({ kind: 'path', id: gestureId, path });
      this.#path = pathKey;
    }
    if (gesture.box) {
      const { x, y, width, height } = gesture.box;
      const rounded = { x: round(x), y: round(y), width: round(width), height: round(height) };
      const boxKey = JSON.stringify(rounded);
      if (boxKey !== this.#box) out.push({ kind: 'box', id: gestureId, box: rounded });
      this.#box = boxKey;
    }
    return out;
  }
}

/** Puts the pieces of one sender's gestures together; one gesture at a time. */
export class GestureReceiver {
  #gesture: (LiveGesture & { points: number[] }) | null = null;

  /** The gesture that has begun and not ended. */
  get current(): LiveGesture | null {
    return this.#gesture;
  }

  /**
   * @returns the gesture as it is now and whether it ended; null when the message did not fit what
   * came before (a piece was dropped on the way: the rest of that gesture is not shown).
   */
  receive(
    message: GestureMessage,
  ): { gesture: LiveGesture; ended: false | 'end' | 'cancel' } | null {
    if (message.kind === 'start') {
      const known = this.#gesture?.id === message.id ? this.#gesture : { points: [] };
      this.#gesture = { ...known, id: message.id, ...message.style };
      return { gesture: this.#gesture, ended: false };
    }
    const gesture = this.#gesture;
    if (!gesture || gesture.id !== message.id) return null;
    if (message.kind === 'points') {
      const fits =
        message.at === gesture.points.length &&
        message.at + message.points.length <= GESTURE_TOTAL_NUMBERS_MAX;
      if (!fits) return null;
      for (const value of message.points) gesture.points.push(value);
    } else if (message.kind === 'path') {
      this.#gesture = { ...gesture, path: message.path };
    } else if (message.kind === 'box') {
      this.#gesture = { ...gesture, box: message.box };
    } else {
      this.#gesture = null;
      return { gesture, ended: message.kind };
    }
    return { gesture: this.#gesture ?? gesture, ended: false };
  }
}
