import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { Person } from '../support/person.ts';

const POINTS_PER_STROKE = 60;

/** Adds strokes of 60 points inside the page: millions of numbers need not pass through the driver. */
const addStrokes = (person: Person, count: number): Promise<void> =>
  person.page.evaluate(
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

const countOf = (person: Person): Promise<number> =>
  person.page.evaluate(() => window.drawbridge?.elements().length ?? 0);

test.describe('a newcomer gets the whole of a board (CM-17) that has', () => {
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;

  test.beforeEach(async () => {
    [cell, ada, bob] = await Promise.all([startCellProcess(), Person.arrive(), Person.arrive()]);
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  });

  for (const [size, strokes] of [
    ['about 300 KB', 1_000],
    ['about 10 MB', 30_000],
  ] as const) {
    test(size, async () => {
      test.setTimeout(240_000);
      await ada.open(`${cell.url}/#new`);
      await addStrokes(ada, strokes);
      const startedMs = performance.now();
      await bob.open(await ada.link());
      await ada.isLiveWith(1);
      // Her status says so only when his acknowledged state covers hers.
      await expect
        .poll(async () => (await ada.status()).heldBy, { timeout: 120_000 })
        .toEqual({ all: 1, of: 1 });
      console.log(`${size}: all of it held after ${Math.round(performance.now() - startedMs)} ms`);
      expect(await countOf(bob)).toBe(strokes);
      await bob.drawStroke(300, 300);
      await expect.poll(() => countOf(ada)).toBe(strokes + 1);
      expect([...ada.errors, ...bob.errors]).toEqual([]);
    });
  }
});
