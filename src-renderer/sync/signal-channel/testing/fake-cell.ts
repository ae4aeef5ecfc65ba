import { readBatch, writeBatch } from '../../../../signaling/protocol.ts';
import type { RungEnvironment } from '../rungs/rung.ts';

const SESSION = 'A'.repeat(22);
const SECRET = 'A'.repeat(43);

/** A socket that does what the test tells it. */
export class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  binaryType = '';
  bufferedAmount = 0;
  readonly OPEN = 1;
  readyState = 1;
  readonly url: string;
  readonly protocols: readonly string[];
  readonly sent: string[] = [];
  closedWith: number | undefined;

  constructor(url: string, protocols: readonly string[]) {
    this.url = url;
    this.protocols = protocols;
  }

  send(data: string | Uint8Array): void {
    this.sent.push(typeof data === 'string' ? data : `binary ${data.length}`);
  }

  close(code = 1005): void {
    this.closedWith ??= code;
  }

  /** What a cell says. */
  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** Opens and answers the hello. */
  accept(fields: object = {}): void {
    this.onopen?.();
    this.says({ ...connected(), ...fields });
  }

  fail(reason = ''): void {
    this.onclose?.({ code: 1006, reason });
  }
}

export const connected = () => ({
  type: 'connected',
  protocol: 2,
  session: SESSION,
  secret: SECRET,
  resumed: false,
  sent: 0,
  received: 0,
});

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: readonly (string | Uint8Array)[];
  readonly isAborted: () => boolean;
  /** Answers a poll, or an upload when given an object. */
  readonly answer: (content: readonly object[] | { received: number }) => void;
  readonly refuse: (status: number, code?: string, retryAfter?: string) => void;
  readonly fail: () => void;
  /** Begins an event stream. */
  readonly stream: () => {
    event: (name: string, data: string, id?: number) => void;
    comment: () => void;
    end: () => void;
  };
}

/** Sockets and requests that wait for the test to answer them. */
export class FakeCell {
  readonly sockets: FakeSocket[] = [];
  readonly requests: FakeRequest[] = [];
  readonly environment: RungEnvironment = {
    openSocket: (url, protocols) => {
      const socket = new FakeSocket(url, protocols);
      this.sockets.push(socket);
      return socket as Partial<WebSocket> as WebSocket;
    },
    fetch: (input, init) => this.#request(String(input), init ?? {}),
  };

  get socket(): FakeSocket {
    return last(this.sockets);
  }

  get request(): FakeRequest {
    return last(this.requests);
  }

  requestsTo(method: string, path: string): FakeRequest[] {
    return this.requests.filter((request) => request.method === method && request.path === path);
  }

  #request(url: string, init: RequestInit): Promise<Response> {
    return new Promise((resolve, reject) => {
      const { signal } = init;
      const failed = () => reject(new TypeError('Failed to fetch'));
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      const headers = Object.fromEntries(new Headers(init.headers));
      this.requests.push({
        method: init.method ?? 'GET',
        path: new URL(url).pathname,
        headers,
        body: init.body instanceof Uint8Array ? (readBatch(init.body) ?? []) : [],
        isAborted: () => signal?.aborted ?? false,
        answer: (content) =>
          resolve(
            Array.isArray(content)
              ? new Response(writeBatch(content.map((message) => JSON.stringify(message))))
              : Response.json(content),
          ),
        refuse: (status, code, retryAfter) =>
          resolve(
            new Response(code === undefined ? '<html>' : JSON.stringify({ code, message: '' }), {
              status,
              headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
            }),
          ),
        fail: failed,
        stream: () => {
          const encoder = new TextEncoder();
          let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
          const body = new ReadableStream<Uint8Array>({
            start: (its) => {
              controller = its;
            },
          });
          resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
          const write = (text: string) => controller?.enqueue(encoder.encode(text));
          return {
            event: (name, data, id = 0) => write(`id: ${id}\nevent: ${name}\ndata: ${data}\n\n`),
            comment: () => write(': \n\n'),
            end: () => controller?.close(),
          };
        },
      });
    });
  }
}

function last<T>(items: readonly T[]): T {
  const item = items.at(-1);
  if (item === undefined) throw new Error('there is none');
  return item;
}
