import { nextTurn } from '../../sync/peer-link/next-turn.ts';

/** After so long the browser gets to draw and to tell of input. */
const TURN_MS = 8;

/**
 * Takes slices one after the other, and pauses whenever it has been at it for some milliseconds.
 *
 * @param apply returns false to have no more
 */
export async function applyInTurns(
  slices: AsyncIterable<Uint8Array>,
  apply: (slice: Uint8Array) => boolean,
): Promise<void> {
  let beganAtMs = performance.now();
  for await (const slice of slices) {
    if (!apply(slice)) return;
    if (performance.now() - beganAtMs < TURN_MS) continue;
    await new Promise<void>((resolve) => nextTurn(resolve));
    beganAtMs = performance.now();
  }
}
