import { openRung } from '../signal-channel/rungs/open-rung.ts';
import type { Rung, RungEnvironment, RungName } from '../signal-channel/rungs/rung.ts';
import { fails, type Outcome, PROBE_LIMIT_MS, WORKS } from './probe.ts';

export interface TryRungOptions {
  /** http(s) origin of the cell. */
  readonly origin: string;
  readonly environment: RungEnvironment;
}

/**
 * Opens a session of its own over one way, with the code that the app itself uses, and sends a
 * message up: a proxy may let one direction through only. The session ends with the test.
 */
export function tryRung(
  name: RungName,
  { origin, environment }: TryRungOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let rung: Rung | null = null;
    signal.addEventListener('abort', () => rung?.close(true), { once: true });
    try {
      rung = openRung(name, {
        origin,
        environment,
        ticket: null,
        token: null,
        received: () => 0,
        // The test is over before another poll is due.
        pollWaitMs: () => PROBE_LIMIT_MS,
        listener: {
          connected: () => rung?.probe(PROBE_LIMIT_MS),
          message: ({ type }) => type === 'pong' && resolve(WORKS),
          uploaded: () => resolve(WORKS),
          frame: () => resolve(fails('rubbish')),
          garbage: () => resolve(fails('rubbish')),
          drained: () => undefined,
          ended: ({ kind }) => resolve(fails(kind === 'refused' ? 'refused' : 'unreachable')),
        },
      });
    } catch (error) {
      // The browser refuses the address: a page over https and a cell over http, say.
      if (!(error instanceof Error)) throw error;
      resolve(fails('unreachable'));
    }
  });
}
