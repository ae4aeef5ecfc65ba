import { PALETTE_NAMES } from '../../board/element.ts';

/**
 * Fifteen colours in four columns. The sixteenth place is for another colour (stroke) or for none
 * (fill), so that the grid is full and every colour keeps its place in both.
 */
export const SWATCH_NAMES = PALETTE_NAMES;

export const SWATCH_COLUMNS = 4;

/** Stroke widths in board units by the key of their name, and how thick their picture is. */
export const STROKE_WIDTHS = [
  { key: 's', size: 2, previewPx: 1.5 },
  { key: 'm', size: 4, previewPx: 2.5 },
  { key: 'l', size: 8, previewPx: 4 },
  { key: 'xl', size: 14, previewPx: 6.5 },
] as const;
