/*
 * Many on one board: how long until an edit of one has reached all, and how many messages and bytes
 * it costs, against the N-1 that each edit needs at least. Headless copies (document and connection,
 * no canvas) share a few browser processes and are linked each to each by real WebRTC; stock
 * y-webrtc, which repeats every edit from everybody to everybody, runs beside them.
 *
 *   npm run bench -- sync/crowd [people] [people with Drawbridge only]
 */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { startCellProcess } from '../../tests/support/cell.ts';
import { launchBrowser } from '../../tests/support/launch.ts';
import { ServerUnderTest, STOCK_SERVER } from '../signaling/server-under-test.ts';
import { millisecondsLine, quantile } from '../support/figures.ts';
import { pageBundle } from '../support/page-bundle.ts';
import { type BenchScope, numberArgument, runBench, sleep } from '../support/run-bench.ts';
import type { Traffic } from './crowd/page.ts';

const PEOPLE = numberArgument(0, 20);
const MORE_PEOPLE = numberArgument(1, 50);
const EDITS = 30;
const EDIT_INTERVAL_MS = 400;
/** A browser refuses more than 500 connections in one process, those that are being given up among them. */
const CONNECTIONS_PER_PAGE_MAX = 250;
const PAGES_MIN = 2;
const ENTER_INTERVAL_MS = 150;
const MEET_LIMIT_MS = 60_000;
const QUIET_MS = 3_000;
const ARRIVAL_LIMIT_MS = 15_000;
const POLL_MS = 200;

interface Kind {
  readonly name: string;
  readonly peer: string;
  /** Messages of the protocol that carry a change, and those that acknowledge. */
  readonly changes: readonly string[];
  readonly acknowledgements: readonly string[];
  meetingPlace(scope: BenchScope): Promise<string>;
}

const OURS: Kind = {
  name: 'Drawbridge',
  peer: './crowd/our-peer.ts',
  changes: ['bulk 3', 'bulk following'],
  acknowledgements: ['bulk 4'],
  async meetingPlace(scope) {
    const cell = await startCellProcess();
    scope.defer(() => cell.stop());
    return cell.url;
  },
};

const STOCK: Kind = {
  name: 'stock y-webrtc',
  peer: './crowd/stock-peer.ts',
  changes: ['stock 0'],
  acknowledgements: [],
  async meetingPlace(scope) {
    const server = await ServerUnderTest.start(STOCK_SERVER);
    scope.defer(() => server.stop());
    return server.signalUrl;
  },
};

/** Pages of separate processes with `people` peers in all, spread evenly. */
async function openPages(scope: BenchScope, kind: Kind, people: number): Promise<Page[]> {
  const count = Math.max(
    PAGES_MIN,
    Math.ceil(people / Math.floor(CONNECTIONS_PER_PAGE_MAX / (people - 1))),
  );
  const plugins = kind === OURS ? [(await import('../../vite.shared.ts')).syncSeams()] : [];
  const frame = await pageBundle('./crowd/page.ts', import.meta.url);
  const peer = await pageBundle(kind.peer, import.meta.url, plugins);
  const pages: Page[] = [];
  for (let i = 0; i < count; i++) {
    // Pages of one browser may share a process.
    const browser = await launchBrowser();
    scope.defer(() => browser.close());
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error('page:', error.message));
    await page.addInitScript(frame);
    const here = Math.ceil((people - i) / count);
    for (let n = 0; n < here; n++) {
      await page.addInitScript(`window.crowd.bundles.push(() => {\n${peer}\n});`);
    }
    pages.push(page);
  }
  return pages;
}

const linksOf = async (pages: readonly Page[]): Promise<number> => {
  const counts = await Promise.all(pages.map((page) => page.evaluate(() => window.crowd.links)));
  return counts.reduce((sum, count) => sum + count, 0);
};

async function meet(pages: readonly Page[], place: string, people: number): Promise<number> {
  const room = randomUUID();
  // A page from the server itself, or the browser would forbid it to talk to this computer.
  const address = new URL('/livez', place.replace(/^ws/, 'http')).href;
  for (const page of pages) await page.goto(address);
  const startedMs = performance.now();
  for (let i = 0; i < people; i++) {
    await pages[i % pages.length]?.evaluate((entry) => window.crowd.enter(entry), {
      meetingPlace: place,
      room,
      maxLinks: people,
    });
    await sleep(ENTER_INTERVAL_MS);
  }
  const wanted = people * (people - 1);
  const endMs = performance.now() + MEET_LIMIT_MS;
  let links = await linksOf(pages);
  while (links < wanted && performance.now() < endMs) {
    await sleep(POLL_MS);
    links = await linksOf(pages);
  }
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(
    `  ${links} of ${wanted} link ends open after ${seconds} s, ${pages.length} processes`,
  );
  return links;
}

/** Adds up what all pages have sent. */
async function trafficOf(pages: readonly Page[]): Promise<Record<string, Traffic>> {
  const sums: Record<string, Traffic> = {};
  for (const page of pages) {
    const traffic = await page.evaluate(() => window.crowd.traffic);
    for (const [kind, { messages, bytes }] of Object.entries(traffic)) {
      const sum = sums[kind] ?? { messages: 0, bytes: 0 };
      sums[kind] = { messages: sum.messages + messages, bytes: sum.bytes + bytes };
    }
  }
  return sums;
}

async function measure(kind: Kind, people: number): Promise<void> {
  console.log(`${people} people, ${kind.name}`);
  await runBench(async (scope) => {
    const place = await kind.meetingPlace(scope);
    const pages = await openPages(scope, kind, people);
    await meet(pages, place, people);
    await sleep(QUIET_MS);
    for (const page of pages) {
      await page.evaluate(() => {
        window.crowd.traffic = {};
      });
    }
    const startedMs = performance.now();
    const drawn: { id: string; atMs: number }[] = [];
    for (let edit = 0; edit < EDITS; edit++) {
      const page = pages[edit % pages.length];
      const stroke = await page?.evaluate(
        (nth) => window.crowd.draw(nth % window.crowd.peers.length),
        Math.floor(edit / pages.length),
      );
      if (stroke) drawn.push(stroke);
      await sleep(EDIT_INTERVAL_MS);
    }
    const times = await arrivals(pages, drawn, people);
    await sleep(QUIET_MS);
    const seconds = (performance.now() - startedMs) / 1000;
    report(kind, people, drawn, times, await trafficOf(pages), seconds);
  }, 140_000);
}

/** When each copy got each element, once all have all, or when the time is over. */
async function arrivals(
  pages: readonly Page[],
  drawn: readonly { id: string }[],
  people: number,
): Promise<Map<string, number[]>> {
  const endMs = performance.now() + ARRIVAL_LIMIT_MS;
  for (;;) {
    const all = new Map<string, number[]>();
    for (const page of pages) {
      for (const [id, times] of await page.evaluate(() => [...window.crowd.arrivals])) {
        all.set(id, [...(all.get(id) ?? []), ...times]);
      }
    }
    const complete = drawn.every(({ id }) => all.get(id)?.length === people - 1);
    if (complete || performance.now() > endMs) return all;
    await sleep(POLL_MS);
  }
}

function report(
  kind: Kind,
  people: number,
  drawn: readonly { id: string; atMs: number }[],
  times: ReadonlyMap<string, number[]>,
  traffic: Readonly<Record<string, Traffic>>,
  seconds: number,
): void {
  const others = people - 1;
  const reached = drawn.map(({ id, atMs }) => (times.get(id) ?? []).map((at) => at - atMs));
  const all = reached.filter((latencies) => latencies.length === others);
  console.log(`  ${millisecondsLine('an edit at one of the others', reached.flat())}`);
  console.log(
    `  ${millisecondsLine(
      'an edit at the last of the others',
      all.map((latencies) => quantile(latencies, 1)),
    )}`,
  );
  if (all.length < drawn.length) {
    console.log(`  ${drawn.length - all.length} of ${drawn.length} edits did not reach all`);
  }
  const sumOf = (kinds: readonly string[]): Traffic =>
    kinds.reduce(
      (sum, name) => ({
        messages: sum.messages + (traffic[name]?.messages ?? 0),
        bytes: sum.bytes + (traffic[name]?.bytes ?? 0),
      }),
      { messages: 0, bytes: 0 },
    );
  const perEdit = (label: string, { messages, bytes }: Traffic): void => {
    const each = messages / drawn.length;
    const size = (bytes / drawn.length / 1000).toFixed(1);
    console.log(
      `  ${label.padEnd(20)} ${each.toFixed(1).padStart(8)} messages an edit = ${(each / others).toFixed(2)} (N-1), ${size} kB`,
    );
  };
  const known = [...kind.changes, ...kind.acknowledgements];
  perEdit('changes', sumOf(kind.changes));
  if (kind.acknowledgements.length > 0) perEdit('acknowledgements', sumOf(kind.acknowledgements));
  const rest = sumOf(Object.keys(traffic).filter((name) => !known.includes(name)));
  console.log(
    `  everything else      ${(rest.messages / seconds).toFixed(0).padStart(8)} messages a second`,
  );
}

await measure(OURS, PEOPLE);
await measure(STOCK, PEOPLE);
if (MORE_PEOPLE > PEOPLE) await measure(OURS, MORE_PEOPLE);
