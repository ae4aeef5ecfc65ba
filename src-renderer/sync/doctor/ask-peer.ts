import { fails, type Outcome, WORKS } from './probe.ts';

/** A live frame may be left out on its way through the cell: asked again after this long. */
export const PING_INTERVAL_MS = 1_000;

/** Asks the other end of a link for an answer, until one comes. */
export function askPeer(ping: () => Promise<boolean>, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const ask = (): void => {
      ping().then((answered) => resolve(answered ? WORKS : fails('no-link')), reject);
    };
    const timer = setInterval(ask, PING_INTERVAL_MS);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    ask();
  });
}
