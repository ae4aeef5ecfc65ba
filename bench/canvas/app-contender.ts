import * as Y from 'yjs';
import { BoardDocument } from '../../src-renderer/board/board-document.ts';
import { launchBrowser } from '../../tests/support/launch.ts';
import type { SeededBoard } from './boards.ts';
import { type Contender, nextPaint, openSession } from './contender.ts';
import { FRAME_MARKER } from './trace.ts';

/** Where the page asks for the bytes of the board that is to be stored. */
const BYTES_PATH = '/bench-board';
/** Runs in the page: keeps every task of more than 50 ms. */
const LONG_TASK_RECORDER = `window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries()))
    .observe({ type: 'longtask', buffered: true });`;
/** Elements added in one transaction: as a board grows in use, not as one giant change. */
const ADD_AT_ONCE = 500;

declare global {
  interface Window {
    longTasks: PerformanceEntry[];
  }
}

/** The bytes of a seeded board, as they lie in storage. */
export function bytesOf(board: SeededBoard): Uint8Array {
  const document = new BoardDocument({ author: { personId: 'bench', name: 'Bench' } });
  for (let at = 0; at < board.elements.length; at += ADD_AT_ONCE) {
    const added = document.add(board.elements.slice(at, at + ADD_AT_ONCE));
    if (!added.ok) throw new Error(added.message);
  }
  return Y.encodeStateAsUpdate(document.doc);
}

/** The product itself, served by its cell, with the board read from its own storage. */
export async function appContender(
  origin: string,
  viewport: { width: number; height: number },
  deviceScaleFactor: number,
): Promise<Contender> {
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport, deviceScaleFactor });
  await context.addInitScript({
    content: `globalThis.__name = (f) => f; ${FRAME_MARKER}; ${LONG_TASK_RECORDER}`,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`page: ${error}`));
  const cdp = await openSession(page);
  const ready = (): Promise<unknown> =>
    page.waitForFunction(() => window.drawbridge !== undefined, null, { timeout: 60_000 });

  const settled = async (): Promise<void> => {
    await page.evaluate(() => window.drawbridge?.painted());
    await nextPaint(page);
  };

  return {
    name: 'Drawbridge',
    page,
    cdp,
    async open(board) {
      const bytes = Buffer.from(bytesOf(board));
      await context.route(`**${BYTES_PATH}`, (route) => route.fulfill({ body: bytes }));
      await page.goto(`${origin}/#new`);
      await ready();
      await page.waitForFunction(async () => {
        const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
        return names.some((name) => name.startsWith('drawbridge-board-'));
      });
      await page.evaluate(store, BYTES_PATH);
      await page.reload();
      await ready();
      await page.waitForFunction(
        (count) => (window.drawbridge?.elements().length ?? 0) >= count,
        board.elements.length,
        { timeout: 60_000, polling: 500 },
      );
      await settled();
      return page.evaluate(() => {
        const at = (name: string): number =>
          performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
        const bytesMs = at('drawbridge:bytes');
        return {
          firstPaintMs: at('drawbridge:first-paint') - bytesMs,
          completeMs: at('drawbridge:complete') - bytesMs,
          longestTaskMs: Math.max(
            0,
            ...window.longTasks
              .filter(({ startTime }) => startTime >= bytesMs)
              .map(({ duration }) => duration),
          ),
        };
      });
    },
    async setCamera(camera) {
      await page.evaluate((value) => window.drawbridge?.setCamera(value), camera);
    },
    async setTool(tool) {
      await page.evaluate((name) => window.drawbridge?.setTool(name), tool);
    },
    async select(ids) {
      await page.evaluate((list) => window.drawbridge?.select(list), ids);
    },
    async recolor(ids) {
      await page.evaluate(
        (list) => window.drawbridge?.update(list.map((id) => ({ id, color: 'violet' }))),
        ids,
      );
    },
    settled,
    close: () => browser.close(),
  };
}

/** Runs in the page: puts the bytes where the open board keeps its changes. */
async function store(path: string): Promise<void> {
  const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const name = names.find((candidate) => candidate.startsWith('drawbridge-board-'));
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name ?? '');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction('updates', 'readwrite');
    transaction.objectStore('updates').add(bytes);
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
}
