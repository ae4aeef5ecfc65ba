import { connect, type Socket } from 'node:net';
import { SIGNAL_PATH } from '../protocol.ts';
import { waitUntil, withDeadline } from './wait.ts';

/** A TCP connection on which a test writes whatever it likes. */
export class RawConnection {
  readonly socket: Socket;
  #text = '';
  readonly #closed: Promise<void>;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.#text += chunk.toString('latin1');
    });
    // A reset is one of the ways to be cut; `closed` tells.
    socket.on('error', () => undefined);
    this.#closed = new Promise((resolve) => {
      socket.once('close', () => resolve());
    });
  }

  static async open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    const connection = new RawConnection(socket);
    await withDeadline(
      new Promise<void>((resolve) => {
        socket.once('connect', () => resolve());
      }),
      'TCP connection',
    );
    return connection;
  }

  /** What came back so far. */
  get text(): string {
    return this.#text;
  }

  /** Status of the first answer. */
  get status(): number {
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(this.#text)?.[1] ?? 0);
  }

  write(text: string): void {
    this.socket.write(text);
  }

  async answered(): Promise<number> {
    await waitUntil(
      () => this.#text.includes('\r\n\r\n'),
      () => `an answer; got ${JSON.stringify(this.#text)}`,
    );
    return this.status;
  }

  closed(): Promise<void> {
    return withDeadline(this.#closed, 'the connection is closed');
  }
}

/** The request that asks for a WebSocket. */
export function upgradeRequest(path: string = SIGNAL_PATH): string {
  return [
    `GET ${path} HTTP/1.1`,
    'host: cell.test',
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n');
}
