import type { Bounds } from '../../geometry/box.ts';
import type { Theme } from '../../shapes/palette.ts';
import { type Camera, onWholePixels, type Viewport } from '../camera.ts';
import { INK_OVERHANG_PX } from '../painter.ts';
import { CanvasSheet, coverage } from './canvas-sheet.ts';
import { GridDots } from './grid-dots.ts';
import {
  boundsOfPixels,
  intersectRects,
  isEmptyRect,
  type PixelRect,
  pixelsOf,
  type SurfaceView,
} from './surface-view.ts';

/** The canvas is larger than the window by so much on each side: small moves need no drawing. */
const MARGIN_CSS_PX = 128;
/** With less of it in the window it is drawn anew, zooming or not. */
const MIN_COVERAGE = 0.2;
/** The backdrop reaches over so many windows in each direction, at a fraction of the scale. */
const BACKDROP_WINDOWS = 3;
const BACKDROP_SCALE = 1 / 4;

export interface BoardCanvases {
  readonly main: HTMLCanvasElement;
  /** Under the main one. */
  readonly backdrop: HTMLCanvasElement;
}

/**
 * Draws the board's ink into a part of a canvas, which is empty but for the grid.
 *
 * @param blank makes a part empty again
 */
export type InkDrawer = (
  context: CanvasRenderingContext2D,
  rect: PixelRect,
  view: SurfaceView,
  blank: (part: PixelRect) => void,
) => void;

/**
 * The visible canvases of the board. The main one keeps what was drawn: moving and zooming shift and
 * stretch it by CSS as long as that will do, and an edit draws its own rectangle only. Where it has
 * shrunk while zooming out, a coarse backdrop shows what is around it.
 */
export class BoardSurface {
  readonly #main: CanvasSheet;
  readonly #backdrop: CanvasSheet;
  readonly #drawInk: InkDrawer;
  readonly #grid = new GridDots();
  #pixelRatio = 1;
  #marginPx = 0;
  /** The window in device pixels. */
  #window: PixelRect = { left: 0, top: 0, right: 0, bottom: 0 };
  #background = '';

  constructor(canvases: BoardCanvases, drawInk: InkDrawer) {
    this.#main = new CanvasSheet(canvases.main);
    this.#backdrop = new CanvasSheet(canvases.backdrop);
    this.#drawInk = drawInk;
    this.#backdrop.show(false);
  }

  /** The part of the board that is on the main canvas, its margins included. */
  get bounds(): Bounds | null {
    return this.#main.view && boundsOfPixels(this.#main.rect, this.#main.view);
  }

  /** Whether what is on the main canvas was drawn at a camera's zoom. */
  isDrawnAt(camera: Camera): boolean {
    return this.#main.view?.scale === camera.zoom * this.#pixelRatio;
  }

  /** Gives the canvases another size, which empties them. */
  resize(viewport: Viewport, pixelRatio: number): void {
    const width = Math.ceil(viewport.width * pixelRatio);
    const height = Math.ceil(viewport.height * pixelRatio);
    this.#pixelRatio = pixelRatio;
    this.#window = { left: 0, top: 0, right: width, bottom: height };
    this.#marginPx = Math.round(MARGIN_CSS_PX * pixelRatio);
    this.#main.resize(width + 2 * this.#marginPx, height + 2 * this.#marginPx, pixelRatio);
    const part = BACKDROP_WINDOWS * BACKDROP_SCALE;
    this.#backdrop.resize(Math.ceil(width * part), Math.ceil(height * part), pixelRatio);
  }

  /**
   * Moves what is drawn to where the camera wants it.
   * @returns whether that will do; otherwise it has to be drawn anew.
   */
  place(camera: Camera): boolean {
    const wanted = this.#windowView(camera);
    const rect = this.#main.rectIn(wanted);
    const covered = coverage(rect, this.#window);
    const isZooming = this.#main.view?.scale !== wanted.scale;
    if (covered < (isZooming ? MIN_COVERAGE : 1)) return false;
    this.#main.placeIn(wanted);
    if (covered < 1) this.#placeBackdrop(wanted);
    this.#backdrop.show(covered < 1);
    return true;
  }

  /** Draws everything for a camera. */
  drawAll(camera: Camera, theme: Theme, showsGrid: boolean): void {
    const wanted = this.#windowView(camera);
    const view = {
      scale: wanted.scale,
      originX: wanted.originX + this.#marginPx,
      originY: wanted.originY + this.#marginPx,
    };
    const { rect } = this.#main;
    this.#background = theme.canvas;
    this.#grid.prepare(view, rect.right, camera.zoom, theme, showsGrid);
    this.#main.view = view;
    this.#draw(rect, view);
    this.#main.placeIn(wanted);
    this.#backdrop.view = null;
    this.#backdrop.show(false);
  }

  /** Draws a part of the board anew, where it is on the canvas. */
  drawPart(bounds: Bounds): void {
    const { view, rect: whole } = this.#main;
    if (!view) return;
    const rect = intersectRects(pixelsOf(bounds, view, INK_OVERHANG_PX), whole);
    if (!isEmptyRect(rect)) this.#draw(rect, view);
  }

  #windowView(camera: Camera): SurfaceView {
    const { x, y } = onWholePixels(camera, this.#pixelRatio);
    const scale = camera.zoom * this.#pixelRatio;
    return { scale, originX: -Math.round(x * scale), originY: -Math.round(y * scale) };
  }

  #draw(rect: PixelRect, view: SurfaceView): void {
    const { context } = this.#main;
    const blank = (part: PixelRect): void => {
      fill(context, part, this.#background);
      this.#grid.paint(context, part);
    };
    blank(rect);
    this.#drawInk(context, rect, view, blank);
  }

  #placeBackdrop(wanted: SurfaceView): void {
    if (coverage(this.#backdrop.rectIn(wanted), this.#window) < 1) this.#drawBackdrop(wanted);
    this.#backdrop.placeIn(wanted);
  }

  /** Draws what is around the window, coarsely, with the window in the middle. */
  #drawBackdrop(wanted: SurfaceView): void {
    const { context, rect } = this.#backdrop;
    const around = (length: number): number => ((BACKDROP_WINDOWS - 1) / 2) * length;
    const view = {
      scale: wanted.scale * BACKDROP_SCALE,
      originX: Math.round((wanted.originX + around(this.#window.right)) * BACKDROP_SCALE),
      originY: Math.round((wanted.originY + around(this.#window.bottom)) * BACKDROP_SCALE),
    };
    const blank = (part: PixelRect): void => fill(context, part, this.#background);
    blank(rect);
    this.#drawInk(context, rect, view, blank);
    this.#backdrop.view = view;
  }
}

function fill(context: CanvasRenderingContext2D, rect: PixelRect, color: string): void {
  context.fillStyle = color;
  context.fillRect(rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top);
}
