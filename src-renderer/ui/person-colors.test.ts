import { describe, expect, it } from 'vitest';
import { THEMES, type ThemeName } from '../shapes/palette.ts';
import { PERSON_COLORS, type PersonColor } from '../sync/status.ts';
import { PERSON_COLOR_VALUES } from './person-colors.ts';

type Triple = readonly [number, number, number];

/** Linear light of `#rrggbb`. */
function linear(hex: string): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple => {
  const [a = 0, b = 0, c = 0] = matrix.map((row) => row[0] * x + row[1] * y + row[2] * z);
  return [a, b, c];
};

function oklab(light: Triple): Triple {
  const cones = times(
    [
      [0.4122, 0.5363, 0.0514],
      [0.2119, 0.6807, 0.1074],
      [0.0883, 0.2817, 0.63],
    ],
    light,
  );
  const [l, m, s] = cones.map((value) => Math.cbrt(Math.max(0, value)));
  return times(
    [
      [0.2105, 0.7936, -0.0041],
      [1.978, -2.4286, 0.4506],
      [0.0259, 0.7828, -0.8087],
    ],
    [l ?? 0, m ?? 0, s ?? 0],
  );
}

/** What eyes without one kind of cone see (Machado, Oliveira and Fernandes 2009, severity 1). */
const SIGHTS: Readonly<Record<string, readonly Triple[]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** A step that people see beside each other: 0.02 is one that they just see. */
const DISTANCE_MIN = 0.05;

function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [one, other] = [luminance(a), luminance(b)];
  return Math.max(one, other) / Math.min(one, other);
}

const seenAs = (name: PersonColor, theme: ThemeName, matrix: readonly Triple[]): Triple =>
  oklab(times(matrix, linear(PERSON_COLOR_VALUES[name][theme].fill)));

describe.each(['light', 'dark'] as const)('people’s colours in the %s theme', (theme) => {
  it.each(Object.entries(SIGHTS))('stay apart with %s', (_sight, matrix) => {
    const tooClose = PERSON_COLORS.flatMap((one, index) =>
      PERSON_COLORS.slice(index + 1)
        .filter((other) => {
          const [a, b] = [seenAs(one, theme, matrix), seenAs(other, theme, matrix)];
          return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < DISTANCE_MIN;
        })
        .map((other) => `${one} and ${other}`),
    );
    expect(tooClose).toEqual([]);
  });

  it.each(PERSON_COLORS)('%s is seen on the canvas and read through', (name) => {
    const { fill, text } = PERSON_COLOR_VALUES[name][theme];
    expect(contrast(fill, THEMES[theme].canvas)).toBeGreaterThanOrEqual(3);
    expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5);
  });
});
