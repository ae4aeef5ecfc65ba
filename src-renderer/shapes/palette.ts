import type { Color, Fill, FillStyle, PaletteName } from '../board/element.ts';
import { readableOn } from './contrast.ts';

export type ThemeName = 'light' | 'dark';

/** One palette colour: a solid for strokes and text, a soft one for fills, each with its dark partner. */
export interface PaletteEntry {
  readonly light: string;
  readonly dark: string;
  readonly softLight: string;
  readonly softDark: string;
}

/**
 * The drawing palette. Picked in OKLCH: solids are as light as their hue stays itself (at least 3:1
 * on both canvases), the dark partners sit 0.17 lighter with less chroma; soft fills are one
 * lightness per theme (0.94 and 0.33), so that a row of them looks like one family and the solids
 * stay readable on them. Black and white are ink and paper: they trade places in the dark theme.
 */
export const PALETTE: Readonly<Record<PaletteName, PaletteEntry>> = {
  black: { light: '#1d1e20', dark: '#ebebed', softLight: '#e6e6e8', softDark: '#3a3b3f' },
  grey: { light: '#7d8087', dark: '#9b9ea6', softLight: '#efeff1', softDark: '#2e2f33' },
  white: { light: '#ffffff', dark: '#2a2b2e', softLight: '#ffffff', softDark: '#232427' },
  red: { light: '#db2b33', dark: '#ff857d', softLight: '#fee4e1', softDark: '#542523' },
  orange: { light: '#d35f03', dark: '#fea06e', softLight: '#fee5d9', softDark: '#522912' },
  amber: { light: '#c67f04', dark: '#f8b76a', softLight: '#fee7cd', softDark: '#492f0b' },
  yellow: { light: '#a98d02', dark: '#dbc36a', softLight: '#f4eccb', softDark: '#3f350d' },
  lime: { light: '#729704', dark: '#a9cb68', softLight: '#e3f2cd', softDark: '#2d3b10' },
  green: { light: '#078f42', dark: '#6fc082', softLight: '#d6f5db', softDark: '#1b3e24' },
  teal: { light: '#018d82', dark: '#69c0b5', softLight: '#d4f3ee', softDark: '#173d38' },
  cyan: { light: '#018fad', dark: '#65c3df', softLight: '#d1f2fd', softDark: '#113b47' },
  blue: { light: '#0172dc', dark: '#68aafe', softLight: '#dfedff', softDark: '#1a3658' },
  indigo: { light: '#4d49d7', dark: '#7e88f8', softLight: '#e6eafe', softDark: '#2d3159' },
  violet: { light: '#853ece', dark: '#b282f2', softLight: '#efe6fe', softDark: '#3c2c53' },
  pink: { light: '#d43691', dark: '#ff85c3', softLight: '#ffe2ee', softDark: '#4f253a' },
};

/** Colours of the canvas itself, which belong to no element. */
export interface Theme {
  readonly name: ThemeName;
  readonly canvas: string;
  /** Dots of the grid. */
  readonly grid: string;
  /** Selection outlines and the marquee. */
  readonly accent: string;
  /** Inside of the marquee. */
  readonly accentSoft: string;
}

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    name: 'light',
    canvas: '#fbfbfa',
    grid: '#1d1e20',
    accent: '#4f55e3',
    accentSoft: 'rgba(79, 85, 227, 0.07)',
  },
  dark: {
    name: 'dark',
    canvas: '#18191b',
    grid: '#ebebed',
    accent: '#8b93ff',
    accentSoft: 'rgba(139, 147, 255, 0.1)',
  },
};

function isPaletteName(color: Color): color is PaletteName {
  return Object.hasOwn(PALETTE, color);
}

/** CSS colour of a stroke or text in a theme. A fixed `#rrggbb` stays as it is. */
export function solidColor(color: Color, theme: Theme): string {
  if (!isPaletteName(color)) return color;
  return PALETTE[color][theme.name];
}

/** CSS colour of a fill in a theme: a soft one is the soft partner of its palette colour. */
export function fillColor(color: Color, style: FillStyle, theme: Theme): string {
  if (style === 'solid' || !isPaletteName(color)) return solidColor(color, theme);
  const entry = PALETTE[color];
  return theme.name === 'light' ? entry.softLight : entry.softDark;
}

/** What a note's colour is between a soft fill and a highlighter's ink, 0 to 1. */
const NOTE_MIX = 0.55;

/** `#rrggbb` between two, `part` of the way. */
function mixed(from: string, to: string, part: number): string {
  const channel = (start: number): string => {
    const a = Number.parseInt(from.slice(start, start + 2), 16);
    const b = Number.parseInt(to.slice(start, start + 2), 16);
    return Math.round(a + (b - a) * part)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** CSS colour of a note's paper: stronger than a soft fill, and quieter than a solid one. */
export function noteColor(color: Color, theme: Theme): string {
  if (!isPaletteName(color)) return color;
  return mixed(fillColor(color, 'soft', theme), highlightColor(color, theme), NOTE_MIX);
}

/**
 * Inks of a highlighter: on paper they multiply, on a dark canvas they lighten what is there. None is
 * darker there than the canvas, on which they then look as where there is nothing under them yet.
 */
const HIGHLIGHTS: Readonly<Record<PaletteName, { readonly light: string; readonly dark: string }>> =
  {
    black: { light: '#cfcfd3', dark: '#4c4d52' },
    grey: { light: '#dededf', dark: '#3f4045' },
    white: { light: '#f2f2f2', dark: '#5c5d62' },
    red: { light: '#ffa8a1', dark: '#7d2a28' },
    orange: { light: '#ffbd86', dark: '#7a3d1b' },
    amber: { light: '#ffd272', dark: '#704c1b' },
    yellow: { light: '#ffea3d', dark: '#665a1b' },
    lime: { light: '#cdf25c', dark: '#4b5f1b' },
    green: { light: '#8df0a8', dark: '#185c30' },
    teal: { light: '#74ecdb', dark: '#185a50' },
    cyan: { light: '#80e4ff', dark: '#18566b' },
    blue: { light: '#9dccff', dark: '#184c8c' },
    indigo: { light: '#bfc1ff', dark: '#3f3f96' },
    violet: { light: '#dfc0ff', dark: '#583590' },
    pink: { light: '#ffaed9', dark: '#7d2259' },
  };

/** CSS colour of a highlighter's ink. */
export function highlightColor(color: Color, theme: Theme): string {
  return isPaletteName(color) ? HIGHLIGHTS[color][theme.name] : color;
}

/** CSS colour of a label: the stroke's, unless it stands on a solid fill. */
export function labelColor(
  element: { readonly color: Color; readonly fill: Fill; readonly fillStyle: FillStyle },
  theme: Theme,
): string {
  const { color, fill, fillStyle } = element;
  if (fill === 'none' || fillStyle !== 'solid') return solidColor(color, theme);
  return readableOn(solidColor(fill, theme));
}
