import { expect, test } from '@playwright/test';
import { startCellProcess } from '../support/cell.ts';
import { Person } from '../support/person.ts';

/** Whether everything that the page needs is kept. */
const isKept = (person: Person): Promise<boolean> =>
  person.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const [name] = (await caches.keys()).filter((each) => each.startsWith('drawbridge-'));
    const kept = name === undefined ? [] : await (await caches.open(name)).keys();
    return registration?.active?.state === 'activated' && kept.length >= 4;
  });

test('the web client starts without a network, with its boards (TR-16)', async () => {
  const cell = await startCellProcess();
  const ada = await Person.arrive();
  try {
    await ada.open(`${cell.url}/#new`);
    await ada.drawStroke(300, 300);
    await ada.hasElements(1);
    await expect.poll(() => isKept(ada)).toBe(true);
    const manifest = await ada.page.evaluate(async () => {
      const href = document.querySelector('link[rel="manifest"]')?.getAttribute('href');
      return href ? (await (await fetch(href)).json()).name : null;
    });
    expect(manifest).toBe('Drawbridge');
    const board = ada.page.url();
    await cell.kill();
    await ada.page.goto('about:blank');
    const startedMs = performance.now();
    await ada.open(board);
    await ada.hasElements(1);
    console.log(`open without a network after ${Math.round(performance.now() - startedMs)} ms`);
    await ada.drawStroke(500, 300);
    await ada.hasElements(2);
    // Not from the browser's own cache alone: every file of the page came from the service worker.
    const fromWorker = await ada.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry): entry is PerformanceResourceTiming => 'workerStart' in entry)
        .filter(({ name }) => name.includes('/assets/') && name.endsWith('.js'))
        .map(({ workerStart }) => workerStart > 0),
    );
    expect(fromWorker.length).toBeGreaterThan(0);
    expect(fromWorker).not.toContain(false);
    expect(ada.errors).toEqual([]);
  } finally {
    await Promise.all([ada.done(), cell.stop()]);
  }
});
