import { POINT_STRIDE } from '../ink/outline.ts';
import { type PieceRange, piecesOf } from '../ink/pieces.ts';
import { paintElement } from '../shapes/paint-element.ts';
import type { Theme } from '../shapes/palette.ts';
import type { Camera, Viewport } from './camera.ts';
import { type GesturePreview, shapeOfGesture } from './gesture.ts';

export interface InkView {
  readonly camera: Camera;
  readonly theme: Theme;
  readonly viewport: Viewport;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/** A canvas of the window's size, in device pixels, kept from frame to frame. */
class Sheet {
  readonly canvas = document.createElement('canvas');
  readonly context: CanvasRenderingContext2D;

  constructor() {
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('the browser gives no 2D context for long strokes');
    this.context = context;
  }

  /** Empties it, and makes board units of its context for a view. */
  prepare({ camera, viewport, pixelRatio }: InkView): void {
    const width = Math.ceil(viewport.width * pixelRatio);
    const height = Math.ceil(viewport.height * pixelRatio);
    const scale = camera.zoom * pixelRatio;
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, width, height);
    this.context.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
  }
}

/**
 * Paints a long stroke while it grows: what does not change any more is kept as a picture, so that a
 * frame costs as much as for a short one.
 */
export class FrozenInk {
  #sheet: Sheet | null = null;
  /** Where ink and tail are put together when they shine through: each would be seen in the other. */
  #blend: Sheet | null = null;
  #key = '';
  #pieces = 0;

  /**
   * @param ctx in CSS pixels
   * @returns false, with nothing painted, when it is no long stroke
   */
  paint(ctx: CanvasRenderingContext2D, gesture: GesturePreview, view: InkView): boolean {
    const { points } = gesture;
    const { pieces, tail } = piecesOf((points?.length ?? 0) / POINT_STRIDE);
    if (gesture.type !== 'stroke' || !points || pieces.length === 0) return false;
    const sheet = this.#sheetFor(gesture, view);
    for (const piece of pieces.slice(this.#pieces)) paintPiece(sheet, gesture, piece, view.theme);
    this.#pieces = pieces.length;
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    if (gesture.opacity === 1) {
      ctx.drawImage(sheet.canvas, 0, 0);
      ctx.restore();
      ctx.save();
      ctx.scale(view.camera.zoom, view.camera.zoom);
      ctx.translate(-view.camera.x, -view.camera.y);
      paintElement(ctx, pieceOf(gesture, tail), view.theme, { paths: null });
    } else {
      this.#blend ??= new Sheet();
      const { context, canvas } = this.#blend;
      this.#blend.prepare(view);
      paintPiece(this.#blend, gesture, tail, view.theme);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(sheet.canvas, 0, 0);
      ctx.globalAlpha = gesture.opacity;
      ctx.drawImage(canvas, 0, 0);
    }
    ctx.restore();
    return true;
  }

  /** Frees the memory, once nothing is drawn. */
  forget(): void {
    this.#sheet = null;
    this.#blend = null;
    this.#key = '';
  }

  #sheetFor(gesture: GesturePreview, view: InkView): Sheet {
    const { camera, theme, viewport, pixelRatio } = view;
    const { x, y, zoom } = camera;
    const { width, height } = viewport;
    const key = [gesture.id, x, y, zoom, theme.name, width, height, pixelRatio].join();
    this.#sheet ??= new Sheet();
    if (key !== this.#key) {
      this.#key = key;
      this.#pieces = 0;
      this.#sheet.prepare(view);
    }
    return this.#sheet;
  }
}

/** A part of a stroke, as opaque as ink is. */
function pieceOf(
  gesture: GesturePreview,
  { from, to }: PieceRange,
): ReturnType<typeof shapeOfGesture> {
  const points = gesture.points?.slice(from * POINT_STRIDE, to * POINT_STRIDE) ?? [];
  const { ahead = [], points: all = [], ...rest } = gesture;
  const isTail = to * POINT_STRIDE === all.length;
  return shapeOfGesture({ ...rest, points, ahead: isTail ? ahead : [], opacity: 1 });
}

function paintPiece(
  { context }: Sheet,
  gesture: GesturePreview,
  piece: PieceRange,
  theme: Theme,
): void {
  paintElement(context, pieceOf(gesture, piece), theme, { paths: null });
}
