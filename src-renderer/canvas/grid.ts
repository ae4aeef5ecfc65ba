import type { Theme } from '../shapes/palette.ts';

/** Distance of the dots at 100 %, in board units. */
export const GRID_SPACING = 24;
/** Opacity at 100 %: there when looked for, gone when drawing. */
const GRID_ALPHA: Readonly<Record<Theme['name'], number>> = { light: 0.17, dark: 0.15 };
/** The grid fades out between these zooms. */
const FADE_FROM_ZOOM = 0.9;
const FADE_TO_ZOOM = 0.4;
/** Side of a dot in CSS pixels. */
export const GRID_DOT_PX = 1.5;
/** Zoomed in, dots further apart than this get ones between them. */
const MAX_SPACING_PX = 60;

/** Opacity of the grid at a zoom, 0 when it is not seen at all. */
export function gridAlpha(zoom: number, theme: Theme): number {
  const part = (zoom - FADE_TO_ZOOM) / (FADE_FROM_ZOOM - FADE_TO_ZOOM);
  return GRID_ALPHA[theme.name] * Math.min(1, Math.max(0, part));
}

/** Distance of the dots in board units at a zoom. */
export function gridSpacing(zoom: number): number {
  let spacing = GRID_SPACING;
  while (spacing * zoom > MAX_SPACING_PX) spacing /= 2;
  return spacing;
}
