/*
 * The canvas of the built app in a real browser, under real pointer and wheel events: processor time
 * of the main thread per frame, frames per second, loading, memory; beside one Konva node per element
 * in the same run. Builds what it needs.
 *
 *   npm run bench -- canvas
 *   npm run bench -- canvas --sizes 1000,20000 --scenes pen,pan --views all --dpr 2 --no-naive
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { buildIfStale } from '../../scripts/build/build-if-stale.ts';
import { REPOSITORY } from '../../scripts/build/targets.ts';
import { startCellProcess } from '../../tests/support/cell.ts';
import { appContender } from './app-contender.ts';
import { seededBoard, type View } from './boards.ts';
import type { Contender } from './contender.ts';
import { memoryOf } from './memory.ts';
import { naiveContender } from './naive-contender.ts';
import { playScene, SCENES, type Scene, VIEWPORT } from './scenes.ts';
import { type FrameFigures, quantile } from './trace.ts';

const PAGES_ROOT = join(REPOSITORY, 'out', 'bench-canvas');

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '5000,20000,50000' },
    scenes: { type: 'string', default: SCENES.join(',') },
    views: { type: 'string', default: 'near,all' },
    dpr: { type: 'string', default: '1' },
    /** Scenes of every size that is not the one that is looked at closely. */
    'other-scenes': { type: 'string', default: 'pan,zoom' },
    'close-size': { type: 'string', default: '20000' },
    'no-naive': { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map(Number);
const scenes = SCENES.filter((scene) => values.scenes.split(',').includes(scene));
const otherScenes = scenes.filter((scene) => values['other-scenes'].split(',').includes(scene));
const views = values.views.split(',').filter((view): view is View => /^(near|all)$/.test(view));
const closeSize = sizes.length === 1 ? sizes[0] : Number(values['close-size']);
const dpr = Number(values.dpr);

interface Row {
  readonly scene: Scene;
  readonly view: View;
  readonly figures: FrameFigures;
}

async function measure(contender: Contender, size: number): Promise<Row[]> {
  const board = seededBoard(size);
  const load = await contender.open(board);
  const rows: Row[] = [];
  for (const view of views) {
    for (const scene of size === closeSize ? scenes : otherScenes) {
      const figures = await playScene(scene, { contender, board, view });
      if (figures) rows.push({ scene, view, figures });
    }
  }
  const { heapMb, processMb } = await memoryOf(contender);
  console.log(
    `  ${contender.name}: first paint ${load.firstPaintMs.toFixed(0)} ms, ` +
      `complete ${load.completeMs.toFixed(0)} ms, longest task ${load.longestTaskMs.toFixed(0)} ms; ` +
      `heap ${heapMb.toFixed(0)} MB, process ${processMb.toFixed(0)} MB`,
  );
  return rows;
}

const cell = (text: string | number, width: number): string => String(text).padStart(width);
const ms = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(1));

function printRow(row: Row, yardstick: Row | undefined): void {
  const { busyMs, framesPerSecond, longestTaskMs } = row.figures;
  const p95 = quantile(busyMs, 0.95);
  const naiveP95 = yardstick ? quantile(yardstick.figures.busyMs, 0.95) : Number.NaN;
  console.log(
    `  ${row.scene.padEnd(10)} ${row.view.padEnd(5)}` +
      cell(ms(quantile(busyMs, 0.5)), 8) +
      cell(ms(p95), 8) +
      cell(framesPerSecond.toFixed(0), 6) +
      cell(ms(longestTaskMs), 10) +
      cell(ms(naiveP95), 10) +
      cell(Number.isNaN(naiveP95) ? '-' : `${(naiveP95 / p95).toFixed(0)}x`, 7),
  );
}

await buildIfStale('web', console.log);
await build({
  configFile: false,
  root: join(REPOSITORY, 'bench', 'canvas', 'pages'),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: PAGES_ROOT,
    emptyOutDir: true,
    rolldownOptions: { input: join(REPOSITORY, 'bench/canvas/pages/naive.html') },
  },
});
const [app, pages] = await Promise.all([
  startCellProcess(),
  startCellProcess(0, ['--web-root', PAGES_ROOT]),
]);
try {
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ` +
      `${VIEWPORT.width}x${VIEWPORT.height} at ${dpr}x; milliseconds of the main thread per busy frame`,
  );
  for (const size of sizes) {
    console.log(`\n${size} elements`);
    const ours = await appContender(app.url, VIEWPORT, dpr);
    const rows = await measure(ours, size).finally(() => ours.close());
    let yardstick: Row[] = [];
    if (!values['no-naive'] && size === closeSize) {
      const naive = await naiveContender(pages.url, VIEWPORT, dpr);
      yardstick = await measure(naive, size).finally(() => naive.close());
    }
    console.log('  scene      view   median     p95   FPS   longest  naive p95  ratio'.padEnd(0));
    for (const row of rows) {
      printRow(
        row,
        yardstick.find(({ scene, view }) => scene === row.scene && view === row.view),
      );
    }
  }
} finally {
  await Promise.all([app.stop(), pages.stop()]);
}
