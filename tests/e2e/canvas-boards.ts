import { FILL_STYLES, type NewElement } from '../../src-renderer/board/element.ts';
import { DASHES, HEADS, ROUTES } from '../../src-renderer/board/registers.ts';
import { MORE_SHAPES } from '../../src-renderer/canvas/tool.ts';
import type { CanvasPage } from '../support/canvas-page/main.tsx';

/** A grid of elements of every kind: turned, filled, translucent, labelled, overlapping. */
export function everyKind(): NewElement[] {
  const elements: NewElement[] = [];
  const fills = ['none', 'blue', '#ffcc00'] as const;
  for (let row = 0; row < 6; row += 1) {
    const y = 20 + row * 95;
    const style = {
      size: 2 + row,
      opacity: row === 3 ? 0.5 : 1,
      rotation: row % 2 === 0 ? 0 : 17 * row,
    };
    const fill = fills[row % fills.length] ?? 'none';
    elements.push(
      { type: 'rectangle', x: 20, y, width: 110, height: 70, fill, text: 'Über', ...style },
      { type: 'ellipse', x: 110, y: y + 10, width: 120, height: 60, fill, color: 'red', ...style },
      {
        type: 'text',
        x: 250,
        y,
        width: 150,
        height: 40,
        text: 'Wag häßlich\nfi ffl',
        ...style,
        size: 20,
      },
      {
        type: 'arrow',
        points: [
          [420, y],
          [470, y + 60],
          [540, y + 20],
        ],
        color: 'green',
        ...style,
      },
      {
        type: 'line',
        points: [
          [430, y + 60],
          [560, y],
        ],
        color: 'violet',
        ...style,
      },
      {
        type: 'stroke',
        points: Array.from({ length: 60 }, (_, i) => [
          570 + i * 3,
          y + 35 + 25 * Math.sin(i / (4 + row)),
          0.2 + 0.6 * Math.abs(Math.sin(i / 9)),
        ]),
        color: 'blue',
        pressure: (['real', 'simulated', 'off'] as const)[row % 3],
        ...style,
      },
    );
  }
  return [...elements, ...everyShape(), ...everyConnector()];
}

/** Sticky notes, one of them longer than it was made, and marks of a highlighter over them. */
export function notesAndMarks(): NewElement[] {
  const note = { type: 'note', y: 1140, width: 150, height: 150, size: 20, author: 'Ådá' } as const;
  return [
    { ...note, x: 20, color: 'yellow', text: 'A note that is longer than its paper was at first' },
    { ...note, x: 190, color: 'pink', text: 'Turned', rotation: 12 },
    { ...note, x: 370, color: 'white', opacity: 0.6 },
    ...(['yellow', 'cyan'] as const).map(
      (color, i): NewElement => ({
        type: 'highlight',
        color,
        size: 3 + i,
        opacity: 1 - i / 2,
        points: [
          [10, 1170 + i * 50],
          [300, 1190 + i * 40],
          [560, 1150 + i * 60],
        ],
      }),
    ),
  ];
}

/** Arrows of every way between two shapes, one of them turned. */
function everyConnector(): NewElement[] {
  return ROUTES.flatMap((route, i): NewElement[] => [
    { id: `from-${i}`, type: 'diamond', x: 20 + i * 240, y: 980, width: 80, height: 60 },
    {
      id: `to-${i}`,
      type: 'rectangle',
      x: 130 + i * 240,
      y: 1060,
      width: 80,
      height: 50,
      rotation: 30,
      fill: 'lime',
    },
    {
      type: 'arrow',
      route,
      // Far from where they are held.
      points: [
        [-900, -900],
        [-800, -900],
      ],
      start: [`from-${i}`, 0.5, 0.5, 'edge'],
      end: [`to-${i}`, 1, 0.5, 'point'],
      startHead: HEADS[(i + 2) % HEADS.length] ?? 'dot',
      endHead: HEADS[(i + 3) % HEADS.length] ?? 'arrow',
      dash: DASHES[i % DASHES.length] ?? 'solid',
      text: i === 1 ? 'yes' : '',
    },
  ]);
}

/** Every outline with every kind of line, filling and corner, some with a label that makes it higher. */
function everyShape(): NewElement[] {
  return MORE_SHAPES.flatMap((type, column): NewElement[] =>
    DASHES.map((dash, row) => ({
      type: row === 3 && column % 2 === 0 ? 'rectangle' : type,
      x: 20 + column * 92,
      y: 600 + row * 90,
      width: 80,
      height: 64,
      dash,
      radius: [0, 6, 20, 10_000][column % 4] ?? 0,
      fill: row === 0 ? 'none' : 'orange',
      fillStyle: FILL_STYLES[row % 3] ?? 'soft',
      color: 'teal',
      opacity: column % 3 === 2 ? 0.6 : 1,
      rotation: column % 4 === 3 ? 20 : 0,
      size: 1 + row * 2,
      text: column === 1 ? 'A label of lines' : '',
    })),
  );
}

declare const canvasPage: CanvasPage;

/**
 * Runs in the page: edits of both people, undo, erasing, lifting, themes, moves and zooms in wild
 * order, some in one frame and some frames apart. Comes to rest at `zoom`, and returns when the canvas
 * says itself that every pixel is final.
 */
export async function storm({ seed, zoom }: { seed: number; zoom: number }): Promise<void> {
  const { editor, board, other } = canvasPage;
  let state = seed + 1;
  const random = (): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const below = (limit: number): number => Math.floor(random() * limit);
  const anyId = (): string => board.elements()[below(board.size)]?.id ?? '';
  const some = (count: number): string[] => Array.from({ length: count }, anyId);
  const place = (): { x: number; y: number } => ({ x: random() * 800, y: random() * 550 });
  const stroke = (): { type: 'stroke'; points: [number, number, number][] } => {
    const { x, y } = place();
    const points = Array.from({ length: 20 }, (_, i): [number, number, number] => [
      x + i * 4,
      y + 30 * Math.sin(i / 3),
      0.5,
    ]);
    return { type: 'stroke', points };
  };
  const acts: (() => void)[] = [
    () => void board.add([stroke()]),
    () =>
      void other.add([
        stroke(),
        { type: 'rectangle', ...place(), width: 90, height: 60, fill: 'teal' },
      ]),
    () => void board.update(some(3).map((id) => ({ id, ...place() }))),
    () => void other.update(some(5).map((id) => ({ id, color: 'pink' }))),
    () => void board.update(some(2).map((id) => ({ id, rotation: below(360) }))),
    () => void board.remove(some(1)),
    () => void other.remove(some(1)),
    () => void board.undo(),
    () => void board.undo(),
    () => void board.redo(),
    () => canvasPage.setTheme(canvasPage.theme === 'light' ? 'dark' : 'light'),
    () => editor.erasing.set(new Set(some(4))),
    () => editor.erasing.set(new Set()),
    () =>
      editor.lift.set({
        ids: new Set(some(3)),
        transform: { kind: 'move', dx: 40, dy: -20 },
        copies: false,
      }),
    () => editor.lift.set(null),
    () => editor.panBy(below(300) - 150, below(200) - 100),
    () => editor.zoomTo(zoom * (0.3 + 2 * random()), { x: below(900), y: below(600) }),
    // More than one frame's painting.
    () => void board.add(Array.from({ length: 300 }, stroke)),
    () => void board.update(board.elements().map(({ id }) => ({ id, size: 1 + below(6) }))),
  ];
  for (let i = 0; i < 45; i += 1) {
    acts[below(acts.length)]?.();
    if (random() < 0.4) await new Promise(requestAnimationFrame);
  }
  editor.erasing.set(new Set());
  editor.lift.set(null);
  editor.setCamera({ x: -20, y: -10, zoom });
  const tooMany = board.elements().slice(0, Math.max(0, board.size - 400));
  board.remove(tooMany.map(({ id }) => id));
  board.add([stroke()]);
  await canvasPage.painted();
}
