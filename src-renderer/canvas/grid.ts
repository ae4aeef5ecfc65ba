import type { Bounds } from '../geometry/box.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext } from '../shapes/shape.ts';
import type { Camera } from './camera.ts';

/** Distance of the dots at 100 %, in board units. */
export const GRID_SPACING = 24;
/** Opacity at 100 %: there when looked for, gone when drawing. */
const GRID_ALPHA: Readonly<Record<Theme['name'], number>> = { light: 0.17, dark: 0.15 };
/** The grid fades out between these zooms. */
const FADE_FROM_ZOOM = 0.9;
const FADE_TO_ZOOM = 0.4;
const DOT_PX = 1.5;
/** Zoomed in, dots further apart than this get ones between them. */
const MAX_SPACING_PX = 60;

/** Opacity of the grid at a zoom, 0 when it is not seen at all. */
export function gridAlpha(zoom: number, theme: Theme): number {
  const part = (zoom - FADE_TO_ZOOM) / (FADE_FROM_ZOOM - FADE_TO_ZOOM);
  return GRID_ALPHA[theme.name] * Math.min(1, Math.max(0, part));
}

/** Dots under the drawing. The context is in CSS pixels. */
export function paintGrid(ctx: PaintContext, bounds: Bounds, camera: Camera, theme: Theme): void {
  const alpha = gridAlpha(camera.zoom, theme);
  if (alpha === 0) return;
  let spacing = GRID_SPACING;
  while (spacing * camera.zoom > MAX_SPACING_PX) spacing /= 2;
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.fillStyle = theme.grid;
  ctx.beginPath();
  const half = DOT_PX / 2;
  for (let y = Math.floor(bounds.minY / spacing) * spacing; y <= bounds.maxY; y += spacing) {
    const top = (y - camera.y) * camera.zoom - half;
    for (let x = Math.floor(bounds.minX / spacing) * spacing; x <= bounds.maxX; x += spacing) {
      ctx.rect((x - camera.x) * camera.zoom - half, top, DOT_PX, DOT_PX);
    }
  }
  ctx.fill();
  ctx.restore();
}
