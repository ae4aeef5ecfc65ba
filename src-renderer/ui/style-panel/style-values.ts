import { PALETTE_NAMES } from '../../board/element.ts';
import { SOFT_RADIUS } from '../../board/registers.ts';

/** Fifteen colours in four columns; the sixteenth place is for any other one. */
export const SWATCH_NAMES = PALETTE_NAMES;

export const SWATCH_COLUMNS = 4;

export type SizeKey = 's' | 'm' | 'l' | 'xl';

/** Stroke widths in board units by the key of their name, and how thick their picture is. */
export const STROKE_WIDTHS = [
  { key: 's', size: 2, previewPx: 1.5 },
  { key: 'm', size: 4, previewPx: 2.5 },
  { key: 'l', size: 8, previewPx: 4 },
  { key: 'xl', size: 14, previewPx: 6.5 },
] as const;

/** Radii of corners in board units, and of their picture; the last makes the shorter side round. */
export const CORNER_RADII = [
  { key: 'sharp', radius: 0, previewPx: 0 },
  { key: 'soft', radius: SOFT_RADIUS, previewPx: 3 },
  { key: 'round', radius: 20, previewPx: 6 },
  { key: 'full', radius: 10_000, previewPx: 10 },
] as const;

/** Font sizes in board units, and how large the letter of their picture is. */
export const FONT_SIZES = [
  { key: 's', size: 16, previewPx: 11 },
  { key: 'm', size: 24, previewPx: 14 },
  { key: 'l', size: 36, previewPx: 17 },
  { key: 'xl', size: 56, previewPx: 21 },
] as const;
