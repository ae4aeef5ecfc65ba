import WebSocket, { type ClientOptions } from 'ws';
import { type ServerMessage, SIGNAL_PATH, serverMessageSchema } from '../protocol.ts';
import { waitUntil, withDeadline } from './wait.ts';

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A client that keeps everything it is told. */
export class TestClient {
  readonly socket: WebSocket;
  readonly received: ServerMessage[] = [];
  readonly #closed: Promise<Closed>;
  #pings = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      this.received.push(serverMessageSchema.parse(JSON.parse(data.toString())));
    });
    // The `close` event tells the outcome; an attacker's socket also fails in many other ways.
    socket.on('error', () => undefined);
    socket.on('ping', () => {
      this.#pings += 1;
    });
    this.#closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  static async connect(
    cellUrl: string,
    options: ClientOptions & { path?: string } = {},
  ): Promise<TestClient> {
    const { path = SIGNAL_PATH, ...socketOptions } = options;
    const socket = new WebSocket(`${cellUrl.replace(/^http/, 'ws')}${path}`, socketOptions);
    const client = new TestClient(socket);
    await withDeadline(
      new Promise<void>((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('error', reject);
      }),
      'connection',
    );
    return client;
  }

  get pings(): number {
    return this.#pings;
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Subscribes, and waits until the cell has done it. */
  async subscribe(...topics: string[]): Promise<void> {
    this.send({ type: 'subscribe', topics });
    await this.roundTrip();
  }

  publish(topic: string, data: unknown): void {
    this.send({ type: 'publish', topic, data });
  }

  /** Waits until the cell has handled everything sent so far. */
  async roundTrip(): Promise<void> {
    const before = this.#count('pong');
    this.send({ type: 'ping' });
    await waitUntil(
      () => this.#count('pong') > before,
      () => `a pong; received ${JSON.stringify(this.received)}`,
    );
  }

  /** `data` of everything published to this client so far. */
  get published(): unknown[] {
    return this.received.flatMap((message) => (message.type === 'publish' ? [message.data] : []));
  }

  get errors(): string[] {
    return this.received.flatMap((message) => (message.type === 'error' ? [message.code] : []));
  }

  closed(): Promise<Closed> {
    return withDeadline(this.#closed, 'the socket is closed');
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.closed();
  }

  #count(type: ServerMessage['type']): number {
    return this.received.filter((message) => message.type === type).length;
  }
}
