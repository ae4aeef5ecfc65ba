import { sliceUpdate } from '../../sync/peer-link/update-slices.ts';
import type { FromSliceWorker, ToSliceWorker } from './slice-messages.ts';

/** Less than this is read faster than a worker starts. */
const WORKER_MIN_BYTES = 512 * 1024;

/**
 * The stored changes of a board as slices, each of which takes a few milliseconds to apply. Those of a
 * big board are cut in a worker: only to decode one of 20,000 strokes takes longer than a frame.
 */
export async function* slicesOf(updates: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  const bytes = updates.reduce((sum, update) => sum + update.length, 0);
  if (bytes >= WORKER_MIN_BYTES && typeof Worker === 'function') {
    let count = 0;
    try {
      for await (const slice of slicesByWorker(updates)) {
        count += 1;
        yield slice;
      }
      return;
    } catch (error) {
      // Changes that were applied already do no harm when they are applied again.
      console.warn(`The board is read without a worker, after ${count} slices:`, error);
    }
  }
  for (const update of updates) yield* slicesHere(update);
}

/** One that cannot be cut is passed on whole: whoever applies it finds out what is wrong with it. */
function* slicesHere(update: Uint8Array): Generator<Uint8Array> {
  try {
    yield* sliceUpdate(update);
  } catch (error) {
    console.warn('A stored change cannot be cut into slices:', error);
    yield update;
  }
}

async function* slicesByWorker(updates: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  const worker = new Worker(new URL('./slice-worker.ts', import.meta.url), {
    type: 'module',
    name: 'board slices',
  });
  const waiting: Uint8Array[] = [];
  let isDone = false;
  let failure: Error | null = null;
  let wake: () => void = () => undefined;
  worker.onmessage = ({ data }: MessageEvent<FromSliceWorker>) => {
    if (data.kind === 'slice') waiting.push(data.slice);
    else isDone = true;
    wake();
  };
  worker.onerror = (event) => {
    failure = new Error(event.message);
    wake();
  };
  try {
    const message: ToSliceWorker = { updates };
    worker.postMessage(message);
    while (true) {
      const next = waiting.shift();
      if (next) yield next;
      else if (failure) throw failure;
      else if (isDone) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    worker.terminate();
  }
}
