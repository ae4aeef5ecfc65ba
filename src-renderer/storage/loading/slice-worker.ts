import { sliceUpdate } from '../../sync/peer-link/update-slices.ts';
import type { FromSliceWorker, ToSliceWorker } from './slice-messages.ts';

/** What is used of a dedicated worker's global scope; TypeScript has either its library or the page's. */
declare const self: {
  onmessage: ((event: MessageEvent<ToSliceWorker>) => void) | null;
  postMessage(message: FromSliceWorker, transfer: readonly Transferable[]): void;
};

self.onmessage = ({ data }) => {
  for (const update of data.updates) {
    for (const slice of sliceUpdate(update)) {
      // A change that is small enough is passed on as it is, and may share its bytes.
      const own = slice === update ? slice.slice() : slice;
      self.postMessage({ kind: 'slice', slice: own }, [own.buffer]);
    }
  }
  self.postMessage({ kind: 'done' }, []);
};
