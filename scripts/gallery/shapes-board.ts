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

const box = (
  id: string,
  type: 'rectangle' | 'diamond' | 'ellipse' | 'cylinder',
  x: number,
  y: number,
  text: string,
): NewElement => ({
  id,
  type,
  text,
  x,
  y,
  width: 130,
  height: 76,
  color: 'indigo',
  fill: 'indigo',
});

const join = (
  from: string,
  to: string,
  route: 'straight' | 'curved' | 'elbow',
  rest: Partial<NewElement> = {},
): NewElement => ({
  type: 'arrow',
  points: [
    [0, 0],
    [1, 1],
  ],
  route,
  start: [from, 0.5, 0.5, 'edge'],
  end: [to, 0.5, 0.5, 'edge'],
  ...rest,
});

/** Shapes joined by arrows of every way, head and kind of line, inside of `SKETCH_SIZE`. */
export const JOINED_BOARD: readonly NewElement[] = [
  box('start', 'ellipse', 20, 20, 'Visit'),
  box('cart', 'rectangle', 250, 20, 'Cart'),
  box('paid', 'diamond', 480, 20, 'Paid?'),
  box('orders', 'cylinder', 760, 20, 'Orders'),
  box('mail', 'rectangle', 760, 230, 'Mail'),
  box('retry', 'rectangle', 380, 230, 'Try again'),
  box('help', 'ellipse', 60, 230, 'Help'),
  join('start', 'cart', 'straight'),
  join('cart', 'paid', 'straight', { text: 'buy' }),
  join('paid', 'orders', 'elbow', { endHead: 'triangle', text: 'yes' }),
  join('orders', 'mail', 'elbow', { dash: 'dashed', startHead: 'dot' }),
  join('paid', 'retry', 'elbow', { text: 'no', color: 'red' }),
  join('retry', 'cart', 'curved', { endHead: 'diamond' }),
  join('help', 'start', 'curved', { color: 'teal', dash: 'dotted', startHead: 'arrow' }),
  join('help', 'mail', 'elbow', {
    color: 'orange',
    start: ['help', 0.5, 1, 'point'],
    end: ['mail', 0.5, 1, 'point'],
  }),
  join('help', 'retry', 'straight', { startHead: 'bar', endHead: 'bar', dash: 'sketch' }),
  ...(['straight', 'curved', 'elbow'] as const).map(
    (route, i): NewElement => ({
      type: 'arrow',
      route,
      size: [2, 4, 8][i] ?? 4,
      points: [
        [60 + i * 250, 500],
        [220 + i * 250, 420],
      ],
      color: 'grey',
    }),
  ),
  {
    type: 'line',
    route: 'curved',
    points: [
      [820, 500],
      [860, 420],
      [900, 490],
      [960, 420],
    ],
    color: 'pink',
  },
];

/** Notes as after a meeting, with what counts marked, inside of `SKETCH_SIZE`. */
export const NOTES_BOARD: readonly NewElement[] = [
  ...(
    [
      ['yellow', 'Ada', 'Sign-up takes four steps'],
      ['pink', 'Bo', 'Nobody finds the export'],
      ['lime', 'Ada', 'Ask five people'],
      [
        'cyan',
        'Chen',
        'The pen is quick, and that is what they tell each other first of all when they are asked',
      ],
      ['violet', 'Dana', 'Dark mode!'],
      ['orange', 'Bo', 'Price?'],
      ['white', 'Chen', 'Later'],
    ] as const
  ).map(
    ([color, author, text], i): NewElement => ({
      type: 'note',
      color,
      author,
      text,
      x: 20 + (i % 4) * 222,
      y: 10 + Math.floor(i / 4) * 270,
      width: 200,
      height: 200,
      size: 22,
    }),
  ),
  {
    type: 'rectangle',
    x: 700,
    y: 290,
    width: 260,
    height: 70,
    text: 'What we do next',
    fill: 'blue',
  },
  { type: 'text', x: 745, y: 370, text: 'over plain text', size: 24 },
  { type: 'text', x: 745, y: 430, text: 'and over red', size: 24, color: 'red' },
  ...(['yellow', 'green', 'pink'] as const).map(
    (color, i): NewElement => ({
      type: 'highlight',
      color,
      points: [
        [740, 325 + i * 60],
        [920, 322 + i * 60],
      ],
    }),
  ),
];
