import { describe, expect, it } from 'vitest';
import { PALETTE_NAMES } from '../board/element.ts';
import { fillColor, PALETTE, solidColor, THEMES } from './palette.ts';

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of WCAG 2, 1 to 21. */
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

describe('the palette', () => {
  const inked = PALETTE_NAMES.filter((name) => name !== 'white');

  it.each(inked)('%s stands out on both canvases', (name) => {
    expect(contrast(PALETTE[name].light, THEMES.light.canvas)).toBeGreaterThanOrEqual(3);
    expect(contrast(PALETTE[name].dark, THEMES.dark.canvas)).toBeGreaterThanOrEqual(3);
  });

  it.each(PALETTE_NAMES)('ink reads well on the soft fill of %s', (name) => {
    const { softLight, softDark } = PALETTE[name];
    expect(contrast(PALETTE.black.light, softLight)).toBeGreaterThanOrEqual(7);
    expect(contrast(PALETTE.black.dark, softDark)).toBeGreaterThanOrEqual(7);
  });

  it('follows the theme by name and leaves a fixed colour as it is', () => {
    expect(solidColor('blue', THEMES.dark)).toBe(PALETTE.blue.dark);
    expect(fillColor('blue', 'soft', THEMES.light)).toBe(PALETTE.blue.softLight);
    expect(solidColor('#0a0b0c', THEMES.dark)).toBe('#0a0b0c');
  });
});
