import * as prng from 'lib0/prng';
import type { Color, InputPoint, NewElement } from '../../src-renderer/board/element.ts';
import type { Camera, Viewport } from '../../src-renderer/canvas/camera.ts';

/** One element per cell of this grid: about 300 are visible in 1280x800 at 100 %. */
const CELL = { width: 74, height: 46 } as const;
const POINTS_PER_STROKE = 60;
/** Of ten elements so many are strokes; the rest are shapes of each kind in turn. */
const STROKES_OF_TEN = 9;
const SHAPES = ['rectangle', 'ellipse', 'arrow', 'line', 'text'] as const;
const COLORS: readonly Color[] = ['black', 'red', 'green', 'blue', 'orange'];
const SEED = 42;

/** Which part of the board is looked at: 300 elements at 100 %, or all of them. */
export type View = 'near' | 'all';

export interface SeededBoard {
  readonly elements: readonly (NewElement & { readonly id: string })[];
  readonly width: number;
  readonly height: number;
}

/** A repeatable board: the same elements for every count, view, run and contender. */
export function seededBoard(count: number): SeededBoard {
  const generator = prng.create(SEED + count);
  const random = (): number => prng.real53(generator);
  const columns = Math.ceil(Math.sqrt((count * 1.6 * CELL.height) / CELL.width));
  const elements = Array.from({ length: count }, (_, i) => {
    const x = (i % columns) * CELL.width;
    const y = Math.floor(i / columns) * CELL.height;
    const color = COLORS[Math.floor(random() * COLORS.length)] ?? 'black';
    const id = `e${i}`;
    if (i % 10 < STROKES_OF_TEN) {
      const points = handwriting(x, y, random);
      return { id, type: 'stroke', points, color, size: 4, pressure: 'real' } as const;
    }
    return { ...shape(Math.floor(i / 10), x, y, random), id, color };
  });
  return {
    elements,
    width: columns * CELL.width,
    height: Math.ceil(count / columns) * CELL.height,
  };
}

/** A stroke that wanders within about one cell, as 120 Hz pens give it. */
function handwriting(left: number, top: number, random: () => number): InputPoint[] {
  const points: [number, number, number][] = [];
  let [x, y, pressure] = [0, 0, 0.5];
  let heading = random() * Math.PI * 2;
  for (let i = 0; i < POINTS_PER_STROKE; i += 1) {
    heading += (random() - 0.5) * 0.9;
    x += Math.cos(heading) * 2.6;
    y += Math.sin(heading) * 2;
    pressure = Math.min(1, Math.max(0.1, pressure + (random() - 0.5) * 0.15));
    points.push([x, y, pressure]);
  }
  const minX = Math.min(...points.map((point) => point[0]));
  const minY = Math.min(...points.map((point) => point[1]));
  return points.map(([px, py, p]) => [left + px - minX, top + py - minY, p]);
}

function shape(nth: number, x: number, y: number, random: () => number): NewElement {
  const type = SHAPES[nth % SHAPES.length] ?? 'rectangle';
  const box = { x: x + random() * 20, y: y + random() * 10, width: 40, height: 26 };
  if (type === 'text') return { type, ...box, text: `Note ${nth}`, size: 16 };
  if (type === 'line' || type === 'arrow') {
    const to: InputPoint = [box.x + box.width, box.y + box.height];
    return { type, points: [[box.x, box.y], to], size: 2 };
  }
  return { type, ...box, size: 2, fill: random() < 0.3 ? 'blue' : 'none' };
}

/** The camera of a view. */
export function cameraOf(board: SeededBoard, view: View, viewport: Viewport): Camera {
  const { width, height } = viewport;
  const zoom =
    view === 'near' ? 1 : Math.max(0.05, Math.min(width / board.width, height / board.height, 1));
  return {
    x: (board.width - width / zoom) / 2,
    y: (board.height - height / zoom) / 2,
    zoom,
  };
}

/** Strokes around the middle of the board, nearest first. */
export function strokesNearMiddle(board: SeededBoard): { id: string; point: InputPoint }[] {
  const found: { id: string; point: InputPoint; distance: number }[] = [];
  for (const { id, points } of board.elements) {
    const point = points?.[POINTS_PER_STROKE / 2];
    if (!point) continue;
    const distance = Math.hypot(point[0] - board.width / 2, point[1] - board.height / 2);
    found.push({ id, point, distance });
  }
  return found.sort((a, b) => a.distance - b.distance);
}
