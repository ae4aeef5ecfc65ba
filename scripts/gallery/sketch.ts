/**
 * The board of the pictures: a checkout flow as designers sketch it, with every kind of element.
 * In board units; the drawing fills `SKETCH_SIZE` from the origin.
 */
export const SKETCH_SIZE = { width: 1000, height: 520 } as const;

type Point = readonly [number, number, number];

/** A hand does not draw the same circle twice: small, repeatable deviations. */
function wobble(i: number, seed: number): number {
  return Math.sin(i * 1.7 + seed) * 0.6 + Math.sin(i * 0.53 + seed * 3) * 0.4;
}

/** Pen pressure along a stroke: light where it starts and ends. */
function pressureAt(t: number): number {
  return 0.25 + 0.5 * Math.sin(Math.PI * Math.min(1, Math.max(0, t)));
}

/** A ring drawn by hand: it overshoots its start. */
function ring(cx: number, cy: number, rx: number, ry: number, seed: number): Point[] {
  const steps = 52;
  return Array.from({ length: steps }, (_, i) => {
    const t = i / (steps - 1);
    const angle = -2.2 + t * (2 * Math.PI + 0.5);
    const grow = 1 + 0.03 * t + 0.012 * wobble(i, seed);
    return [cx + rx * grow * Math.cos(angle), cy + ry * grow * Math.sin(angle), pressureAt(t)];
  });
}

/** A wavy underline. */
function wave(x: number, y: number, length: number, heightPx: number, seed: number): Point[] {
  const steps = 40;
  return Array.from({ length: steps }, (_, i) => {
    const t = i / (steps - 1);
    const rise = Math.sin(t * Math.PI * 5) * heightPx;
    return [x + t * length, y + rise + 0.4 * wobble(i, seed), pressureAt(t)];
  });
}

/** A curve through corners, as a hand takes them. */
function freehand(corners: readonly (readonly [number, number])[], seed: number): Point[] {
  const points: Point[] = [];
  const perLeg = 12;
  const count = (corners.length - 1) * perLeg;
  for (let leg = 0; leg < corners.length - 1; leg++) {
    const [x0 = 0, y0 = 0] = corners[leg] ?? [];
    const [x1 = 0, y1 = 0] = corners[leg + 1] ?? [];
    for (let i = 0; i < perLeg; i++) {
      const t = i / perLeg;
      const n = leg * perLeg + i;
      points.push([
        x0 + (x1 - x0) * t + 0.5 * wobble(n, seed),
        y0 + (y1 - y0) * t + 0.5 * wobble(n, seed + 2),
        pressureAt(n / count),
      ]);
    }
  }
  return points;
}

const stroke = (points: readonly Point[], color: string, size = 4): object => ({
  type: 'stroke',
  points,
  color,
  size,
  pressure: 'real',
});
const box = (x: number, y: number, width: number, height: number, more: object = {}): object => ({
  type: 'rectangle',
  x,
  y,
  width,
  height,
  size: 2,
  ...more,
});
const text = (x: number, y: number, words: string, size: number, color = 'black'): object => ({
  type: 'text',
  x,
  y,
  text: words,
  size,
  color,
});
const line = (points: readonly (readonly [number, number])[], color: string, size = 2): object => ({
  type: 'line',
  points,
  color,
  size,
});
const arrow = (from: readonly [number, number], to: readonly [number, number]): object => ({
  type: 'arrow',
  points: [from, to],
  color: 'black',
  size: 2,
});

/** A screen of the wireframe: frame, title, and a hairline below it. */
function screen(x: number, title: string): object[] {
  return [
    box(x, 84, 220, 400),
    text(x + 20, 100, title, 18),
    line(
      [
        [x, 136],
        [x + 220, 136],
      ],
      'grey',
    ),
  ];
}

/** Picture, name and price of something in the cart. */
function cartRow(x: number, y: number): object[] {
  return [
    box(x + 20, y, 52, 52, { color: 'grey', fill: 'grey' }),
    line(
      [
        [x + 20, y],
        [x + 72, y + 52],
      ],
      'grey',
    ),
    line(
      [
        [x + 72, y],
        [x + 20, y + 52],
      ],
      'grey',
    ),
    line(
      [
        [x + 88, y + 16],
        [x + 188, y + 16],
      ],
      'grey',
      4,
    ),
    line(
      [
        [x + 88, y + 36],
        [x + 148, y + 36],
      ],
      'grey',
      4,
    ),
  ];
}

/** What one person has drawn: the screens. */
export const SKETCH_SCREENS: readonly object[] = [
  text(0, 0, 'Checkout flow', 32),
  text(0, 44, 'Second round, guests included', 16, 'grey'),
  ...screen(0, 'Cart'),
  ...cartRow(0, 160),
  ...cartRow(0, 232),
  text(20, 320, 'Total', 16),
  text(150, 320, '€ 48', 16),
  box(20, 412, 180, 48, { color: 'indigo', fill: 'indigo', text: 'Pay' }),
  ...screen(360, 'Payment'),
  box(380, 160, 180, 108, { color: 'teal', fill: 'teal' }),
  box(396, 180, 32, 24, { color: 'teal' }),
  line(
    [
      [396, 240],
      [476, 240],
    ],
    'teal',
    4,
  ),
  box(380, 288, 180, 36, { color: 'grey' }),
  box(380, 336, 84, 36, { color: 'grey' }),
  box(476, 336, 84, 36, { color: 'grey' }),
  box(380, 412, 180, 48, { color: 'green', fill: 'green', text: 'Confirm' }),
  ...screen(720, 'Done'),
  {
    type: 'ellipse',
    x: 778,
    y: 188,
    width: 104,
    height: 104,
    color: 'green',
    fill: 'green',
    size: 4,
  },
  text(776, 320, 'Thank you!', 20),
  line(
    [
      [764, 368],
      [896, 368],
    ],
    'grey',
    4,
  ),
  line(
    [
      [784, 388],
      [876, 388],
    ],
    'grey',
    4,
  ),
  arrow([228, 436], [352, 436]),
  arrow([588, 436], [712, 436]),
];

/** What the other has drawn over it: ink and a note. */
export const SKETCH_NOTES: readonly object[] = [
  stroke(
    freehand(
      [
        [804, 242],
        [824, 264],
        [860, 214],
      ],
      5,
    ),
    'green',
    8,
  ),
  stroke(ring(110, 436, 112, 42, 1), 'red'),
  stroke(wave(2, 78, 206, 2.5, 4), 'orange'),
  text(250, 356, 'too close?', 18, 'red'),
  stroke(
    freehand(
      [
        [262, 384],
        [244, 396],
        [226, 412],
      ],
      8,
    ),
    'red',
    2,
  ),
  box(594, 132, 112, 100, { color: 'amber', fill: 'amber', rotation: -4 }),
  text(610, 146, 'Ask Noor:\nguests pay\nwith one\ntap?', 14),
];

export const SKETCH: readonly object[] = [...SKETCH_SCREENS, ...SKETCH_NOTES];
