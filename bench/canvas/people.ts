/*
 * The canvas alone in a real browser, with what real input cannot make: twenty people who draw at once
 * while this one does, edits that come from others, a stroke of 20,000 points that goes on growing, and
 * how long it takes to find elements. Processor time of the main thread per frame.
 *
 *   npm run bench -- canvas/people
 *   npm run bench -- canvas/people 20000
 */
import { cpus } from 'node:os';
import type { Page } from 'playwright-core';
import type { CanvasPage } from '../../tests/support/canvas-page/main.tsx';
import { serveCanvasPage } from '../../tests/support/canvas-page.ts';
import { launchBrowser } from '../../tests/support/launch.ts';
import { figuresOf, millisecondsLine } from '../support/figures.ts';
import { numberArgument, runBench } from '../support/run-bench.ts';
import { bytesOf } from './app-contender.ts';
import { cameraOf, seededBoard } from './boards.ts';
import { nextPaint, openSession } from './contender.ts';
import { drag, type ScreenPoint } from './input.ts';
import { VIEWPORT } from './scenes.ts';
import { FRAME_MARKER, type FrameFigures, traceFrames } from './trace.ts';

/** Where the page asks for the board. */
const BYTES_PATH = '/bench-board';
const PEOPLE = 20;
const LONG_STROKE_POINTS = 20_000;
const COUNT = numberArgument(0, 10_000);

declare const canvasPage: CanvasPage;

/** Runs in the page: other people draw, two points of each in every frame, until told to stop. */
function startPeople(people: number): void {
  const { remoteGestures } = canvasPage;
  const { x, y, zoom } = canvasPage.editor.camera.get();
  const at = (person: number, step: number): number[] => [
    x + (100 + (person % 5) * 220 + 70 * Math.cos(step / 15 + person)) / zoom,
    y + (100 + Math.floor(person / 5) * 180 + 60 * Math.sin(step / 11 + person)) / zoom,
    0.5,
  ];
  for (let person = 0; person < people; person += 1) {
    remoteGestures.upsert(`p${person}/stroke`, {
      id: `live-${person}`,
      type: 'stroke',
      color: 'blue',
      fill: 'none',
      fillStyle: 'soft',
      opacity: 1,
      size: 4,
      pressure: 'real',
      points: at(person, 0),
    });
  }
  let step = 0;
  const draw = (): void => {
    if (remoteGestures.size === 0) return;
    for (let person = 0; person < people; person += 1) {
      const points = [...at(person, step + 1), ...at(person, step + 2)];
      remoteGestures.appendPoints(`p${person}/stroke`, points);
    }
    step += 2;
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
}

/** Runs in the page: another person moves twenty elements, forty times. */
async function othersEdit(): Promise<void> {
  const { other, board } = canvasPage;
  const ids = board.elements().map(({ id }) => id);
  for (let round = 0; round < 40; round += 1) {
    const patches = Array.from({ length: 20 }, (_, i) => {
      const id = ids[(round * 997 + i * 131) % ids.length] ?? '';
      const box = other.get(id)?.box;
      return { id, x: (box?.x ?? 0) + 3, y: box?.y ?? 0 };
    });
    other.update(patches);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs in the page: a stroke of so many points goes on for 150 frames. */
async function growStroke(count: number): Promise<void> {
  const { gesture } = canvasPage.editor;
  const { x, y, zoom } = canvasPage.editor.camera.get();
  const points: number[] = [];
  const add = (i: number): void => {
    const radius = (60 + 200 * (0.5 + 0.5 * Math.sin(i / 900))) / zoom;
    const middle = { x: x + 640 / zoom, y: y + 400 / zoom };
    const angle = i / 60;
    points.push(middle.x + radius * Math.cos(angle), middle.y + radius * Math.sin(angle), 0.5);
  };
  for (let i = 0; i < count; i += 1) add(i);
  for (let frame = 0; frame < 150; frame += 1) {
    for (let i = 0; i < 2; i += 1) add(points.length / 3);
    gesture.set({
      id: 'long',
      type: 'stroke',
      color: 'red',
      fill: 'none',
      fillStyle: 'soft',
      opacity: 1,
      size: 4,
      pressure: 'real',
      points,
    });
    await new Promise(requestAnimationFrame);
  }
  gesture.set(null);
}

/** Runs in the page: milliseconds until every pixel is final after a change of so many elements. */
async function settleTimes(changed: number): Promise<number[]> {
  const { other, board, painted } = canvasPage;
  const { x, y, zoom } = canvasPage.editor.camera.get();
  const bounds = { minX: x, minY: y, maxX: x + 1280 / zoom, maxY: y + 800 / zoom };
  const ids = canvasPage.editor.scene
    .query(bounds)
    .slice(0, changed)
    .map(({ id }) => id);
  const times: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    other.update(ids.map((id) => ({ id, color: round % 2 === 0 ? 'teal' : 'black' })));
    const changedAtMs = performance.now();
    await painted();
    times.push(performance.now() - changedAtMs);
    await new Promise(requestAnimationFrame);
  }
  if (board.size === 0) throw new Error('the board is empty');
  return times;
}

/** Runs in the page: milliseconds that finding takes, by a click and by a marquee over everything. */
function findTimes(): { click: number[]; marquee: number[] } {
  const { scene } = canvasPage.editor;
  const extent = scene.extent;
  if (!extent) throw new Error('the board is empty');
  const timed = (act: (i: number) => unknown, count: number): number[] =>
    Array.from({ length: count }, (_, i) => {
      const startedAtMs = performance.now();
      act(i);
      return performance.now() - startedAtMs;
    });
  const width = extent.maxX - extent.minX;
  const height = extent.maxY - extent.minY;
  return {
    click: timed((i) => {
      const point = {
        x: extent.minX + width * ((i * 0.37) % 1),
        y: extent.minY + height * ((i * 0.61) % 1),
      };
      return scene.hit(point, { tolerance: 6 });
    }, 200),
    marquee: timed(() => scene.touching(extent), 20),
  };
}

function print(label: string, { busyMs, framesPerSecond, longestTaskMs }: FrameFigures): void {
  const { median, p95 } = figuresOf(busyMs);
  console.log(
    `${label.padEnd(52)} median${median.toFixed(1).padStart(8)}  p95${p95.toFixed(1).padStart(8)} ms` +
      `  ${framesPerSecond.toFixed(0)} FPS, longest task ${longestTaskMs.toFixed(0)} ms`,
  );
}

async function look(page: Page, view: 'near' | 'all'): Promise<void> {
  const camera = cameraOf(seededBoard(COUNT), view, VIEWPORT);
  await page.evaluate(async (value) => {
    canvasPage.editor.setCamera(value);
    await new Promise(requestAnimationFrame);
    await canvasPage.painted();
  }, camera);
  await nextPaint(page);
}

await runBench(async ({ defer }) => {
  const served = await serveCanvasPage();
  defer(() => served.stop());
  const browser = await launchBrowser();
  defer(() => browser.close());
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.addInitScript({ content: `globalThis.__name = (f) => f; ${FRAME_MARKER}` });
  const page = await context.newPage();
  const cdp = await openSession(page);
  await page.goto(served.url);
  await page.waitForFunction(() => window.canvasPage !== undefined);
  const bytes = Buffer.from(bytesOf(seededBoard(COUNT)));
  await context.route(`**${BYTES_PATH}`, (route) => route.fulfill({ body: bytes }));
  await page.evaluate(async (path) => {
    canvasPage.load(new Uint8Array(await (await fetch(path)).arrayBuffer()));
    await canvasPage.painted();
  }, BYTES_PATH);
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ` +
      `${COUNT} elements; milliseconds of the main thread per busy frame`,
  );
  for (const view of ['near', 'all'] as const) {
    await look(page, view);
    const path = Array.from(
      { length: 250 },
      (_, i): ScreenPoint => [150 + i * 3.5, 420 + 150 * Math.sin(i / 14)],
    );
    await page.evaluate(() => canvasPage.editor.setTool('pen'));
    const drawing = await traceFrames(cdp, page, async () => {
      await page.evaluate(startPeople, PEOPLE);
      await drag(cdp, path, 'pen');
      await page.evaluate(() => canvasPage.remoteGestures.clear('p'));
    });
    print(`${view}: ${PEOPLE} people and this one draw`, drawing);
    print(
      `${view}: others move 20 elements, 20 times a second`,
      await traceFrames(cdp, page, () => page.evaluate(othersEdit)),
    );
    print(
      `${view}: a stroke of ${LONG_STROKE_POINTS} points goes on`,
      await traceFrames(cdp, page, () => page.evaluate(growStroke, LONG_STROKE_POINTS)),
    );
    const settled = await page.evaluate(settleTimes, 300);
    console.log(millisecondsLine(`${view}: final after another changed 300 elements`, settled, 0));
  }
  const { click, marquee } = await page.evaluate(findTimes);
  console.log(millisecondsLine('what is under a click', click, 2));
  console.log(millisecondsLine(`what a marquee over all ${COUNT} touches`, marquee, 2));
});
