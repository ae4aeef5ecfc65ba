/*
 * How long what one person does takes to be with the other, in two browser processes over real
 * WebRTC on one machine, with stock y-webrtc beside it in the same run, taking turns:
 *
 *   - document: from the pointer-up that ends a stroke to the element in the other's document;
 *   - ink: from a pointer move in the middle of a stroke to dark pixels there on the own screen, and
 *     on the other's.
 *
 *   npm run bench -- sync/pointer-to-document [strokes]
 *
 * Times are of the pointer events themselves (`timeStamp`: when the browser got them), on the
 * system's clock, to which each page measures its own (page/clock.ts): good to about 0.2 ms.
 */
import type { Page } from '@playwright/test';
import { figuresOf, millisecondsLine, ratio } from '../support/figures.ts';
import { numberArgument, runBench, sleep } from '../support/run-bench.ts';
import { drawbridgePair, type Pair, stockPair } from './pair.ts';

const TURNS = 6;
/** Strokes of a column and columns: ink is looked for where there was none. */
const ROWS = 28;
const COLUMNS = 3;
const WARM_UP_STROKES = 3;
const MOVES = 24;
const MOVE_PX = 8;
const MOVE_INTERVAL_MS = 1000 / 60;
const LEFT_PX = 300;
const COLUMN_PX = 240;
const TOP_PX = 120;
const ROW_PX = 20;
const STROKES = Math.min(numberArgument(0, 60), ROWS * COLUMNS - WARM_UP_STROKES);
/** Moves whose ink is looked for: not the first, which are one dot, nor the last, whose tip is short. */
const INK_MOVES = Array.from({ length: 8 }, (_, i) => 4 + i * 2);
const ARRIVAL_LIMIT_MS = 10_000;

interface Times {
  readonly document: number[];
  readonly ownInk: number[];
  readonly otherInk: number[];
}

/** Draws a horizontal stroke with real pointer events at 60 Hz. */
async function drawStroke(page: Page, left: number, y: number): Promise<void> {
  await page.mouse.move(left, y);
  await page.mouse.down();
  const startedMs = performance.now();
  for (let move = 1; move <= MOVES; move++) {
    await sleep(startedMs + move * MOVE_INTERVAL_MS - performance.now());
    await page.mouse.move(left + move * MOVE_PX, y);
  }
  await sleep(MOVE_INTERVAL_MS);
  await page.mouse.up();
}

async function measureStroke({ sender, receiver }: Pair, nth: number, into: Times | null) {
  const y = TOP_PX + (nth % ROWS) * ROW_PX;
  const left = LEFT_PX + Math.floor(nth / ROWS) * COLUMN_PX;
  const xs = INK_MOVES.map((move) => left + move * MOVE_PX);
  const points = xs.map((x) => [x, y] as const);
  const before = await receiver.evaluate((list) => {
    window.probe.watchInk(list);
    return window.probe.elementTimes.length;
  }, points);
  await sender.evaluate((list) => {
    window.probe.watchInk(list);
    window.probe.pointers.length = 0;
  }, points);
  await drawStroke(sender, left, y);
  await receiver.waitForFunction((count) => window.probe.elementTimes.length > count, before, {
    timeout: ARRIVAL_LIMIT_MS,
    polling: 20,
  });
  const read = async (page: Page) => {
    await page.waitForFunction(() => window.probe.inkTimes().every((atMs) => atMs !== null), null, {
      timeout: ARRIVAL_LIMIT_MS,
      polling: 20,
    });
    return page.evaluate(() => ({
      pointers: window.probe.pointers,
      ink: window.probe.inkTimes(),
      elements: window.probe.elementTimes,
    }));
  };
  const own = await read(sender);
  const other = await read(receiver);
  const up = own.pointers.find(({ type }) => type === 'pointerup');
  const arrivedMs = other.elements[before];
  if (!up || arrivedMs === undefined) throw new Error('a stroke was not seen');
  into?.document.push(arrivedMs - up.atMs);
  for (const [index, x] of xs.entries()) {
    const move = own.pointers.find((event) => event.type === 'pointermove' && event.x === x);
    const [ownMs, otherMs] = [own.ink[index], other.ink[index]];
    if (!move || !ownMs || !otherMs) continue;
    into?.ownInk.push(ownMs - move.atMs);
    into?.otherInk.push(otherMs - move.atMs);
  }
}

await runBench(async (scope) => {
  const pairs = [await drawbridgePair(scope), await stockPair(scope)];
  const times = pairs.map((): Times => ({ document: [], ownInk: [], otherInk: [] }));
  const drawn = pairs.map(() => 0);
  const measure = async (index: number, count: number, into: Times | null): Promise<void> => {
    const pair = pairs[index];
    for (let i = 0; pair && i < count; i++) {
      const nth = drawn[index] ?? 0;
      drawn[index] = nth + 1;
      await measureStroke(pair, nth, into);
    }
  };
  for (const index of pairs.keys()) await measure(index, WARM_UP_STROKES, null);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [index, into] of times.entries()) await measure(index, STROKES / TURNS, into);
  }
  console.log(`${STROKES} strokes of ${MOVES} moves at 60 Hz each, ${TURNS} turns`);
  const rows = [
    ['document', 'pointer-up → element in the other’s document'],
    ['ownInk', 'pointer move → ink on the own screen'],
    ['otherInk', 'pointer move → ink on the other’s screen'],
  ] as const;
  for (const [key, label] of rows) {
    console.log(label);
    const stock = figuresOf(times[1]?.[key] ?? []);
    for (const [index, { name }] of pairs.entries()) {
      const values = times[index]?.[key] ?? [];
      const { median, p95 } = figuresOf(values);
      const ratios =
        index === 0
          ? `  ${ratio(median, stock.median)} of stock, p95 ${ratio(p95, stock.p95)}`
          : '';
      console.log(`  ${millisecondsLine(name, values)}${ratios}`);
    }
  }
});
