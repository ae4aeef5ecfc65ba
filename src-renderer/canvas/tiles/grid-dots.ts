import type { Theme } from '../../shapes/palette.ts';
import { GRID_DOT_PX, gridAlpha, gridSpacing } from '../grid.ts';
import type { PixelRect, SurfaceView } from './surface-view.ts';

/**
 * The grid under the tiles. Every row of dots looks the same, so one row is painted and copied:
 * a fraction of the work of painting each dot. Dots lie on whole pixels, so all look alike.
 */
export class GridDots {
  readonly #row = document.createElement('canvas');
  #view: SurfaceView | null = null;
  #spacing = 0;
  #heightPx = 0;

  /** Makes ready for a view; to be called when the view, the theme or the grid's switch changes. */
  prepare(view: SurfaceView, widthPx: number, zoom: number, theme: Theme, isOn: boolean): void {
    const alpha = isOn ? gridAlpha(zoom, theme) : 0;
    this.#view = alpha > 0 ? view : null;
    if (alpha === 0) return;
    const ratio = view.scale / zoom;
    const side = GRID_DOT_PX * ratio;
    this.#spacing = gridSpacing(zoom) * view.scale;
    this.#heightPx = Math.ceil(side);
    this.#row.width = widthPx;
    this.#row.height = this.#heightPx;
    const context = this.#row.getContext('2d');
    if (!context) return;
    context.globalAlpha = alpha;
    context.fillStyle = theme.grid;
    context.beginPath();
    for (const x of this.#places(view.originX, -this.#heightPx, widthPx)) {
      context.rect(x, 0, side, side);
    }
    context.fill();
  }

  paint(context: CanvasRenderingContext2D, rect: PixelRect): void {
    if (!this.#view) return;
    const width = rect.right - rect.left;
    for (const y of this.#places(this.#view.originY, rect.top - this.#heightPx, rect.bottom)) {
      const top = Math.max(y, rect.top);
      const height = Math.min(y + this.#heightPx, rect.bottom) - top;
      if (height <= 0) continue;
      context.drawImage(
        this.#row,
        rect.left,
        top - y,
        width,
        height,
        rect.left,
        top,
        width,
        height,
      );
    }
  }

  *#places(origin: number, from: number, to: number): Generator<number> {
    const half = Math.floor(this.#heightPx / 2);
    for (let i = Math.floor((from - origin) / this.#spacing); ; i += 1) {
      const place = Math.round(i * this.#spacing) + origin - half;
      if (place >= to) return;
      yield place;
    }
  }
}
