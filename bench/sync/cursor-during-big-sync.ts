/*
 * A newcomer joins a big board while both keep moving their pointers at 20 Hz: how late each
 * position is at the other (until it or a later one has been dealt with), and how long it takes until
 * the newcomer has acknowledged to hold all. Two browser processes over real WebRTC.
 *
 *   npm run bench -- sync/cursor-during-big-sync [strokes of the big board]
 *
 * Stock y-webrtc has no line here: it never syncs more than about 256 KB.
 */
import type { Page } from '@playwright/test';
import type { Person } from '../../tests/support/person.ts';
import { millisecondsLine } from '../support/figures.ts';
import { numberArgument, runBench, sleep } from '../support/run-bench.ts';
import type { CursorSeen, PointerSeen } from './page/probe.ts';
import { adaAndBob } from './pair.ts';

const SMALL_STROKES = 1_250;
const BIG_STROKES = numberArgument(0, 41_000);
const POINTS_PER_STROKE = 60;
const MOVE_INTERVAL_MS = 50;
/** How long both pointers move on after the sync, for comparison. */
const CALM_MS = 5_000;
/** Time for what was on its way to arrive, before the rest counts as lost. */
const LAST_ARRIVALS_MS = 1_000;
const SYNC_LIMIT_MS = 60_000;
/** A part of the canvas without panels. */
const AREA_PX = { left: 320, top: 160, width: 400, height: 300 };

/** Moves the pointer at 20 Hz whether or not the page keeps up; no position comes twice. */
function keepMoving(page: Page): () => Promise<void> {
  let stopped = false;
  const move = async (): Promise<void> => {
    const session = await page.context().newCDPSession(page);
    const startedMs = performance.now();
    const answers: Promise<unknown>[] = [];
    for (let n = 0; !stopped; n++) {
      const x = AREA_PX.left + (n % AREA_PX.width);
      const y = AREA_PX.top + (Math.floor(n / AREA_PX.width) % AREA_PX.height);
      answers.push(session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y }));
      await sleep(startedMs + (n + 1) * MOVE_INTERVAL_MS - performance.now());
    }
    await Promise.all(answers);
    await session.detach();
  };
  const moving = move();
  return () => {
    stopped = true;
    return moving;
  };
}

interface Lateness {
  readonly lateMs: number[];
  /** Positions after which nothing came any more. */
  readonly lost: number;
}

/**
 * How late each pointer position of a span of time was at the other side: until that position, or a
 * later one in its place, had been dealt with there.
 */
function lateness(
  moves: readonly PointerSeen[],
  cursors: readonly CursorSeen[],
  fromMs: number,
  untilMs: number,
): Lateness {
  const nth = new Map(moves.map(({ x, y }, index) => [`${x},${y}`, index]));
  const arrivedMs: number[] = [];
  for (const { x, y, atMs } of cursors) {
    const index = nth.get(`${x},${y}`);
    for (let i = index ?? -1; i >= 0 && arrivedMs[i] === undefined; i--) arrivedMs[i] = atMs;
  }
  const counted = moves.map(({ atMs }, index) => ({ atMs, arrived: arrivedMs[index] }));
  const span = counted.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);
  return {
    lateMs: span.flatMap(({ atMs, arrived }) => (arrived === undefined ? [] : [arrived - atMs])),
    lost: span.filter(({ arrived }) => arrived === undefined).length,
  };
}

const addStrokes = (page: Page, count: number): Promise<void> =>
  page.evaluate(
    async ([strokes, length]) => {
      const records = Array.from({ length: strokes }, (_, stroke) => ({
        type: 'stroke',
        size: 4,
        points: Array.from({ length }, (_, i) => [
          (stroke % 200) * 90 + i + 3 * Math.sin(stroke + i),
          Math.floor(stroke / 200) * 60 + 20 * Math.cos(stroke + i / 7),
          0.5 + 0.4 * Math.sin(stroke + i / 9),
        ]),
      }));
      await window.drawbridge?.add(records);
    },
    [count, POINTS_PER_STROKE] as const,
  );

const pageNow = (page: Page): Promise<number> => page.evaluate(() => window.probe.now());

interface Observed {
  readonly moves: PointerSeen[];
  readonly cursors: CursorSeen[];
}
const observed = ({ page }: Person): Promise<Observed> =>
  page.evaluate(() => ({ moves: window.probe.pointers, cursors: window.probe.cursors }));

async function measure(strokes: number): Promise<void> {
  await runBench(async (scope) => {
    const { cellUrl, ada, bob } = await adaAndBob(scope);
    await ada.open(`${cellUrl}/#new`);
    await addStrokes(ada.page, strokes);
    const link = await ada.link();
    // Positions are compared in board units: both cameras are where a fresh board has them.
    const stopAda = keepMoving(ada.page);
    const openedMs = await pageNow(ada.page);
    await bob.open(link);
    const stopBob = keepMoving(bob.page);
    await ada.page.waitForFunction(
      () => {
        const status = window.drawbridge?.status() as { heldBy: { all: number; of: number } };
        return status.heldBy.of === 1 && status.heldBy.all === 1;
      },
      null,
      { timeout: SYNC_LIMIT_MS, polling: 50 },
    );
    const heldMs = await pageNow(ada.page);
    await sleep(CALM_MS);
    const endMs = await pageNow(ada.page);
    await sleep(LAST_ARRIVALS_MS);
    await Promise.all([stopAda(), stopBob()]);
    const atAda = await observed(ada);
    const atBob = await observed(bob);
    const linkedMs = Math.min(...[...atAda.cursors, ...atBob.cursors].map(({ atMs }) => atMs));
    const megabytes = (await bob.page.evaluate(() => window.probe.bulkBytes)) / 1e6;
    console.log(`${strokes} strokes, ${megabytes.toFixed(2)} MB came to the newcomer`);
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
    console.log(
      `  all of it held ${seconds(heldMs - linkedMs)} after the link opened, ${seconds(heldMs - openedMs)} after the address was`,
    );
    const rows = [
      ['the owner’s cursor at the newcomer, during the sync', atAda.moves, atBob.cursors, true],
      ['the owner’s cursor at the newcomer, afterwards', atAda.moves, atBob.cursors, false],
      ['the newcomer’s cursor at the owner, during the sync', atBob.moves, atAda.cursors, true],
      ['the newcomer’s cursor at the owner, afterwards', atBob.moves, atAda.cursors, false],
    ] as const;
    for (const [label, moves, cursors, during] of rows) {
      const { lateMs, lost } = during
        ? lateness(moves, cursors, linkedMs, heldMs)
        : lateness(moves, cursors, heldMs, endMs);
      console.log(`  ${millisecondsLine(label, lateMs)}${lost > 0 ? `, ${lost} never came` : ''}`);
    }
    for (const error of [...ada.errors, ...bob.errors]) throw new Error(error);
  }, 90_000);
}

for (const strokes of [SMALL_STROKES, BIG_STROKES]) await measure(strokes);
