const waiting: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => waiting.shift()?.();
// In Node an open port would keep the process alive; in browsers there is no such thing.
if ('unref' in channel.port1 && typeof channel.port1.unref === 'function') channel.port1.unref();

/**
 * Runs something in a later task, behind whatever the page has already been told of: input, frames
 * to draw, messages. Unlike a timer it is not slowed down in a window that nobody sees.
 */
export function nextTurn(run: () => void): void {
  waiting.push(run);
  channel.port2.postMessage(null);
}

/** Settles in a later task: see {@link nextTurn}. */
export const turn = (): Promise<void> => new Promise((resolve) => nextTurn(resolve));
