import { request as httpRequest, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import {
  EVENTS_PATH,
  isNumbered,
  LONG_POLL_MAX_MS,
  POLL_PATH,
  readBatch,
  readRelayHeader,
  SESSION_HEADERS,
  type SessionClientMessage,
  type SessionServerMessage,
  SIGNAL_PATH,
  sessionServerMessageSchema,
  writeBatch,
} from '../protocol.ts';
import { waitUntil } from './wait.ts';

export const RUNGS = ['websocket', 'events', 'long-poll', 'short-poll'] as const;
export type TestRung = (typeof RUNGS)[number];

type Connected = Extract<SessionServerMessage, { type: 'connected' }>;
const SHORT_POLL_INTERVAL_MS = 20;
/** A room that nobody is in: asking for its mailbox is refused, in order with everything else. */
const UNKNOWN_ROOM = Buffer.alloc(32).toString('base64url');
const PROTOCOL = { [SESSION_HEADERS.protocol]: '2' };

/**
 * A version 2 client on one rung, written down to the wire: it keeps everything it is told, and does
 * nothing by itself but poll.
 */
export class SessionClient {
  readonly rung: TestRung;
  readonly messages: SessionServerMessage[] = [];
  readonly frames: Buffer[] = [];
  /** Comments of the event stream. */
  comments = 0;
  /** Number of the last message received. */
  received = 0;
  connected: Connected | undefined;
  secret = '';
  /** How the connection ended: a WebSocket's code, or 0. */
  closed: { readonly code: number; readonly reason: string } | undefined;
  readonly #url: string;
  readonly #token: string | undefined;
  #socket: WebSocket | undefined;
  #stream: IncomingMessage | undefined;
  #polling: AbortController | undefined;
  #uploads: Promise<unknown> = Promise.resolve();
  #sent = 0;
  #pollsOn = true;
  #roundTrips = 0;
  #roundTripsDone = 0;

  private constructor(url: string, rung: TestRung, token?: string) {
    this.#url = url;
    this.rung = rung;
    this.#token = token;
  }

  /** @param token a join token */
  static async connect(
    url: string,
    rung: TestRung = 'websocket',
    token?: string,
  ): Promise<SessionClient> {
    const client = new SessionClient(url, rung, token);
    onTestFinished(() => client.drop());
    await client.open();
    return client;
  }

  get id(): string {
    return this.connected?.session ?? '';
  }

  /** The value of the session header. */
  get credentials(): string {
    return `${this.id}.${this.secret}`;
  }

  /** Goes on with the session of another client, on this one's rung. */
  static async takeOver(url: string, other: SessionClient, rung: TestRung): Promise<SessionClient> {
    const client = new SessionClient(url, rung);
    onTestFinished(() => client.drop());
    client.connected = other.connected;
    client.secret = other.secret;
    client.received = other.received;
    client.#sent = other.#sent;
    // A further poll would take the session back.
    other.#pollsOn = false;
    await client.open();
    return client;
  }

  /** Opens a session, or goes on with the one it had. */
  async open(): Promise<void> {
    const before = this.connected;
    this.connected = undefined;
    this.closed = undefined;
    if (this.rung === 'websocket') await this.#openSocket(before);
    else if (this.rung === 'events') await this.#openStream(before);
    else this.#startPolling(before);
    await waitUntil(
      () => this.connected !== undefined || this.closed !== undefined,
      () => 'connected',
    );
  }

  /** Cuts the connection, as a network does. */
  drop(): void {
    this.#socket?.terminate();
    this.#stream?.destroy();
    this.#polling?.abort();
    this.#socket = undefined;
    this.#stream = undefined;
    this.#polling = undefined;
  }

  /** Stops reading from the WebSocket, as a computer does that has too much to do. */
  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  send(...messages: readonly SessionClientMessage[]): void {
    this.sendItems(...messages.map((message) => JSON.stringify(message)));
  }

  sendFrame(frame: Uint8Array): void {
    this.sendItems(frame);
  }

  /** Whatever one likes. */
  sendItems(...items: readonly (string | Uint8Array)[]): void {
    const first = this.#sent + 1;
    this.#sent += items.filter((item) => isNumberedItem(item)).length;
    if (this.#socket) {
      for (const item of items) this.#socket.send(item);
      return;
    }
    this.#uploads = this.#uploads.then(() =>
      this.upload(first, items).catch((error: unknown) => {
        this.closed ??= { code: 0, reason: String(error) };
      }),
    );
  }

  /** One POST. @returns its status and answer */
  async upload(
    first: number,
    items: readonly (string | Uint8Array)[],
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(this.#url + EVENTS_PATH, {
      method: 'POST',
      headers: {
        ...PROTOCOL,
        [SESSION_HEADERS.session]: this.credentials,
        [SESSION_HEADERS.first]: String(first),
      },
      body: writeBatch(items),
    });
    const body: unknown = await response.json();
    if (response.status !== 200) this.closed ??= { code: response.status, reason: codeOf(body) };
    return { status: response.status, body };
  }

  of<T extends SessionServerMessage['type']>(
    type: T,
  ): Extract<SessionServerMessage, { type: T }>[] {
    return this.messages.filter(
      (message): message is Extract<SessionServerMessage, { type: T }> => message.type === type,
    );
  }

  get published(): unknown[] {
    return this.of('publish').map(({ data }) => data);
  }

  get errors(): string[] {
    return this.of('error').map(({ code }) => code);
  }

  async until(isReached: (client: SessionClient) => boolean): Promise<void> {
    await waitUntil(
      () => isReached(this),
      () => `${isReached.toString()}; ${JSON.stringify(this.messages).slice(0, 2_000)}`,
    );
  }

  /** Waits until the cell has handled everything sent so far, and told everything about it. */
  async roundTrip(): Promise<void> {
    this.#roundTrips += 1;
    const id = this.#roundTrips;
    this.send({ type: 'read-mailbox', id, room: UNKNOWN_ROOM, after: 0 });
    await this.until(() => this.#roundTripsDone >= id);
  }

  async #openSocket(before: Connected | undefined): Promise<void> {
    const socket = new WebSocket(this.#url.replace(/^http/, 'ws') + SIGNAL_PATH, [
      'drawbridge.v2',
      ...(this.#token === undefined ? [] : [`drawbridge.token.${this.#token}`]),
    ]);
    this.#socket = socket;
    socket.on('message', (data, isBinary) => {
      if (!Buffer.isBuffer(data)) throw new Error('not one buffer');
      if (isBinary) this.#onFrame(data);
      else this.#onText(data.toString());
    });
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    await new Promise((resolve) => {
      socket.once('open', resolve);
      socket.once('close', resolve);
    });
    const resume = before && {
      session: before.session,
      secret: this.secret,
      received: this.received,
    };
    socket.send(JSON.stringify({ type: 'hello', ...(resume ? { resume } : {}) }));
  }

  #headers(before: Connected | undefined): Record<string, string> {
    return {
      ...PROTOCOL,
      ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
      ...(before ? { [SESSION_HEADERS.session]: `${before.session}.${this.secret}` } : {}),
    };
  }

  async #openStream(before: Connected | undefined): Promise<void> {
    const headers = { ...this.#headers(before), 'last-event-id': String(this.received) };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      httpRequest(this.#url + EVENTS_PATH, { headers, agent: false }, resolve)
        .on('error', reject)
        .end();
    });
    this.#stream = response;
    if (response.statusCode !== 200) this.closed = { code: response.statusCode ?? 0, reason: '' };
    response.setEncoding('utf8');
    response.on('error', () => undefined);
    response.once('close', () => {
      this.closed ??= { code: 0, reason: '' };
    });
    let text = '';
    response.on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.#onEvent(text.slice(0, end).split('\n'));
        text = text.slice(end + 2);
      }
    });
  }

  #onEvent(lines: readonly string[]): void {
    const field = (name: string): string | undefined =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const [event, data, id] = [field('event'), field('data'), field('id')];
    if (event === undefined || data === undefined) {
      this.comments += 1;
      return;
    }
    if (event === 'frame') this.#onFrame(Buffer.from(data, 'base64'));
    else this.#onText(data, event);
    if (id !== String(this.received)) throw new Error(`event id ${id}, not ${this.received}`);
  }

  #startPolling(before: Connected | undefined): void {
    const polling = new AbortController();
    this.#polling = polling;
    let named = before;
    // The first one asks who it is, so it must not be held.
    let waitMs = 0;
    const poll = async (): Promise<void> => {
      while (!polling.signal.aborted && this.#pollsOn) {
        const response = await fetch(this.#url + POLL_PATH, {
          headers: {
            ...this.#headers(named),
            [SESSION_HEADERS.received]: String(this.received),
            [SESSION_HEADERS.wait]: String(waitMs),
          },
          signal: polling.signal,
        });
        if (response.status !== 200) {
          this.closed = { code: response.status, reason: codeOf(await response.json()) };
          return;
        }
        const items = readBatch(new Uint8Array(await response.arrayBuffer()));
        if (!items) throw new Error('not a batch');
        for (const item of items) {
          if (typeof item === 'string') this.#onText(item);
          else this.#onFrame(Buffer.from(item));
        }
        named = this.connected;
        waitMs = this.rung === 'long-poll' ? LONG_POLL_MAX_MS : 0;
        if (this.rung === 'short-poll') {
          await new Promise((resolve) => setTimeout(resolve, SHORT_POLL_INTERVAL_MS));
        }
      }
    };
    poll().catch((error: unknown) => {
      if (!polling.signal.aborted) this.closed ??= { code: 0, reason: String(error) };
    });
  }

  #onText(text: string, event = 'message'): void {
    const message = sessionServerMessageSchema.parse(JSON.parse(text));
    if (message.type === 'connected') {
      if (this.rung === 'events' && event !== 'connected') throw new Error(`event ${event}`);
      this.secret = message.secret ?? this.secret;
      // What is sent again below this number was received before.
      this.received = message.sent;
      this.connected = message;
      if (this.#isRepeated(message)) return;
    } else if (message.type === 'resync') {
      this.received = message.sent;
    } else if (isNumbered(message.type)) {
      this.received += 1;
    }
    if (message.type === 'mailbox-refused' && message.room === UNKNOWN_ROOM) {
      this.#roundTripsDone = message.id ?? 0;
      return;
    }
    this.messages.push(message);
  }

  /** Each poll says `connected` again. */
  #isRepeated(message: Connected): boolean {
    return this.of('connected').some(({ session }) => session === message.session);
  }

  #onFrame(frame: Buffer): void {
    if (readRelayHeader(frame)?.kind !== 'live') this.received += 1;
    this.frames.push(Buffer.from(frame));
  }
}

const codeOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';

function isNumberedItem(item: string | Uint8Array): boolean {
  if (typeof item !== 'string') return readRelayHeader(item)?.kind !== 'live';
  const type = /^\{"type":"([a-z-]+)"/.exec(item)?.[1];
  return type === undefined || isNumbered(type);
}
