import {
  type Affine,
  affineOf,
  boundsUnder,
  compose,
  IDENTITY,
  invert,
} from '../../geometry/affine.ts';
import {
  type Bounds,
  containsBounds,
  inflate,
  intersection,
  intersects,
} from '../../geometry/box.ts';
import { isRigid, type Transform } from '../../geometry/transform.ts';
import type { Theme } from '../../shapes/palette.ts';
import type { Camera } from '../camera.ts';
import { type BoardPainter, INK_OVERHANG_PX } from '../painter.ts';
import {
  boundsOfPixels,
  type PixelRect,
  pixelsOf,
  type SurfaceView,
} from '../tiles/surface-view.ts';
import { type LiftedShape, paintLifted } from './lifted-shape.ts';

/** Elements painted between two looks at the clock. */
const SLICE_LENGTH = 60;

interface Drawing {
  readonly transform: Transform;
  readonly view: SurfaceView;
  readonly bounds: Bounds;
}

interface Job extends Drawing {
  readonly pixelRatio: number;
  readonly canvas: HTMLCanvasElement;
  readonly steps: Generator<void>;
}

/**
 * Many elements as one picture, which is painted once and then moved, turned and stretched by CSS: no
 * pixel is touched by a move. Shown from when it is complete.
 */
export class LiftSheet {
  readonly #host: HTMLElement;
  readonly #painter: BoardPainter;
  #canvas: HTMLCanvasElement | null = null;
  #pixelRatio = 1;
  #shown: Drawing | null = null;
  #job: Job | null = null;

  /** @param host what the picture is put into, positioned at the canvas's corner */
  constructor(host: HTMLElement, painter: BoardPainter) {
    this.#host = host;
    this.#painter = painter;
  }

  get isPainting(): boolean {
    return this.#job !== null;
  }

  /**
   * Whether it shows what is wanted, or is about to, at a scale and for a transform.
   * @param visible the part of the board that is seen
   * @param all where the elements are under the transform
   */
  willDo(visible: Bounds, all: Bounds, scale: number, transform: Transform): boolean {
    const drawn = this.#job ?? this.#shown;
    if (drawn?.view.scale !== scale) return false;
    if (drawn.transform !== transform && !isRigid(transform)) return false;
    const map = mapFrom(drawn, transform);
    const back = map && invert(map);
    if (!back) return false;
    // Seen from the drawing, as if it had not moved since.
    const seen = boundsUnder(back, visible);
    const needed = intersection(seen, boundsUnder(back, all));
    if (!needed) return true;
    // Arithmetic may have moved it by next to nothing.
    return containsBounds(inflate(drawn.bounds, 1 / scale), needed);
  }

  /** Begins to paint the shapes within a part of the board. What is shown meanwhile stays. */
  begin(
    shapes: readonly LiftedShape[],
    transform: Transform,
    bounds: Bounds,
    camera: Camera,
    pixelRatio: number,
    theme: Theme,
  ): void {
    const scale = camera.zoom * pixelRatio;
    const atOrigin = { scale, originX: 0, originY: 0 };
    const rect = pixelsOf(bounds, atOrigin, INK_OVERHANG_PX);
    const view = { scale, originX: -rect.left, originY: -rect.top };
    const width = Math.max(1, rect.right - rect.left);
    const height = Math.max(1, rect.bottom - rect.top);
    const whole: PixelRect = { left: 0, top: 0, right: width, bottom: height };
    const part = boundsOfPixels(whole, view);
    const here = shapes.filter((shape) => intersects(shape.bounds, part));
    const canvas = document.createElement('canvas');
    // Nothing needs no memory.
    canvas.width = here.length > 0 ? width : 1;
    canvas.height = here.length > 0 ? height : 1;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('the browser gives no 2D context for what is lifted');
    this.#job = {
      pixelRatio,
      canvas,
      view,
      bounds,
      transform,
      steps: this.#paint(context, here, transform, view, theme),
    };
  }

  /** Goes on painting until a time. @returns whether it is complete. */
  work(untilMs: number): boolean {
    const job = this.#job;
    if (!job) return true;
    while (!job.steps.next().done) if (performance.now() >= untilMs) return false;
    this.#job = null;
    this.#show(job);
    return true;
  }

  /** Puts it where a camera and a transform want it. */
  place(camera: Camera, transform: Transform): void {
    const shown = this.#shown;
    if (!shown || !this.#canvas) return;
    const map = mapFrom(shown, transform) ?? IDENTITY;
    // From the canvas's CSS pixels to the board, through the transform, and to the window.
    const perBoard = shown.view.scale / this.#pixelRatio;
    const toBoard: Affine = {
      ...IDENTITY,
      a: 1 / perBoard,
      d: 1 / perBoard,
      e: -shown.view.originX / shown.view.scale,
      f: -shown.view.originY / shown.view.scale,
    };
    const toWindow: Affine = {
      ...IDENTITY,
      a: camera.zoom,
      d: camera.zoom,
      e: -camera.x * camera.zoom,
      f: -camera.y * camera.zoom,
    };
    const { a, b, c, d, e, f } = compose(toWindow, compose(map, toBoard));
    this.#canvas.style.transform = `matrix(${a}, ${b}, ${c}, ${d}, ${e}, ${f})`;
  }

  remove(): void {
    this.#shown = null;
    this.#job = null;
    this.#canvas?.remove();
    this.#canvas = null;
  }

  *#paint(
    context: CanvasRenderingContext2D,
    shapes: readonly LiftedShape[],
    transform: Transform,
    view: SurfaceView,
    theme: Theme,
  ): Generator<void> {
    const camera = {
      x: -view.originX / view.scale,
      y: -view.originY / view.scale,
      zoom: view.scale,
    };
    for (let at = 0; at < shapes.length; at += SLICE_LENGTH) {
      if (at > 0) yield;
      const slice = shapes.slice(at, at + SLICE_LENGTH);
      paintLifted(context, slice, transform, this.#painter, camera, theme);
    }
  }

  #show(job: Job): void {
    const { canvas, pixelRatio } = job;
    this.#pixelRatio = pixelRatio;
    Object.assign(canvas.style, {
      position: 'absolute',
      left: '0',
      top: '0',
      width: `${canvas.width / pixelRatio}px`,
      height: `${canvas.height / pixelRatio}px`,
      transformOrigin: '0 0',
      // A layer of its own: moving it repaints nothing.
      willChange: 'transform',
    });
    if (this.#canvas) this.#canvas.replaceWith(canvas);
    else this.#host.append(canvas);
    this.#canvas = canvas;
    this.#shown = job;
  }
}

/** From what is drawn to another transform; `null` where that is no affine map. */
function mapFrom({ transform: drawn }: Drawing, wanted: Transform): Affine | null {
  if (drawn === wanted) return IDENTITY;
  const from = affineOf(drawn);
  const to = affineOf(wanted);
  const back = from && invert(from);
  return to && back && compose(to, back);
}
