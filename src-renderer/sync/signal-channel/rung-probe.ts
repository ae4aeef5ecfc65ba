import {
  EVENTS_PATH,
  SESSION_HEADERS,
  SESSION_PROTOCOL_VERSION,
  SIGNAL_PATH,
  SUBPROTOCOL_PREFIX,
  TOKEN_SUBPROTOCOL_PREFIX,
} from '../../../signaling/protocol.ts';
import { isNetworkError, sessionHeaders } from './rungs/http-requests.ts';
import type { RungEnvironment, RungName } from './rungs/rung.ts';

/** A way that has not shown that it works after this long does not. */
export const RUNG_PROBE_TIMEOUT_MS = 5_000;

/** Finds out whether a way to a cell works, without touching the session that runs over another. */
export class RungProbe {
  readonly #origin: string;
  readonly #environment: RungEnvironment;
  readonly #stop = new AbortController();

  constructor(origin: string, environment: RungEnvironment) {
    this.#origin = origin;
    this.#environment = environment;
  }

  /** @param token a join token, where the cell asks for one */
  works(name: RungName, token: string | null): Promise<boolean> {
    switch (name) {
      case 'websocket':
        return this.#opensSocket(token);
      case 'events':
        return this.#streams(token);
      case 'long-poll':
      case 'short-poll':
        // Nothing is below them that could be in use meanwhile but the other kind of poll.
        return Promise.resolve(name === 'long-poll');
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  #limit(): AbortSignal {
    return AbortSignal.any([this.#stop.signal, AbortSignal.timeout(RUNG_PROBE_TIMEOUT_MS)]);
  }

  #opensSocket(token: string | null): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = this.#environment.openSocket(
        this.#origin.replace(/^http/, 'ws') + SIGNAL_PATH,
        [
          `${SUBPROTOCOL_PREFIX}${SESSION_PROTOCOL_VERSION}`,
          ...(token === null ? [] : [TOKEN_SUBPROTOCOL_PREFIX + token]),
        ],
      );
      const done = (works: boolean): void => {
        socket.onopen = socket.onclose = null;
        socket.close();
        resolve(works);
      };
      socket.onopen = () => done(true);
      socket.onclose = () => done(false);
      this.#limit().addEventListener('abort', () => done(false), { once: true });
    });
  }

  /** Whether an event arrives while the answer is still open: a proxy may hold everything back. */
  async #streams(token: string | null): Promise<boolean> {
    const enough = new AbortController();
    try {
      const response = await this.#environment.fetch(this.#origin + EVENTS_PATH, {
        headers: { ...sessionHeaders(null, token), [SESSION_HEADERS.probe]: '1' },
        signal: AbortSignal.any([this.#limit(), enough.signal]),
        cache: 'no-store',
        credentials: 'omit',
      });
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
      if (response.status !== 200 || !isStream || !response.body) return false;
      const { value } = await response.body.getReader().read();
      return value !== undefined && value.length > 0;
    } catch (error) {
      if (!isNetworkError(error)) throw error;
      return false;
    } finally {
      enough.abort();
    }
  }
}
