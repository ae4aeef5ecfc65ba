import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { launchBrowser } from '../support/launch.ts';

/** The page's script, with y-webrtc as it is: nothing of ours is put in its place. */
async function stockScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('./stock/page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'stockPage',
      },
    },
  });
  const [output] = [result].flat();
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

test.describe('stock y-webrtc clients', () => {
  let cell: CellProcess;
  let pages: Server;
  let browsers: Browser[] = [];
  let origin = '';

  test.beforeAll(async () => {
    const script = await stockScript();
    pages = createServer((request, response) => {
      const isScript = request.url === '/page.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? script : '<!doctype html><script src="/page.js"></script>');
    });
    pages.listen(0, '127.0.0.1');
    await once(pages, 'listening');
    const address = pages.address();
    if (typeof address !== 'object' || address === null) throw new Error('not listening');
    origin = `http://127.0.0.1:${address.port}`;
    cell = await startCellProcess();
    browsers = await Promise.all([launchBrowser(), launchBrowser(), launchBrowser()]);
  });
  test.afterAll(async () => {
    await Promise.all([...browsers.map((browser) => browser.close()), cell.stop()]);
    pages.close();
  });

  const words = (page: Page): Promise<Record<string, string>> =>
    page.evaluate(() => window.stockMap?.toJSON() ?? {});

  for (const password of [null, 'a password of the room']) {
    test(`meet through our cell ${password ? 'with' : 'without'} a password`, async () => {
      const room = `a room ${password ?? 'in the open'}`;
      const signalUrl = `${cell.url.replace('http', 'ws')}/v1/signal`;
      const people = await Promise.all(browsers.map((browser) => browser.newPage()));
      for (const [i, page] of people.entries()) {
        await page.goto(origin);
        await page.evaluate(
          ([name, url, secret]) => window.openStockRoom(name ?? '', url ?? '', secret ?? null),
          [room, signalUrl, password] as const,
        );
        await page.evaluate((key) => window.stockMap?.set(key, `from ${key}`), `person ${i}`);
      }
      const all = {
        'person 0': 'from person 0',
        'person 1': 'from person 1',
        'person 2': 'from person 2',
      };
      for (const page of people) await expect.poll(() => words(page)).toEqual(all);
      // They are connected to each other: the cell is not needed any more for what is said.
      await people[0]?.evaluate(() => window.stockMap?.set('later', 'a word'));
      await expect.poll(() => words(people[2] as Page)).toEqual({ ...all, later: 'a word' });
      for (const page of people) await page.close();
      expect(cell.log.filter((line) => line.includes('"frame refused"'))).toEqual([]);
    });
  }
});
