import { expect, type JSHandle, type Locator, type Page } from '@playwright/test';
import type { Scripting } from '../../src-renderer/app/scripting.ts';
import type { SyncStatus } from '../../src-renderer/sync/status.ts';
import { PATIENCE_MS } from './patience.ts';

type ToolLabel =
  | 'Select'
  | 'Hand'
  | 'Pen'
  | 'Eraser'
  | 'Rectangle'
  | 'Ellipse'
  | 'Arrow'
  | 'Line'
  | 'Text';
type Drawbridge = Scripting<SyncStatus>;
export type ScriptRecord = ReturnType<Drawbridge['elements']>[number];

/** All tests of a connection check end within 10 s; a busy machine takes longer to show it. */
const CHECK_LIMIT_MS = 20_000;

/** A page with a board: what a person sees and does there, in whatever shows the page. */
export class BoardPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async boardIsOpen(): Promise<void> {
    await this.page.waitForFunction(() => window.drawbridge !== undefined);
  }

  /** Waits for a board to be open: from one board to the next there is none for a moment. */
  async #board(): Promise<JSHandle<Drawbridge>> {
    const found = await this.page.waitForFunction(
      () => window.drawbridge as Drawbridge | undefined,
    );
    return found as JSHandle<Drawbridge>;
  }

  async link(): Promise<string> {
    return (await this.#board()).evaluate((board) => board.link() ?? '');
  }

  async elements(): Promise<ScriptRecord[]> {
    return (await this.#board()).evaluate((board) => [...board.elements()]);
  }

  async status(): Promise<SyncStatus> {
    return (await this.#board()).evaluate((board) => board.status());
  }

  async add(records: readonly object[]): Promise<readonly string[]> {
    return (await this.#board()).evaluate((board, list) => board.add(list), records);
  }

  async update(records: readonly object[]): Promise<void> {
    await (await this.#board()).evaluate((board, list) => board.update(list), records);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await (await this.#board()).evaluate((board, list) => board.remove(list), ids);
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

  /** Opens the connection check from the status, and waits for what it finds. */
  async checkConnection(): Promise<Locator> {
    await this.page.getByRole('status').getByRole('button').click();
    await this.page.getByRole('button', { name: 'Check the connection' }).click();
    return this.connectionIsChecked();
  }

  async connectionIsChecked(): Promise<Locator> {
    const dialog = this.page.getByRole('dialog', { name: 'Connection check' });
    await expect(dialog.getByRole('button', { name: 'Check again' })).toBeVisible({
      timeout: CHECK_LIMIT_MS,
    });
    return dialog;
  }

  /** Waits until the people with an open link are this many. */
  async isLiveWith(count: number, timeoutMs = PATIENCE_MS): Promise<void> {
    await expect
      .poll(async () => (await this.status()).people.length, { timeout: timeoutMs })
      .toBe(count);
  }

  async hasElements(count: number, timeoutMs = PATIENCE_MS): Promise<void> {
    await expect
      .poll(async () => (await this.elements()).length, { timeout: timeoutMs })
      .toBe(count);
  }
}

/** What two boards must agree on. */
export function comparable(elements: readonly ScriptRecord[]): unknown {
  return elements.map((element) => ({ ...element }));
}

/** Waits until both have the same board, and says how long it took. */
export async function haveEqualBoards(
  a: BoardPage,
  b: BoardPage,
  timeoutMs = PATIENCE_MS,
): Promise<number> {
  const startedMs = performance.now();
  await expect(async () => {
    expect(comparable(await a.elements())).toEqual(comparable(await b.elements()));
  }).toPass({ timeout: timeoutMs, intervals: [20, 50, 100] });
  return performance.now() - startedMs;
}
