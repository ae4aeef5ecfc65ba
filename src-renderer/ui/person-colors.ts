import type { PersonColor } from '../sync/status.ts';

/** A person's colour in both themes: `fill` for cursors, outlines and avatars, `text` upon it. */
export interface PersonColorValue {
  readonly light: { readonly fill: string; readonly text: string };
  readonly dark: { readonly fill: string; readonly text: string };
}

const WHITE = '#ffffff';
const INK = '#111214';

const color = (
  light: string,
  lightText: string,
  dark: string,
  darkText: string,
): PersonColorValue => ({
  light: { fill: light, text: lightText },
  dark: { fill: dark, text: darkText },
});

/**
 * 16 colours that stay apart for people with protanopia, deuteranopia and tritanopia too. Hue alone
 * cannot do that, so neighbours in hue differ in lightness; found by maximising the smallest
 * distance in OKLab over the four kinds of sight, at a chroma that does not outshine the drawing.
 * Each has 3:1 to its canvas and 4.5:1 to its text.
 */
export const PERSON_COLOR_VALUES: Readonly<Record<PersonColor, PersonColorValue>> = {
  red: color('#be324f', WHITE, '#bb4238', WHITE),
  orange: color('#d67b22', INK, '#c46c04', INK),
  amber: color('#ad712d', INK, '#ca933c', INK),
  yellow: color('#6f6a00', WHITE, '#ceb604', INK),
  lime: color('#7b9c58', INK, '#d1db66', INK),
  green: color('#275f21', WHITE, '#8ec384', INK),
  emerald: color('#366e48', WHITE, '#a2deb1', INK),
  teal: color('#257c76', WHITE, '#5fb0a3', INK),
  cyan: color('#3b9cb6', INK, '#6de7f8', INK),
  sky: color('#4085b4', INK, '#5ac3fd', INK),
  blue: color('#143bbc', WHITE, '#4589cb', INK),
  indigo: color('#7068ce', WHITE, '#5765cc', WHITE),
  violet: color('#6c55a7', WHITE, '#9f8efc', INK),
  purple: color('#ab74dc', INK, '#96519b', WHITE),
  pink: color('#e24396', INK, '#fb8ad1', INK),
  brown: color('#533622', WHITE, '#a7806f', INK),
};

/** `light-dark()` values of a person's colour, for CSS that follows the theme by itself. */
export function personColorCss(name: PersonColor): {
  readonly fill: string;
  readonly text: string;
} {
  const { light, dark } = PERSON_COLOR_VALUES[name];
  return {
    fill: `light-dark(${light.fill}, ${dark.fill})`,
    text: `light-dark(${light.text}, ${dark.text})`,
  };
}
