import type { ElementId } from '../board/element.ts';
import { type Bounds, inflate } from '../geometry/box.ts';
import { paintElement } from '../shapes/paint-element.ts';
import { solidColor, type Theme } from '../shapes/palette.ts';
import { SHAPES } from '../shapes/registry.ts';
import type { PaintContext, PaintOptions, PathSource, ShapeElement } from '../shapes/shape.ts';
import type { Camera } from './camera.ts';
import type { PictureCache } from './pictures/picture-cache.ts';
import type { Scene, SceneNode } from './scene.ts';

/** Below this zoom strokes are painted as decimated polylines: about six times faster. */
export const FAR_ZOOM = 0.5;
/** A polyline has no pressure: its mean width, per nominal width. */
const FAR_WIDTH_PER_SIZE = 0.8;
/** Thinnest far line, in screen pixels: thinner ones would vanish. */
const FAR_MIN_WIDTH_PX = 0.7;
/** Opacity of what the eraser is about to take. */
export const ERASING_ALPHA = 0.25;

export interface PaintState {
  /** Shown elsewhere at the moment (on the live layer, while they are dragged). */
  readonly hidden: ReadonlySet<ElementId>;
  /** Shown pale: about to be erased. */
  readonly faded: ReadonlySet<ElementId>;
}

/** Least distance between two points of a far line, in screen pixels: curves still look round. */
const FAR_SPACING_PX = 2.5;

/** Ink may reach beyond its exact bounds by so much: antialiasing, and far lines that are widened. */
export const INK_OVERHANG_PX = 2;

/** Paints the part of a board that lies in given bounds: what a layer, a tile or a thumbnail shows. */
export class BoardPainter {
  readonly #scene: Scene;
  readonly #options: PaintOptions;
  /** Where pictures are painted from. */
  readonly pictures: PictureCache | null;
  #uncached: BoardPainter | null = null;

  /** @param paths cache of built paths; `null` where there is no `Path2D`. */
  constructor(scene: Scene, paths: PathSource | null, pictures: PictureCache | null = null) {
    this.#scene = scene;
    this.pictures = pictures;
    this.#options = { paths, pictures: pictures ?? undefined };
  }

  /** One that builds every path anew: for elements that are not as the document has them. */
  withoutCache(): BoardPainter {
    this.#uncached ??= new BoardPainter(this.#scene, null, this.pictures);
    return this.#uncached;
  }

  /** Whether any of the elements is a picture that would look different in a moment. */
  awaitsPicture(elements: readonly ShapeElement[], zoom: number): boolean {
    const { pictures } = this;
    if (!pictures) return false;
    return elements.some(
      ({ picture, box }) =>
        picture !== null && pictures.isPending(picture, box.width * zoom, box.height * zoom),
    );
  }

  /** The elements whose ink may be seen in a part of the board, bottom first. */
  nodesIn(bounds: Bounds, zoom: number): SceneNode[] {
    return this.#scene.query(inflate(bounds, INK_OVERHANG_PX / zoom));
  }

  /**
   * @param ctx in pixels of the surface; the camera's transform is applied here.
   * @param bounds part of the board to paint. The caller clips and clears.
   */
  paint(ctx: PaintContext, bounds: Bounds, camera: Camera, theme: Theme, state: PaintState): void {
    this.paintElements(ctx, this.nodesIn(bounds, camera.zoom), camera, theme, state);
  }

  /** Paints these, in the given order, as they look in a part of the board. */
  paintElements(
    ctx: PaintContext,
    elements: readonly ShapeElement[],
    camera: Camera,
    theme: Theme,
    state: PaintState,
  ): void {
    const whole = this.paintInSlices(ctx, elements, camera, theme, state, elements.length);
    while (!whole.next().done);
  }

  /**
   * The same with a pause after so many elements. Between two pauses the context is as the caller
   * left it.
   */
  *paintInSlices(
    ctx: PaintContext,
    elements: readonly ShapeElement[],
    camera: Camera,
    theme: Theme,
    state: PaintState,
    sliceLength: number,
  ): Generator<void> {
    const options = { ...this.#options, scale: camera.zoom };
    for (let start = 0; start < elements.length; start += sliceLength) {
      if (start > 0) yield;
      const end = Math.min(elements.length, start + sliceLength);
      ctx.save();
      ctx.scale(camera.zoom, camera.zoom);
      ctx.translate(-camera.x, -camera.y);
      const far = camera.zoom < FAR_ZOOM ? new FarBatch(ctx, camera.zoom, theme) : null;
      for (let i = start; i < end; i += 1) {
        const element = elements[i];
        if (element) this.#paintElement(ctx, element, theme, state, options, far);
      }
      far?.flush();
      ctx.restore();
    }
  }

  #paintElement(
    ctx: PaintContext,
    element: ShapeElement,
    theme: Theme,
    state: PaintState,
    options: PaintOptions,
    far: FarBatch | null,
  ): void {
    if (state.hidden.has(element.id)) return;
    const faded = state.faded.has(element.id);
    if (far && !faded && far.take(element)) return;
    far?.flush();
    if (faded) ctx.globalAlpha = ERASING_ALPHA;
    paintElement(ctx, element, theme, options);
    if (faded) ctx.globalAlpha = 1;
  }
}

/** Gathers far strokes of one colour and width that follow each other into one stroked path. */
class FarBatch {
  readonly #ctx: PaintContext;
  readonly #zoom: number;
  readonly #theme: Theme;
  #key: string | null = null;

  constructor(ctx: PaintContext, zoom: number, theme: Theme) {
    this.#ctx = ctx;
    this.#zoom = zoom;
    this.#theme = theme;
  }

  /** @returns false for an element that has to be painted as it is. */
  take(element: ShapeElement): boolean {
    const { traceFar } = SHAPES[element.type];
    if (!traceFar || element.rotation !== 0 || element.opacity !== 1) return false;
    const key = `${element.color}/${element.size}`;
    if (key !== this.#key) {
      this.flush();
      this.#key = key;
      this.#ctx.beginPath();
      this.#ctx.strokeStyle = solidColor(element.color, this.#theme);
      this.#ctx.lineWidth = Math.max(
        element.size * FAR_WIDTH_PER_SIZE,
        FAR_MIN_WIDTH_PX / this.#zoom,
      );
      this.#ctx.lineJoin = 'round';
      this.#ctx.lineCap = 'round';
    }
    traceFar(element, FAR_SPACING_PX / this.#zoom, this.#ctx);
    return true;
  }

  flush(): void {
    if (this.#key === null) return;
    this.#ctx.stroke();
    this.#key = null;
  }
}
