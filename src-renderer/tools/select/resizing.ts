import { type Editor, NO_GUIDES } from '../../canvas/editor.ts';
import { type BoxHandle, gripPoint, resizeCursor } from '../../canvas/handles.ts';
import type { Modifiers, ToolPointer } from '../../canvas/pointer.ts';
import type { SelectionFrame } from '../../canvas/selection-frame.ts';
import { Snapper } from '../../canvas/snapping/snapper.ts';
import { rotatePoint } from '../../geometry/angle.ts';
import { centreOfBox } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import type { ScaleTransform } from '../../geometry/transform.ts';
import { Lifting } from './lifting.ts';

/** Nothing is made narrower than this, in board units: a side of no length could not be pulled out again. */
const LEAST_SIDE = 1;

/**
 * The scaling that brings a handle of a frame to a point. Shift keeps the ratio, or frees that of
 * pictures; Alt keeps the centre.
 * Beyond the other side it mirrors.
 */
export function scaleTo(
  frame: SelectionFrame,
  handle: BoxHandle,
  to: Point,
  modifiers: Modifiers,
): ScaleTransform {
  const { box, rotation } = frame;
  const centre = centreOfBox(box);
  const local = rotatePoint(to, centre, -rotation);
  // From the middle of the frame: the point that stays, and the side that goes along.
  const anchor: Point = modifiers.alt
    ? { x: 0, y: 0 }
    : { x: (-handle.x * box.width) / 2, y: (-handle.y * box.height) / 2 };
  const pulled = { x: (handle.x * box.width) / 2, y: (handle.y * box.height) / 2 };
  let scaleX = factor(local.x - centre.x - anchor.x, pulled.x - anchor.x, box.width);
  let scaleY = factor(local.y - centre.y - anchor.y, pulled.y - anchor.y, box.height);
  if (keepsRatio(frame, handle, modifiers)) {
    const scale = Math.max(
      pulled.x === 0 ? 0 : Math.abs(scaleX),
      pulled.y === 0 ? 0 : Math.abs(scaleY),
    );
    scaleX = scaleX < 0 ? -scale : scale;
    scaleY = scaleY < 0 ? -scale : scale;
  }
  const fixed = { x: centre.x + anchor.x, y: centre.y + anchor.y };
  return {
    kind: 'scale',
    rotation,
    anchor: rotatePoint(fixed, centre, rotation),
    scaleX,
    scaleY,
  };
}

function keepsRatio(frame: SelectionFrame, handle: BoxHandle, { shift }: Modifiers): boolean {
  return shift !== frame.prefersRatio || (frame.keepsRatio && !setsTextWidth(frame, handle));
}

/** The sides of a text alone say how wide it is, and its lines are broken there. */
function setsTextWidth({ only }: SelectionFrame, handle: BoxHandle): boolean {
  return only?.type === 'text' && handle.y === 0;
}

/** How much longer a side of `side` units becomes when its end goes from `before` to `now`. */
function factor(now: number, before: number, side: number): number {
  if (before === 0) return 1;
  const scale = now / before;
  const least = Math.min(1, LEAST_SIDE / side);
  return Math.abs(scale) >= least ? scale : scale < 0 ? -least : least;
}

/** Resizes the selection by a handle. */
export class Resizing extends Lifting {
  readonly name = 'resizing';
  readonly cursor: string;
  readonly #frame: SelectionFrame;
  readonly #handle: BoxHandle;
  /** From the pointer to the handle's point of the frame, so that nothing jumps at the start. */
  readonly #offset: Point;
  readonly #snapper: Snapper;

  constructor(
    editor: Editor,
    frame: SelectionFrame,
    handle: BoxHandle,
    down: ToolPointer,
    pointer: ToolPointer,
  ) {
    super(editor, down.point, pointer);
    this.#frame = frame;
    this.#handle = handle;
    this.cursor = resizeCursor(frame, handle);
    this.#snapper = new Snapper(editor, this.ids);
    const grip = gripPoint(frame, handle);
    this.#offset = { x: grip.x - down.point.x, y: grip.y - down.point.y };
  }

  protected transform(): ScaleTransform {
    const to = { x: this.to.x + this.#offset.x, y: this.to.y + this.#offset.y };
    return scaleTo(this.#frame, this.#handle, this.#snapped(to), this.modifiers);
  }

  /** The point with each side that moves on its own at what it snaps to. */
  #snapped(to: Point): Point {
    const { alt, accel } = this.modifiers;
    const frame = this.#frame;
    const isByRatio = keepsRatio(frame, this.#handle, this.modifiers);
    if (accel || isByRatio || frame.rotation !== 0) {
      this.editor.guides.set(NO_GUIDES);
      return to;
    }
    const { box } = frame;
    const centre = centreOfBox(box);
    const span = (grip: -1 | 0 | 1, at: number, middle: number, length: number) => {
      const opposite = alt ? 2 * middle - at : middle - (grip * length) / 2;
      return grip === 0
        ? { min: middle - length / 2, max: middle + length / 2, parts: null }
        : {
            min: Math.min(at, opposite),
            max: Math.max(at, opposite),
            parts: { min: at <= opposite, middle: false, max: at > opposite, gaps: false },
          };
    };
    const x = span(this.#handle.x, to.x, centre.x, box.width);
    const y = span(this.#handle.y, to.y, centre.y, box.height);
    const snap = this.#snapper.snap(
      { minX: x.min, maxX: x.max, minY: y.min, maxY: y.max },
      { parts: { x: x.parts, y: y.parts } },
    );
    this.editor.guides.set(snap.guides.length > 0 ? snap.guides : NO_GUIDES);
    return { x: to.x + snap.x, y: to.y + snap.y };
  }
}
