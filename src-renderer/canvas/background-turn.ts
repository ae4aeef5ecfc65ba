/** Where the browser has no priorities. */
const FALLBACK_MS = 20;

interface PriorityScheduler {
  postTask(callback: () => void, options: { readonly priority: 'background' }): Promise<void>;
}

/** Calls back when the page has nothing else to do: no input, no frame, no other task. */
export function backgroundTurn(callback: () => void): void {
  const { scheduler } = globalThis as { scheduler?: PriorityScheduler };
  if (scheduler) void scheduler.postTask(callback, { priority: 'background' });
  else setTimeout(callback, FALLBACK_MS);
}
