/** WCAG 2 luminance and contrast of `#rrggbb` colours. */

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

/** Relative luminance, 0..1. */
export function luminance(hex: string): number {
  const channel = (start: number): number =>
    linear(Number.parseInt(hex.slice(start, start + 2), 16) / 255);
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast ratio, 1..21. */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

const INK = '#111214';
const PAPER = '#ffffff';

/** Ink or paper, whichever reads better on a colour. */
export const readableOn = (background: string): string =>
  contrast(PAPER, background) >= contrast(INK, background) ? PAPER : INK;
