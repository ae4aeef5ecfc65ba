const lockName = (boardId: string): string => `drawbridge-board-${boardId}`;

/** Web Locks where there are any: browsers in a secure context. */
const lockManager = (): LockManager | undefined =>
  (globalThis.navigator as Partial<Navigator> | undefined)?.locks;

/**
 * Says to all windows of this profile that a board is open.
 *
 * @returns says that it is no longer, and resolves once all know
 */
export function holdBoard(boardId: string): () => Promise<void> {
  const locks = lockManager();
  if (!locks) return () => Promise.resolve();
  let release: () => void = () => undefined;
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  const held = locks
    .request(lockName(boardId), { mode: 'shared' }, () => isReleased)
    .catch((error: unknown) => {
      // Of a page that is going away, say. Without it another window may delete the open board.
      console.warn('Other windows are not told that this board is open:', error);
    });
  return () => {
    release();
    return held;
  };
}

/**
 * Runs a task on a board that no window of this profile has open, and keeps it closed meanwhile.
 *
 * @returns false when a window has it open: nothing was done
 */
export async function whileBoardIsClosed(
  boardId: string,
  task: () => Promise<void>,
): Promise<boolean> {
  const locks = lockManager();
  if (!locks) {
    await task();
    return true;
  }
  return await locks.request(lockName(boardId), { ifAvailable: true }, async (lock) => {
    if (lock) await task();
    return lock !== null;
  });
}
