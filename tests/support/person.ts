import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { Scripting } from '../../src-renderer/app/scripting.ts';
import type { SyncStatus } from '../../src-renderer/sync/status.ts';
import { type ChromiumArguments, launchProfile } from './launch.ts';

type ToolLabel = 'Select' | 'Hand' | 'Pen' | 'Eraser' | 'Rectangle' | 'Ellipse' | 'Arrow' | 'Line';
type Drawbridge = Scripting<SyncStatus>;
export type ScriptRecord = ReturnType<Drawbridge['elements']>[number];

/**
 * Somebody at a browser process of his or her own: nothing is shared with another person but the
 * network, so what passes between two of them has passed over real WebRTC.
 */
export class Person {
  readonly page: Page;
  /** Errors that the page did not handle. */
  readonly errors: string[];
  readonly #context: BrowserContext;
  readonly #folder: string;

  private constructor(context: BrowserContext, page: Page, folder: string, errors: string[]) {
    this.#context = context;
    this.page = page;
    this.#folder = folder;
    this.errors = errors;
  }

  /** @param folder profile to use; a fresh one when absent */
  static async arrive(options: ChromiumArguments = {}, folder?: string): Promise<Person> {
    const profile = folder ?? (await mkdtemp(join(tmpdir(), 'drawbridge-person-')));
    const context = await launchProfile(profile, options);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.setViewportSize({ width: 1280, height: 800 });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    return new Person(context, page, profile, errors);
  }

  get folder(): string {
    return this.#folder;
  }

  /** Opens an address and waits until a board is there. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.boardIsOpen();
  }

  async boardIsOpen(): Promise<void> {
    await this.page.waitForFunction(() => window.drawbridge !== undefined);
  }

  link(): Promise<string> {
    return this.page.evaluate(() => window.drawbridge?.link() ?? '');
  }

  elements(): Promise<ScriptRecord[]> {
    return this.page.evaluate(() => window.drawbridge?.elements() ?? []);
  }

  status(): Promise<SyncStatus> {
    return this.page.evaluate(() => window.drawbridge?.status() as SyncStatus);
  }

  add(records: readonly object[]): Promise<readonly string[]> {
    return this.page.evaluate((list) => window.drawbridge?.add(list) ?? [], records);
  }

  async update(records: readonly object[]): Promise<void> {
    await this.page.evaluate((list) => window.drawbridge?.update(list), records);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.page.evaluate((list) => window.drawbridge?.remove(list), ids);
  }

  async pickTool(name: ToolLabel): Promise<void> {
    await this.page.getByRole('group', { name: 'Tools' }).getByRole('radio', { name }).click();
  }

  /** Draws with the mouse from point to point, in CSS px. */
  async drag(points: readonly (readonly [number, number])[]): Promise<void> {
    const [first, ...rest] = points;
    if (!first) return;
    await this.page.mouse.move(...first);
    await this.page.mouse.down();
    for (const point of rest) await this.page.mouse.move(...point);
    await this.page.mouse.up();
  }

  async drawStroke(x: number, y: number): Promise<void> {
    await this.pickTool('Pen');
    await this.drag(Array.from({ length: 12 }, (_, i) => [x + i * 8, y + 20 * Math.sin(i)]));
  }

  /** Waits until the people with an open link are this many. */
  async isLiveWith(count: number, timeoutMs = 15_000): Promise<void> {
    await expect
      .poll(async () => (await this.status()).people.length, { timeout: timeoutMs })
      .toBe(count);
  }

  async hasElements(count: number, timeoutMs = 10_000): Promise<void> {
    await expect
      .poll(async () => (await this.elements()).length, { timeout: timeoutMs })
      .toBe(count);
  }

  /** Takes this computer off the network for pages (not for links that are open). */
  setOffline(offline: boolean): Promise<void> {
    return this.#context.setOffline(offline);
  }

  /** `kill -9` of the whole browser; the profile stays. */
  async crash(): Promise<void> {
    const closed = new Promise((resolve) => {
      this.#context.once('close', resolve);
    });
    // All processes of this browser name its profile folder, and no other process does.
    execFileSync('pkill', ['-9', '-f', this.#folder]);
    await closed;
  }

  /** Closes the browser as a person does; the profile stays. */
  async leave(): Promise<void> {
    await this.page.close({ runBeforeUnload: true }).catch((error: unknown) => {
      // The page may be gone already.
      if (!String(error).includes('closed')) throw error;
    });
    await this.#context.close();
  }

  /** Closes the browser and throws the profile away. */
  async done(): Promise<void> {
    await this.#context.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What two boards must agree on. */
export function comparable(elements: readonly ScriptRecord[]): unknown {
  return elements.map((element) => ({ ...element }));
}

/** Waits until both have the same board, and says how long it took. */
export async function haveEqualBoards(a: Person, b: Person, timeoutMs = 3_000): Promise<number> {
  const startedMs = performance.now();
  await expect(async () => {
    expect(comparable(await a.elements())).toEqual(comparable(await b.elements()));
  }).toPass({ timeout: timeoutMs, intervals: [20, 50, 100] });
  return performance.now() - startedMs;
}
