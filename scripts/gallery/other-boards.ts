/** Boards that lie beside the sketch in Home. In board units. */

const page = (x: number, y: number, name: string, color: string): object => ({
  type: 'rectangle',
  x,
  y,
  width: 160,
  height: 72,
  text: name,
  color,
  fill: color,
  size: 2,
});
const joint = (from: readonly [number, number], to: readonly [number, number]): object => ({
  type: 'line',
  points: [from, to],
  color: 'grey',
  size: 2,
});

/** A tree of pages. */
export const SITE_MAP: readonly object[] = [
  joint([300, 72], [80, 140]),
  joint([300, 72], [300, 140]),
  joint([300, 72], [520, 140]),
  joint([300, 212], [190, 280]),
  joint([300, 212], [410, 280]),
  page(220, 0, 'Home', 'indigo'),
  page(0, 140, 'Shop', 'teal'),
  page(220, 140, 'Journal', 'teal'),
  page(440, 140, 'About', 'teal'),
  page(110, 280, 'Essays', 'amber'),
  page(330, 280, 'Photos', 'amber'),
];

const note = (column: number, row: number, color: string): object => ({
  type: 'rectangle',
  x: column * 220 + 10,
  y: row * 92 + 60,
  width: 180,
  height: 76,
  color,
  fill: color,
  size: 2,
});

/** Three columns of notes. */
export const RETRO: readonly object[] = [
  { type: 'text', x: 10, y: 0, text: 'Keep', size: 28, color: 'black' },
  { type: 'text', x: 230, y: 0, text: 'Change', size: 28, color: 'black' },
  { type: 'text', x: 450, y: 0, text: 'Try', size: 28, color: 'black' },
  ...[0, 1, 2].map((row) => note(0, row, 'green')),
  ...[0, 1].map((row) => note(1, row, 'red')),
  ...[0, 1, 2].map((row) => note(2, row, 'blue')),
];

/** A spiral by hand. */
export const DOODLE: readonly object[] = [
  {
    type: 'stroke',
    color: 'violet',
    size: 8,
    points: Array.from({ length: 160 }, (_, i) => {
      const angle = i / 9;
      const radius = 12 + i * 0.9;
      return [radius * Math.cos(angle), radius * Math.sin(angle), 0.3 + 0.4 * (i / 160)];
    }),
  },
];
