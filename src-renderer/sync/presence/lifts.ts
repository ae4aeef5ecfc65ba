import { z } from 'zod';
import { LIFT_ELEMENTS_MAX, type LiveLift } from './live-lift.ts';

const coordinate = z.number().min(-1e9).max(1e9);
const degrees = z.number().min(-1e6).max(1e6);
const factor = z.number().min(-1e4).max(1e4);
const id = z.string().min(1).max(64);
const point = z.object({ x: coordinate, y: coordinate });

const transform = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), dx: coordinate, dy: coordinate }),
  z.object({ kind: z.literal('turn'), degrees, pivot: point.nullable() }),
  z.object({
    kind: z.literal('scale'),
    rotation: degrees,
    anchor: point,
    scaleX: factor,
    scaleY: factor,
  }),
  z.object({ kind: z.literal('end'), end: z.enum(['first', 'last']), to: point }),
]);

/**
 * Elements in somebody's hand: `lift` says which (again when they are others, or copies now), then
 * `transform` what is done to them, and `drop` that it landed in the document or was cancelled.
 */
export const liftMessages = [
  z.object({
    kind: z.literal('lift'),
    id,
    ids: z.array(id).min(1).max(LIFT_ELEMENTS_MAX),
    copies: z.boolean(),
  }),
  z.object({ kind: z.literal('transform'), id, transform }),
  z.object({ kind: z.literal('drop'), id, landed: z.boolean() }),
] as const;
export type LiftMessage = z.infer<(typeof liftMessages)[number]>;

/** Says what one receiver has not been told yet of the elements in this person's hand. */
export class LiftSender {
  #id: string | null = null;
  #head = '';
  #transform = '';

  /**
   * @param lift what is lifted now; null = nothing
   * @param landed whether the one before ended in the document (else it was cancelled)
   */
  messages(lift: LiveLift | null, landed: boolean): LiftMessage[] {
    const out: LiftMessage[] = [];
    if (this.#id !== null && this.#id !== lift?.id) {
      out.push({ kind: 'drop', id: this.#id, landed });
      this.#id = null;
    }
    // More than can be told are not shown on their way, only where they land.
    if (!lift || lift.ids.length === 0 || lift.ids.length > LIFT_ELEMENTS_MAX) return out;
    const head = JSON.stringify([lift.ids, lift.copies]);
    if (this.#id === null || head !== this.#head) {
      out.push({ kind: 'lift', id: lift.id, ids: [...lift.ids], copies: lift.copies });
      this.#transform = '';
    }
    const now = JSON.stringify(lift.transform);
    if (now !== this.#transform) {
      out.push({ kind: 'transform', id: lift.id, transform: lift.transform });
    }
    this.#id = lift.id;
    this.#head = head;
    this.#transform = now;
    return out;
  }
}

export type ReceivedLift =
  | { readonly kind: 'shown'; readonly lift: LiveLift }
  | { readonly kind: 'dropped'; readonly id: string; readonly landed: boolean };

/** Puts the pieces of one sender's lifts together. */
export class LiftReceiver {
  #head: Pick<LiveLift, 'id' | 'ids' | 'copies'> | null = null;

  /** @returns null when the message did not fit what came before, or shows nothing yet */
  receive(message: LiftMessage): ReceivedLift | null {
    if (message.kind === 'lift') {
      this.#head = { id: message.id, ids: message.ids, copies: message.copies };
      return null;
    }
    const head = this.#head;
    if (head?.id !== message.id) return null;
    if (message.kind === 'transform') {
      return { kind: 'shown', lift: { ...head, transform: message.transform } };
    }
    this.#head = null;
    return { kind: 'dropped', id: message.id, landed: message.landed };
  }
}
