import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Smallest window that the interface is laid out for, in px. */
export const WINDOW_MIN_WIDTH_PX = 900;
export const WINDOW_MIN_HEIGHT_PX = 600;
const DEFAULT_WIDTH_PX = 1280;
const DEFAULT_HEIGHT_PX = 800;
/** How much of a window must lie on a display for it to be found and moved. */
const VISIBLE_MIN_PX = 100;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was. Without a position the system places it. */
export interface WindowState {
  readonly bounds: {
    readonly width: number;
    readonly height: number;
    readonly x?: number;
    readonly y?: number;
  };
  readonly maximized: boolean;
}

export const DEFAULT_WINDOW_STATE: WindowState = {
  bounds: { width: DEFAULT_WIDTH_PX, height: DEFAULT_HEIGHT_PX },
  maximized: false,
};

const position = z.number().int().min(-100_000).max(100_000);
const stored = z.object({
  bounds: z.object({
    x: position,
    y: position,
    width: z.number().int().min(1).max(100_000),
    height: z.number().int().min(1).max(100_000),
  }),
  maximized: z.boolean(),
});

/** Reads what was stored; anything unexpected gives the default window. */
export function parseWindowState(text: string): WindowState {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return DEFAULT_WINDOW_STATE;
    throw error;
  }
  const state = stored.safeParse(value);
  return state.success ? state.data : DEFAULT_WINDOW_STATE;
}

function overlapPx(a0: number, aLength: number, b0: number, bLength: number): number {
  return Math.min(a0 + aLength, b0 + bLength) - Math.max(a0, b0);
}

/** The state on the displays that are there now: a window on a display that is gone is placed anew. */
export function fitToDisplays(state: WindowState, displays: readonly Rectangle[]): WindowState {
  const { x, y } = state.bounds;
  const width = Math.max(state.bounds.width, WINDOW_MIN_WIDTH_PX);
  const height = Math.max(state.bounds.height, WINDOW_MIN_HEIGHT_PX);
  const size = { width, height };
  if (x === undefined || y === undefined) return { ...state, bounds: size };
  const isVisible = displays.some(
    (display) =>
      overlapPx(x, width, display.x, display.width) >= VISIBLE_MIN_PX &&
      overlapPx(y, height, display.y, display.height) >= VISIBLE_MIN_PX &&
      y >= display.y,
  );
  return { ...state, bounds: isVisible ? { ...size, x, y } : size };
}

/** Keeps the state of the window in a file. A failure to keep it is told, and costs nothing else. */
export class WindowStateFile {
  readonly #path: string;
  readonly #onError: (error: unknown) => void;

  constructor(path: string, onError: (error: unknown) => void) {
    this.#path = path;
    this.#onError = onError;
  }

  read(): WindowState {
    try {
      return parseWindowState(readFileSync(this.#path, 'utf8'));
    } catch (error) {
      const isFirstStart = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isFirstStart) this.#onError(error);
      return DEFAULT_WINDOW_STATE;
    }
  }

  /** Synchronous: it is called while the window closes. */
  write(state: WindowState): void {
    try {
      const temporary = `${this.#path}.tmp`;
      writeFileSync(temporary, `${JSON.stringify(state)}\n`);
      renameSync(temporary, this.#path);
    } catch (error) {
      this.#onError(error);
    }
  }
}
