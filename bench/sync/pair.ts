import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { startCellProcess } from '../../tests/support/cell.ts';
import { launchBrowser } from '../../tests/support/launch.ts';
import { Person } from '../../tests/support/person.ts';
import { ServerUnderTest, STOCK_SERVER } from '../signaling/server-under-test.ts';
import { pageBundle } from '../support/page-bundle.ts';
import type { BenchScope } from '../support/run-bench.ts';

const VIEWPORT = { width: 1280, height: 800 };
const MEET_LIMIT_MS = 20_000;

/** Two browser processes on one board, linked, with the probe in both pages. */
export interface Pair {
  readonly name: string;
  readonly sender: Page;
  readonly receiver: Page;
}

export interface Company {
  readonly cellUrl: string;
  readonly ada: Person;
  readonly bob: Person;
}

/** The product's cell, and two people with the probe in their pages, who have opened nothing yet. */
export async function adaAndBob(scope: BenchScope): Promise<Company> {
  const cell = await startCellProcess();
  scope.defer(() => cell.stop());
  const probe = await pageBundle('./page/probe.ts', import.meta.url);
  const arrive = async (): Promise<Person> => {
    const person = await Person.arrive();
    scope.defer(() => person.done());
    await person.page.addInitScript(probe);
    return person;
  };
  return { cellUrl: cell.url, ada: await arrive(), bob: await arrive() };
}

/** The product's own web client at its own cell. */
export async function drawbridgePair(scope: BenchScope): Promise<Pair> {
  const { cellUrl, ada, bob } = await adaAndBob(scope);
  await ada.open(`${cellUrl}/#new`);
  await bob.open(await ada.link());
  await Promise.all([ada.isLiveWith(1, MEET_LIMIT_MS), bob.isLiveWith(1, MEET_LIMIT_MS)]);
  await ada.pickTool('Pen');
  await bob.pickTool('Pen');
  for (const { page } of [ada, bob]) {
    await page.evaluate(() =>
      window.probe.watchElements(() => window.drawbridge?.elements().length ?? 0),
    );
  }
  return { name: 'Drawbridge', sender: ada.page, receiver: bob.page };
}

/** y-webrtc as it comes, at the server that comes with it. */
export async function stockPair(scope: BenchScope): Promise<Pair> {
  const server = await ServerUnderTest.start(STOCK_SERVER);
  scope.defer(() => server.stop());
  const probe = await pageBundle('./page/probe.ts', import.meta.url);
  const board = await pageBundle('./stock/page.ts', import.meta.url);
  const room = randomUUID();
  const pages: Page[] = [];
  for (let i = 0; i < 2; i++) {
    const browser = await launchBrowser();
    scope.defer(() => browser.close());
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.addInitScript(probe);
    await page.addInitScript(board);
    // The server's own answer, a plain "okay", is page enough.
    await page.goto(server.signalUrl.replace(/^ws/, 'http'));
    await page.evaluate(([name, url]) => window.openStockBoard(name, url), [
      room,
      server.signalUrl,
    ] as const);
    pages.push(page);
  }
  for (const page of pages) {
    await page.waitForFunction(() => window.stockBoard?.links === 1, null, {
      timeout: MEET_LIMIT_MS,
    });
    await page.evaluate(() => window.probe.watchElements(() => window.stockBoard?.size ?? 0));
  }
  const [sender, receiver] = pages;
  if (!sender || !receiver) throw new Error('no pages');
  return { name: 'stock y-webrtc', sender, receiver };
}
