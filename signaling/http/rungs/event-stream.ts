import type { ServerResponse } from 'node:http';
import type { Transport } from '../../sessions/transport.ts';

/** Above this the stream is given nothing more until it has sent some. */
const WATERMARK_BYTES = 256 * 1024;
/** Messages that have an event name of their own. */
const NAMED = ['connected', 'resync'] as const;

export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  // nginx and others that imitate it hold answers back otherwise.
  'x-accel-buffering': 'no',
} as const;

export interface EventStreamHooks {
  readonly onDrain: (stream: EventStream) => void;
  /** @param lost whether the client went without our closing it */
  readonly onClose: (stream: EventStream, lost: boolean) => void;
}

/** A session's messages as server-sent events (https://html.spec.whatwg.org/#server-sent-events). */
export class EventStream implements Transport {
  readonly rung = 'events';
  readonly #response: ServerResponse;
  #closed = false;

  constructor(
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
    hooks: EventStreamHooks,
  ) {
    this.#response = response;
    response.on('drain', () => hooks.onDrain(this));
    response.once('close', () => {
      const lost = !this.#closed;
      this.#closed = true;
      hooks.onClose(this, lost);
    });
    response.writeHead(200, { ...headers, ...EVENT_STREAM_HEADERS });
    response.flushHeaders();
  }

  get hasRoom(): boolean {
    return !this.#closed && this.waitingBytes < WATERMARK_BYTES;
  }

  get waitingBytes(): number {
    return this.#response.writableLength;
  }

  write(payload: Buffer, binary: boolean, number: number): void {
    if (this.#closed) return;
    const name = binary ? 'frame' : eventName(payload);
    const data = binary ? payload.toString('base64') : payload.toString();
    this.#response.write(`id: ${number}\nevent: ${name}\ndata: ${data}\n\n`);
  }

  /** A comment: keeps proxies from cutting, and lets the system notice a dead connection. */
  probe(): void {
    if (!this.#closed) this.#response.write(': \n\n');
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#response.end();
  }

  cut(): void {
    this.#closed = true;
    this.#response.destroy();
  }
}

function eventName(payload: Buffer): string {
  const start = payload.toString('latin1', 0, 24);
  return NAMED.find((name) => start.startsWith(`{"type":"${name}"`)) ?? 'message';
}
