import { z } from 'zod';
import {
  type BatchItem,
  EVENTS_PATH,
  SESSION_HEADERS,
  writeBatch,
} from '../../../../signaling/protocol.ts';
import { endOfResponse, isNetworkError, sessionHeaders } from './http-requests.ts';
import type { RungEnd, RungOptions, SessionTicket } from './rung.ts';

/** One request carries about this much, but for one message that is longer. */
const BATCH_BYTES = 512 * 1024;
/** More is not taken before some has gone. */
const WATERMARK_BYTES = 1024 * 1024;
/** How long one request may take. */
export const UPLOAD_TIMEOUT_MS = 30_000;
const TOO_MANY_REQUESTS = 429;

const answerSchema = z.object({ received: z.number().int().nonnegative() });

interface Waiting {
  readonly item: BatchItem;
  readonly number: number;
}

/** Sends messages of a session by POST, several in one request and one request at a time. */
export class Uploader {
  readonly #options: RungOptions;
  readonly #ended: (end: RungEnd) => void;
  readonly #abort = new AbortController();
  #ticket: SessionTicket | null = null;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #busy = false;
  #stopped = false;

  constructor(options: RungOptions, ended: (end: RungEnd) => void) {
    this.#options = options;
    this.#ended = ended;
  }

  get hasRoom(): boolean {
    return !this.#stopped && this.#waitingBytes < WATERMARK_BYTES;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** The session that it sends for is known. */
  start(ticket: SessionTicket): void {
    this.#ticket = ticket;
    void this.#run();
  }

  write(item: BatchItem, number: number): void {
    if (this.#stopped) return;
    this.#waiting.push({ item, number });
    this.#waitingBytes += item.length;
    void this.#run();
  }

  /** An empty request: the cell's answer is a sign of life, and so is ours to it. */
  async probe(timeoutMs: number): Promise<void> {
    if (!this.#ticket || this.#stopped) return;
    const timeout = AbortSignal.timeout(timeoutMs);
    await this.#post([{ item: '{"type":"ping"}', number: 0 }], timeout);
  }

  stop(): void {
    this.#stopped = true;
    this.#abort.abort();
  }

  /** Tells the cell that this client goes; the request outlives the page. */
  sayBye(): void {
    const ticket = this.#ticket;
    if (!ticket) return;
    const { origin, environment, token } = this.#options;
    environment
      .fetch(origin + EVENTS_PATH, {
        method: 'POST',
        headers: {
          ...sessionHeaders(ticket, token),
          // Whatever its number: what comes before it does not matter any more.
          [SESSION_HEADERS.first]: '0',
        },
        body: writeBatch(['{"type":"bye"}']),
        keepalive: true,
        credentials: 'omit',
      })
      .catch((error: unknown) => {
        // The cell notices by itself that nobody asks any more.
        if (!isNetworkError(error)) throw error;
      });
  }

  async #run(): Promise<void> {
    if (this.#busy || !this.#ticket) return;
    this.#busy = true;
    // What is written in the same turn goes into the same request.
    await Promise.resolve();
    while (this.#waiting.length > 0 && !this.#stopped) {
      const batch = this.#take();
      const sent = await this.#post(batch, AbortSignal.timeout(UPLOAD_TIMEOUT_MS));
      if (!sent) break;
      this.#options.listener.drained();
    }
    this.#busy = false;
  }

  #take(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { item } of this.#waiting) {
      if (count > 0 && bytes + item.length > BATCH_BYTES) break;
      bytes += item.length;
      count += 1;
    }
    this.#waitingBytes -= bytes;
    return this.#waiting.splice(0, count);
  }

  /** @returns whether the cell has it */
  async #post(batch: readonly Waiting[], timeout: AbortSignal): Promise<boolean> {
    const { origin, environment, token, received, listener } = this.#options;
    const first = batch.find(({ number }) => number > 0)?.number ?? 0;
    for (;;) {
      let end: RungEnd;
      try {
        const response = await environment.fetch(origin + EVENTS_PATH, {
          method: 'POST',
          headers: {
            ...sessionHeaders(this.#ticket, token),
            [SESSION_HEADERS.first]: String(first),
            [SESSION_HEADERS.received]: String(received()),
          },
          body: writeBatch(batch.map(({ item }) => item)),
          signal: AbortSignal.any([this.#abort.signal, timeout]),
          cache: 'no-store',
          credentials: 'omit',
        });
        if (this.#stopped) return false;
        if (response.status === 200) {
          const answer = answerSchema.safeParse(await response.json());
          if (answer.success) listener.uploaded(answer.data.received);
          else listener.garbage();
          return !this.#stopped;
        }
        end = await endOfResponse(response);
        if (response.status === TOO_MANY_REQUESTS && end.kind === 'lost') {
          // The same again after the wait: the cell leaves out what it has.
          await new Promise((resolve) =>
            setTimeout(resolve, end.kind === 'lost' ? end.retryAfterMs : 0),
          );
          if (!this.#stopped) continue;
        }
      } catch (error) {
        if (!isNetworkError(error) && !(error instanceof SyntaxError)) throw error;
        end = { kind: 'lost' };
      }
      if (!this.#stopped) this.#ended(end);
      return false;
    }
  }
}
