import type { Person } from '../../tests/support/person.ts';

type NewElement = Parameters<Person['add']>[0][number];

/** Every shape there is, with each kind of line, filling and corner, inside of `SKETCH_SIZE`. */
export const SHAPES_BOARD: readonly NewElement[] = [
  ...(
    [
      ['rectangle', 'Rectangle', 'blue', 'none', 'soft', 'solid'],
      ['ellipse', 'Ellipse', 'teal', 'teal', 'soft', 'solid'],
      ['diamond', 'Paid?', 'orange', 'orange', 'soft', 'solid'],
      ['triangle', 'Risk', 'red', 'red', 'solid', 'solid'],
      ['hexagon', 'Hexagon', 'violet', 'none', 'soft', 'dashed'],
      ['star', 'Star', 'amber', 'amber', 'soft', 'solid'],
      ['cloud', 'Internet', 'cyan', 'cyan', 'soft', 'solid'],
      ['cylinder', 'Orders', 'indigo', 'indigo', 'soft', 'solid'],
      ['parallelogram', 'Receipt', 'green', 'green', 'hatch', 'solid'],
      ['callout', 'Well done!', 'pink', 'pink', 'soft', 'solid'],
    ] as const
  ).map(
    ([type, text, color, fill, fillStyle, dash], i): NewElement => ({
      type,
      text,
      color,
      fill,
      fillStyle,
      dash,
      x: 20 + (i % 5) * 196,
      y: 10 + Math.floor(i / 5) * 150,
      width: 170,
      height: 120,
    }),
  ),
  ...(['solid', 'dashed', 'dotted', 'sketch'] as const).flatMap((dash, i): NewElement[] => [
    {
      type: 'rectangle',
      dash,
      x: 20 + i * 130,
      y: 320,
      width: 110,
      height: 70,
      radius: [0, 6, 20, 10_000][i] ?? 0,
      fill: 'blue',
      fillStyle: i % 2 === 0 ? 'hatch' : 'soft',
      text: ['Sharp', 'Soft', 'Round', 'Full'][i] ?? '',
    },
    {
      type: i % 2 === 0 ? 'diamond' : 'ellipse',
      dash,
      x: 20 + i * 130,
      y: 415,
      width: 110,
      height: 80,
      color: 'red',
    },
    {
      type: 'arrow',
      dash,
      points: [
        [560, 335 + i * 40],
        [700, 325 + i * 40],
      ],
      size: [2, 4, 4, 4][i] ?? 4,
    },
  ]),
  {
    type: 'diamond',
    x: 740,
    y: 330,
    width: 240,
    height: 60,
    color: 'grey',
    text: 'A label that is much too long for it makes its shape higher',
  },
];
