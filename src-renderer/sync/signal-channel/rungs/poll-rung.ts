import {
  type BatchItem,
  LONG_POLL_MAX_MS,
  POLL_PATH,
  RELAY_FRAME_MAX_BYTES,
  readBatch,
  SESSION_HEADERS,
} from '../../../../signaling/protocol.ts';
import { isFrameSize, parseServerMessage } from '../parse-message.ts';
import { endOfResponse, isNetworkError, sessionHeaders } from './http-requests.ts';
import type { Rung, RungEnd, RungOptions, SessionTicket } from './rung.ts';
import { Uploader } from './uploader.ts';

/** How long a poll may take beyond the time that it is held. */
const ANSWER_TIMEOUT_MS = 10_000;
/** An answer is about 1 MiB, but for one frame that is longer. */
const ANSWER_MAX_BYTES = RELAY_FRAME_MAX_BYTES + 2 * 1024 * 1024;
/** Held polls that fail in a row before short ones are used. */
export const LONG_POLL_FAILURES_MAX = 2;

/** A session over polls down, and POST up: long polls while they get through, else short ones. */
export class PollRung implements Rung {
  readonly name: 'long-poll' | 'short-poll';
  readonly #options: RungOptions;
  readonly #uploader: Uploader;
  #abort = new AbortController();
  #ticket: SessionTicket | null;
  #waitTimer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #polling = false;
  #held = false;
  #ended = false;

  constructor(name: 'long-poll' | 'short-poll', options: RungOptions) {
    this.name = name;
    this.#options = options;
    this.#ticket = options.ticket;
    this.#uploader = new Uploader(options, (end) => this.#end(end));
    // The first one is not held: it shows that polls get through, and who we are.
    void this.#poll(0);
  }

  get hasRoom(): boolean {
    return this.#uploader.hasRoom;
  }

  get waitingBytes(): number {
    return this.#uploader.waitingBytes;
  }

  write(item: BatchItem, number: number): void {
    this.#uploader.write(item, number);
  }

  probe(timeoutMs: number): void {
    void this.#uploader.probe(timeoutMs);
  }

  hold(): void {
    this.#held = true;
    clearTimeout(this.#waitTimer);
  }

  release(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#next(true);
  }

  hurry(): void {
    if (this.name !== 'short-poll' || this.#polling || this.#held || this.#ended) return;
    clearTimeout(this.#waitTimer);
    this.#waitTimer = setTimeout(() => this.#poll(0), this.#options.pollWaitMs(true));
  }

  close(leaving: boolean): void {
    if (this.#ended) return;
    if (leaving) this.#uploader.sayBye();
    this.#stop();
  }

  async #poll(holdMs: number): Promise<void> {
    if (this.#ended || this.#polling) return;
    const { origin, environment, token, received } = this.#options;
    this.#polling = true;
    try {
      const response = await environment.fetch(origin + POLL_PATH, {
        headers: {
          ...sessionHeaders(this.#ticket, token),
          [SESSION_HEADERS.received]: String(received()),
          [SESSION_HEADERS.wait]: String(holdMs),
        },
        signal: AbortSignal.any([
          this.#abort.signal,
          AbortSignal.timeout(holdMs + ANSWER_TIMEOUT_MS),
        ]),
        cache: 'no-store',
        credentials: 'omit',
      });
      if (response.status === 200) {
        const body = new Uint8Array(await response.arrayBuffer());
        this.#polling = false;
        if (holdMs > 0) this.#failures = 0;
        this.#next(this.#onAnswer(body));
        return;
      }
      const end = await endOfResponse(response);
      this.#polling = false;
      if (end.kind === 'lost') this.#failed(holdMs, end);
      else this.#end(end);
    } catch (error) {
      if (!isNetworkError(error)) throw error;
      this.#polling = false;
      this.#failed(holdMs, { kind: 'lost' });
    }
  }

  /** A held poll that fails may have been cut by a proxy: only a short one tells. */
  #failed(holdMs: number, end: RungEnd): void {
    if (this.#ended) return;
    if (holdMs === 0) {
      this.#end(end);
      return;
    }
    this.#failures += 1;
    if (this.#failures >= LONG_POLL_FAILURES_MAX) this.#end({ kind: 'polls-cut' });
    else void this.#poll(0);
  }

  /** @returns whether anything came */
  #onAnswer(body: Uint8Array<ArrayBuffer>): boolean {
    const { listener } = this.#options;
    const items = body.length > ANSWER_MAX_BYTES ? undefined : readBatch(body);
    if (!items) {
      listener.garbage();
      return false;
    }
    let came = false;
    for (const item of items) {
      if (this.#ended) return came;
      if (typeof item !== 'string') {
        came = true;
        if (isFrameSize(item)) listener.frame(new Uint8Array(item));
        else listener.garbage();
        continue;
      }
      const message = parseServerMessage(item);
      if (!message) {
        listener.garbage();
      } else if (message.type === 'connected') {
        this.#connected(message.session, message.secret);
        listener.connected(message);
      } else {
        came = true;
        listener.message(message);
      }
    }
    return came;
  }

  #connected(session: string, newSecret: string | undefined): void {
    const secret = newSecret ?? this.#ticket?.secret;
    if (!secret || this.#ticket?.session === session) {
      if (this.#ticket) this.#uploader.start(this.#ticket);
      return;
    }
    this.#ticket = { session, secret };
    this.#uploader.start(this.#ticket);
  }

  #next(somethingCame: boolean): void {
    if (this.#held || this.#ended || this.#polling) return;
    if (this.name === 'long-poll') {
      void this.#poll(LONG_POLL_MAX_MS);
      return;
    }
    clearTimeout(this.#waitTimer);
    const waitMs = this.#options.pollWaitMs(somethingCame);
    this.#waitTimer = setTimeout(() => this.#poll(0), waitMs);
  }

  #end(end: RungEnd): void {
    if (this.#ended) return;
    this.#stop();
    this.#options.listener.ended(end);
  }

  #stop(): void {
    this.#ended = true;
    clearTimeout(this.#waitTimer);
    this.#uploader.stop();
    this.#abort.abort();
  }
}
