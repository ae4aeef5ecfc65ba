import type { CDPSession, Page } from 'playwright-core';
import type { Camera } from '../../src-renderer/canvas/camera.ts';
import type { SeededBoard } from './boards.ts';

export interface LoadFigures {
  /** From the bytes being there to the first pixels of the board. */
  readonly firstPaintMs: number;
  /** From the bytes being there to every pixel on screen in its final state. */
  readonly completeMs: number;
  /** The longest main-thread task meanwhile. */
  readonly longestTaskMs: number;
}

/** A way to show a board, under the same gestures as every other one. */
export interface Contender {
  readonly name: string;
  readonly page: Page;
  readonly cdp: CDPSession;
  open(board: SeededBoard): Promise<LoadFigures>;
  setCamera(camera: Camera): Promise<void>;
  setTool(tool: 'select' | 'pen'): Promise<void>;
  select(ids: readonly string[]): Promise<void>;
  /** Gives elements another colour in one undoable step; `null` where there is no undo. */
  readonly recolor: ((ids: readonly string[]) => Promise<void>) | null;
  /** Resolves when every pixel on screen is final. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A session that reads processor time and memory. */
export async function openSession(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.enable');
  return cdp;
}

/** Two frames and what was posted behind them: all that was asked for has been painted. */
export const nextPaint = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
      }),
  );
