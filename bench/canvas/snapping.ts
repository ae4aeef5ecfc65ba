/*
 * What snapping adds to a move of a drag on a board of 20,000 shapes: near (about 300 of them on the
 * screen) and with all of them on the screen, beside the same move with snapping off.
 *
 *   npm run bench -- canvas/snapping [shapes] [moves]
 */
import { BoardDocument } from '../../src-renderer/board/board-document.ts';
import type { NewElement } from '../../src-renderer/board/element.ts';
import { NO_MODIFIERS, PRIMARY_BUTTON } from '../../src-renderer/canvas/pointer.ts';
import { createEditor } from '../../src-renderer/tools/create-editor.ts';
import { millisecondsLine, quantile, ratio } from '../support/figures.ts';

const SHAPES = Number(process.argv[2] ?? 20_000);
const MOVES = Number(process.argv[3] ?? 400);
/** Shapes in a row of the board. */
const COLUMNS = 160;
const PITCH = 97;

function boardOfShapes(): NewElement[] {
  return Array.from({ length: SHAPES }, (_, i) => ({
    type: i % 2 === 0 ? 'rectangle' : 'ellipse',
    x: (i % COLUMNS) * PITCH + ((i * 7) % 13),
    y: Math.floor(i / COLUMNS) * PITCH + ((i * 11) % 17),
    width: 40 + ((i * 3) % 30),
    height: 30 + ((i * 5) % 40),
    fill: 'blue',
  }));
}

const board = new BoardDocument({ author: { personId: 'bench', name: 'Bench' } });
const added = board.add(boardOfShapes());
if (!added.ok) throw new Error(added.message);
const editor = createEditor({ board });
editor.viewport.set({ width: 1280, height: 800 });

function pointer(x: number, y: number) {
  const screen = { x, y };
  const sample = { screen, pressure: 0.5 };
  return {
    ...sample,
    pointerId: 1,
    kind: 'mouse' as const,
    button: PRIMARY_BUTTON,
    modifiers: NO_MODIFIERS,
    samples: [sample],
  };
}

/** Times of each move of one drag; the first looks the board over. */
function drag(snaps: boolean): { first: number; moves: number[] } {
  editor.snapToShapes.set(snaps);
  editor.setTool('select');
  const node = editor.scene.near({ minX: 600, minY: 300, maxX: 700, maxY: 400 })[0];
  if (!node) throw new Error('nothing to drag');
  editor.select([node.id]);
  const { x, y, zoom } = editor.camera.get();
  const at = {
    x: ((node.minX + node.maxX) / 2 - x) * zoom,
    y: ((node.minY + node.maxY) / 2 - y) * zoom,
  };
  editor.input.down(pointer(at.x, at.y));
  const times: number[] = [];
  for (let i = 1; i <= MOVES; i++) {
    const start = performance.now();
    editor.input.move(pointer(at.x + 5 + i * 0.7, at.y + i * 0.4));
    times.push(performance.now() - start);
  }
  editor.cancelGesture();
  const [first = 0, ...moves] = times;
  return { first, moves };
}

const views = [
  { name: 'near', show: () => editor.setCamera({ x: 0, y: 0, zoom: 1 }) },
  { name: 'all', show: () => editor.fit() },
];
for (const { name, show } of views) {
  show();
  drag(true);
  const without = drag(false);
  const withSnaps = drag(true);
  console.log(
    millisecondsLine(`${name}, ${SHAPES} shapes: a move, snapping off`, without.moves, 3),
  );
  console.log(
    millisecondsLine(`${name}, ${SHAPES} shapes: a move, snapping on`, withSnaps.moves, 3),
  );
  const factor = ratio(quantile(withSnaps.moves, 0.5), quantile(without.moves, 0.5));
  console.log(
    `  on to off ${factor}; the first move, which looks: ${withSnaps.first.toFixed(2)} ms`,
  );
}
editor.destroy();
