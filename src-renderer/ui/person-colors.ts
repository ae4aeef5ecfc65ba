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
 * distance in OKLab over the four kinds of sight. Each has 3:1 to its canvas and 4.5:1 to its text.
 */
export const PERSON_COLOR_VALUES: Readonly<Record<PersonColor, PersonColorValue>> = {
  red: color('#a84548', WHITE, '#f13027', INK),
  orange: color('#db710f', INK, '#ed9454', INK),
  amber: color('#9f6a09', WHITE, '#f7b64f', INK),
  yellow: color('#7b5f03', WHITE, '#feec23', INK),
  lime: color('#7b9840', INK, '#6c7d06', WHITE),
  green: color('#145203', WHITE, '#9de097', INK),
  emerald: color('#57966d', INK, '#adfdc3', INK),
  teal: color('#106f6c', WHITE, '#71fdf8', INK),
  cyan: color('#0c9fb3', INK, '#247d84', WHITE),
  sky: color('#0b77b1', WHITE, '#6dcafe', INK),
  blue: color('#002375', WHITE, '#7aa5fc', INK),
  indigo: color('#492dce', WHITE, '#7272fe', INK),
  violet: color('#5504a0', WHITE, '#8f7ed6', INK),
  purple: color('#b35bf9', INK, '#a12bc3', WHITE),
  pink: color('#cc178b', WHITE, '#fe69ab', INK),
  brown: color('#49210e', WHITE, '#b18676', INK),
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
