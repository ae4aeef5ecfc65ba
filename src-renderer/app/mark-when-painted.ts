import type { ReadonlyStore } from '../canvas/store.ts';

/** User timing: every pixel of the opened board is final. */
const COMPLETE_MARK = 'drawbridge:complete';

/** Leaves a mark of user timing once the board is painted. */
export function markWhenPainted(painted: ReadonlyStore<boolean>): void {
  const check = (): void => {
    if (!painted.get()) return;
    stop();
    performance.mark(COMPLETE_MARK);
  };
  const stop = painted.subscribe(check);
  check();
}
