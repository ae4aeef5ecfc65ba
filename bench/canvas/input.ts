import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';

/** Time between two positions of a pen or mouse. */
const POINTER_INTERVAL_MS = 8;
const WHEEL_INTERVAL_MS = 16;
const CONTROL_KEY = 2;

export type ScreenPoint = readonly [x: number, y: number];

/**
 * Calls `send` at a steady pace without waiting for the page: a page that is slow must not slow
 * the hand that moves over it.
 */
async function paced(
  count: number,
  intervalMs: number,
  send: (i: number) => Promise<unknown>,
): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const startedMs = performance.now();
  for (let i = 0; i < count; i += 1) {
    const aheadMs = startedMs + i * intervalMs - performance.now();
    if (aheadMs > 0) await wait(aheadMs);
    sent.push(send(i));
  }
  await Promise.all(sent);
}

export type PointerType = 'mouse' | 'pen';

/** Presses, moves along the path at 120 Hz, and lets go. */
export async function drag(
  cdp: CDPSession,
  path: readonly ScreenPoint[],
  pointerType: PointerType = 'mouse',
): Promise<void> {
  const dispatch = (
    type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
    [x, y]: ScreenPoint,
    i: number,
  ): Promise<unknown> =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType,
      force: 0.5 + 0.3 * Math.sin(i / 9),
    });
  const [first] = path;
  const last = path.at(-1);
  if (!first || !last) return;
  await cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: first[0], y: first[1] });
  await dispatch('mousePressed', first, 0);
  await paced(path.length, POINTER_INTERVAL_MS, (i) => dispatch('mouseMoved', path[i] ?? last, i));
  await dispatch('mouseReleased', last, path.length);
}

/** Turns the wheel, or pinches a trackpad, at 60 Hz. */
export function wheel(
  cdp: CDPSession,
  at: ScreenPoint,
  deltas: readonly ScreenPoint[],
  zoom: boolean,
): Promise<void> {
  return paced(deltas.length, WHEEL_INTERVAL_MS, (i) =>
    cdp.send('Input.dispatchMouseEvent', {
      type: 'mouseWheel',
      x: at[0],
      y: at[1],
      deltaX: deltas[i]?.[0] ?? 0,
      deltaY: deltas[i]?.[1] ?? 0,
      modifiers: zoom ? CONTROL_KEY : 0,
    }),
  );
}

/** A letter with Ctrl, as a keyboard gives it. */
export async function pressWithControl(cdp: CDPSession, letter: string): Promise<void> {
  const key = {
    key: letter,
    code: `Key${letter.toUpperCase()}`,
    windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0),
    modifiers: CONTROL_KEY,
  };
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
