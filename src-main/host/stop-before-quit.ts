import type { BuiltInCell } from './built-in-cell.ts';

/** As much of Electron's app as this needs. */
interface QuittingApp {
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
}

/** Stops the built-in cell, so that its guests are told, before the app ends. */
export function stopBeforeQuit(
  app: QuittingApp,
  cell: Promise<BuiltInCell | null>,
  onError: (error: unknown) => void,
): void {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    cell
      .then((running) => running?.stop())
      .catch(onError)
      .finally(() => {
        isStopped = true;
        // Not in this turn: Electron overlooks a quit while it still hears out the last one.
        setImmediate(() => app.quit());
      });
  });
}
