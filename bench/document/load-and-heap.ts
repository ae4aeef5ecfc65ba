/*
 * Size, load time and heap of a board of 20,000 strokes of 60 points, beside two naive layouts in
 * the same run: a Y.Map per element with its points as an array, and the same as nested JSON.
 *
 *   npm run bench -- load-and-heap [strokes] [points] [runs]
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { nanoid } from 'nanoid';
import * as Y from 'yjs';
import { BoardDocument } from '../../src-renderer/board/board-document.ts';
import type { NewElement } from '../../src-renderer/board/element.ts';
import { quantile } from '../support/figures.ts';
import { handwrittenStrokes } from './strokes.ts';

const STROKES = Number(process.argv[2] ?? 20_000);
const POINTS = Number(process.argv[3] ?? 60);
const RUNS = Number(process.argv[4] ?? 9);
const BYTES_PER_MB = 1e6;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const author = { personId: 'bench', name: 'Bench' };

interface Layout {
  readonly name: string;
  readonly build: (strokes: readonly NewElement[]) => Uint8Array;
  /** Opens the board and gives what must stay alive for it. */
  readonly load: (update: Uint8Array) => unknown;
}

const layouts: readonly Layout[] = [
  {
    name: 'packed record + overrides (ours)',
    build: (strokes) => {
      const board = new BoardDocument({ author });
      const added = board.add(strokes);
      if (!added.ok) throw new Error(added.message);
      return Y.encodeStateAsUpdate(board.doc);
    },
    load: (update) => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, update);
      const board = new BoardDocument({ doc, author });
      if (board.elements().length !== STROKES) throw new Error('elements are missing');
      return board;
    },
  },
  {
    name: 'Y.Map per element, points as array',
    build: (strokes) => {
      const doc = new Y.Doc();
      const elements = doc.getMap<Y.Map<unknown>>('elements');
      doc.transact(() => {
        for (const stroke of strokes) {
          const map = new Y.Map<unknown>();
          map.set('type', stroke.type);
          map.set('x', 0);
          map.set('y', 0);
          map.set('color', stroke.color);
          map.set('size', 4);
          map.set('index', 'a0');
          map.set('rotation', 0);
          map.set('points', stroke.points?.flat());
          elements.set(nanoid(), map);
        }
      });
      return Y.encodeStateAsUpdate(doc);
    },
    load: (update) => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, update);
      return doc;
    },
  },
  {
    name: 'one plain object per element',
    build: (strokes) => {
      const doc = new Y.Doc();
      const elements = doc.getMap('elements');
      doc.transact(() => {
        for (const stroke of strokes) {
          elements.set(nanoid(), { ...stroke, x: 0, y: 0, size: 4, index: 'a0', rotation: 0 });
        }
      });
      return Y.encodeStateAsUpdate(doc);
    },
    load: (update) => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, update);
      return doc;
    },
  },
];

function collect(): void {
  collectGarbage();
  collectGarbage();
}

/** Keeps the board alive while its heap is measured. */
let held: unknown;

interface Figures {
  readonly name: string;
  readonly bytes: number;
  readonly median: number;
  readonly p95: number;
  /** Of this process: on a busy machine it tells more than the time that passed. */
  readonly cpu: number;
  readonly heap: number;
}

function measure(layout: Layout, strokes: readonly NewElement[]): Figures {
  const update = layout.build(strokes);
  const times: number[] = [];
  const cpuTimes: number[] = [];
  const heaps: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    collect();
    const before = process.memoryUsage();
    const startCpu = process.cpuUsage();
    const start = performance.now();
    held = layout.load(update);
    times.push(performance.now() - start);
    const cpu = process.cpuUsage(startCpu);
    cpuTimes.push((cpu.user + cpu.system) / 1000);
    collect();
    const after = process.memoryUsage();
    // Byte arrays live outside V8's heap, and are counted with it here.
    heaps.push(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers);
    if (held === undefined) throw new Error('the board was collected while it was measured');
    held = undefined;
  }
  return {
    name: layout.name,
    bytes: update.length,
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    cpu: quantile(cpuTimes, 0.5),
    heap: quantile(heaps, 0.5),
  };
}

const mb = (bytes: number): string => `${(bytes / BYTES_PER_MB).toFixed(1)} MB`;

const strokes = handwrittenStrokes(STROKES, POINTS);
console.log(`${STROKES} strokes of ${POINTS} points with pressure, ${RUNS} runs`);
const figures = layouts.map((layout) => measure(layout, strokes));
const [ours] = figures;
for (const { name, bytes, median, p95, cpu, heap } of figures) {
  const ratio = (value: number, own: number | undefined): string =>
    `${(value / (own ?? 1)).toFixed(1)}x`;
  console.log(
    [
      name.padEnd(36),
      `${mb(bytes)} (${(bytes / STROKES / POINTS).toFixed(2)} B/point, ${ratio(bytes, ours?.bytes)})`,
      `load median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (${ratio(median, ours?.median)}), CPU ${cpu.toFixed(0)} ms`,
      `heap ${mb(heap)} (${ratio(heap, ours?.heap)})`,
    ].join('  '),
  );
}

const doc = new Y.Doc();
Y.applyUpdate(doc, layouts[0]?.build(strokes) ?? new Uint8Array());
const board = new BoardDocument({ doc, author });
const unpacking = performance.now();
for (const { id } of board.elements()) board.points(id);
console.log(`unpacking all points: ${(performance.now() - unpacking).toFixed(0)} ms`);

const onTop: number[] = [];
for (const stroke of handwrittenStrokes(300, POINTS, 11)) {
  const start = performance.now();
  board.add([stroke]);
  board.elements();
  onTop.push(performance.now() - start);
}
const remote = new Y.Doc();
Y.applyUpdate(remote, Y.encodeStateAsUpdate(board.doc));
const other = new BoardDocument({ doc: remote, author: { personId: 'other', name: 'Other' } });
const applied: number[] = [];
for (const element of board.elements().slice(0, 300)) {
  const vector = Y.encodeStateVector(board.doc);
  other.update([{ id: element.id, x: element.box.x + 5 }]);
  const update = Y.encodeStateAsUpdate(other.doc, vector);
  const start = performance.now();
  Y.applyUpdate(board.doc, update);
  applied.push(performance.now() - start);
}
const line = (values: readonly number[]): string =>
  `median ${quantile(values, 0.5).toFixed(2)} ms, p95 ${quantile(values, 0.95).toFixed(2)} ms`;
console.log(`adding one stroke on top of them: ${line(onTop)}`);
console.log(`applying another person's move: ${line(applied)}`);
