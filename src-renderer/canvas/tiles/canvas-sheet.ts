import { intersectRects, isEmptyRect, type PixelRect, type SurfaceView } from './surface-view.ts';

/**
 * A canvas that keeps what was drawn on it for one view, and is shifted and stretched by CSS to where
 * another view wants it. It is opaque: what lies under it does not shine through its ink.
 */
export class CanvasSheet {
  readonly context: CanvasRenderingContext2D;
  /** What is drawn on it; `null` before something was. */
  view: SurfaceView | null = null;
  readonly #canvas: HTMLCanvasElement;
  #pixelRatio = 1;

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('the browser gives no 2D context for the board');
    this.context = context;
    this.#canvas = canvas;
    canvas.style.transformOrigin = '0 0';
  }

  /** All its pixels. */
  get rect(): PixelRect {
    return { left: 0, top: 0, right: this.#canvas.width, bottom: this.#canvas.height };
  }

  /** Gives it another size in device pixels, which empties it. */
  resize(width: number, height: number, pixelRatio: number): void {
    this.#pixelRatio = pixelRatio;
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#canvas.style.width = `${width / pixelRatio}px`;
    this.#canvas.style.height = `${height / pixelRatio}px`;
    this.view = null;
  }

  /** Where its edges would be in a view of the window, in device pixels. */
  rectIn(wanted: SurfaceView): PixelRect | null {
    if (!this.view) return null;
    const stretch = wanted.scale / this.view.scale;
    const left = wanted.originX - this.view.originX * stretch;
    const top = wanted.originY - this.view.originY * stretch;
    return {
      left,
      top,
      right: left + this.#canvas.width * stretch,
      bottom: top + this.#canvas.height * stretch,
    };
  }

  /** Puts it where a view of the window wants it. */
  placeIn(wanted: SurfaceView): void {
    const rect = this.rectIn(wanted);
    if (!rect || !this.view) return;
    const left = rect.left / this.#pixelRatio;
    const top = rect.top / this.#pixelRatio;
    const stretch = wanted.scale / this.view.scale;
    this.#canvas.style.transform = `translate(${left}px, ${top}px) scale(${stretch})`;
  }

  show(isShown: boolean): void {
    const visibility = isShown ? '' : 'hidden';
    if (this.#canvas.style.visibility !== visibility) this.#canvas.style.visibility = visibility;
  }
}

/** How much of `window` a rectangle covers, 0 to 1. */
export function coverage(rect: PixelRect | null, window: PixelRect): number {
  if (!rect) return 0;
  const common = intersectRects(rect, window);
  if (isEmptyRect(common)) return 0;
  return areaOf(common) / areaOf(window);
}

function areaOf({ left, top, right, bottom }: PixelRect): number {
  return (right - left) * (bottom - top);
}
