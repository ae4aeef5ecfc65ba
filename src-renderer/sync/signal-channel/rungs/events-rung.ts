import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { fromBase64 } from 'lib0/buffer';
import {
  type BatchItem,
  EVENTS_COMMENT_INTERVAL_MS,
  EVENTS_PATH,
  HEARTBEAT_INTERVAL_MS,
} from '../../../../signaling/protocol.ts';
import { isFrameSize, parseServerMessage } from '../parse-message.ts';
import { endOfResponse, isNetworkError, sessionHeaders } from './http-requests.ts';
import type { Rung, RungEnd, RungOptions } from './rung.ts';
import { Uploader } from './uploader.ts';

/** A stream without even a comment for this long is dead. */
export const EVENTS_SILENCE_MS = EVENTS_COMMENT_INTERVAL_MS + 5_000;
/** More than one event can take: what collects without an end is not of the protocol. */
const BUFFER_MAX_LENGTH = 8 * 1024 * 1024;
const PROBE_TIMEOUT_MS = 5_000;

/** A session over server-sent events down, and POST up. Read by fetch, since secrets go into headers. */
export class EventsRung implements Rung {
  readonly name = 'events';
  readonly #options: RungOptions;
  readonly #uploader: Uploader;
  readonly #abort = new AbortController();
  readonly #heartbeat: ReturnType<typeof setInterval>;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(options: RungOptions) {
    this.#options = options;
    this.#uploader = new Uploader(options, (end) => this.#end(end));
    this.#heartbeat = setInterval(() => this.probe(PROBE_TIMEOUT_MS), HEARTBEAT_INTERVAL_MS);
    void this.#read();
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
    // The cell closes the stream when the session goes on elsewhere.
  }

  release(): void {
    // Was not held.
  }

  hurry(): void {
    // Nothing waits on a stream.
  }

  close(leaving: boolean): void {
    if (this.#ended) return;
    if (leaving) this.#uploader.sayBye();
    this.#stop();
  }

  async #read(): Promise<void> {
    const { origin, environment, ticket, token, received } = this.#options;
    try {
      const response = await environment.fetch(origin + EVENTS_PATH, {
        headers: {
          ...sessionHeaders(ticket, token),
          accept: 'text/event-stream',
          'last-event-id': String(received()),
        },
        signal: this.#abort.signal,
        cache: 'no-store',
        credentials: 'omit',
      });
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
      if (response.status !== 200 || !isStream || !response.body) {
        this.#end(await endOfResponse(response));
        return;
      }
      await this.#readStream(response.body);
      this.#end({ kind: 'lost' });
    } catch (error) {
      if (!isNetworkError(error)) throw error;
      this.#end({ kind: 'lost' });
    }
  }

  async #readStream(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = createParser({
      maxBufferSize: BUFFER_MAX_LENGTH,
      onEvent: (event) => this.#onEvent(event),
      onError: () => this.#options.listener.garbage(),
    });
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.#ended) return;
      this.#heard();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  }

  #onEvent({ event, data }: EventSourceMessage): void {
    if (this.#ended) return;
    const { listener } = this.#options;
    if (event === 'frame') {
      const frame = readFrame(data);
      if (frame) listener.frame(frame);
      else listener.garbage();
      return;
    }
    const message = parseServerMessage(data);
    if (!message) {
      listener.garbage();
    } else if (message.type === 'connected') {
      const { session } = message;
      const secret = message.secret ?? this.#options.ticket?.secret;
      if (secret) this.#uploader.start({ session, secret });
      listener.connected(message);
    } else {
      listener.message(message);
    }
  }

  #heard(): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.#end({ kind: 'lost' }), EVENTS_SILENCE_MS);
  }

  #end(end: RungEnd): void {
    if (this.#ended) return;
    this.#stop();
    this.#options.listener.ended(end);
  }

  #stop(): void {
    this.#ended = true;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#silenceTimer);
    this.#uploader.stop();
    this.#abort.abort();
  }
}

function readFrame(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    const frame = new Uint8Array(fromBase64(base64));
    return isFrameSize(frame) ? frame : null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
