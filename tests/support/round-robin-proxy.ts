import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A load balancer as simple as one can be: the next node that answers gets the next request. */
export class RoundRobinProxy {
  /** When each WebSocket was asked for, ms. */
  readonly upgradesMs: number[] = [];
  /** Nodes that get nobody new, as when they say that they are not ready. */
  readonly out = new Set<number>();
  readonly #ports: readonly number[];
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  #next = 0;

  private constructor(ports: readonly number[]) {
    this.#ports = ports;
    this.#server = createServer((request, response) => this.#onRequest(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.#onUpgrade(request, socket, head));
    this.#server.on('connection', (socket: Socket) => this.#track(socket));
  }

  static async start(ports: readonly number[]): Promise<RoundRobinProxy> {
    const proxy = new RoundRobinProxy(ports);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get origin(): string {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  async end(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #track(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  /** A node that is not there gets nobody any more. */
  #noteRefusal(port: number, error: NodeJS.ErrnoException): void {
    if (error.code === 'ECONNREFUSED' && this.out.size < this.#ports.length - 1) this.out.add(port);
  }

  #node(): number {
    const inUse = this.#ports.filter((port) => !this.out.has(port));
    this.#next += 1;
    return inUse[this.#next % inUse.length] ?? 0;
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    const { url: path, method, headers } = request;
    const port = this.#node();
    const options = { host: '127.0.0.1', port, path, method, headers, agent: false };
    const outgoing = httpRequest(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      this.#noteRefusal(port, error);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    response.once('close', () => outgoing.destroy());
    request.pipe(outgoing);
  }

  #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, tries = 1): void {
    if (tries === 1) this.upgradesMs.push(performance.now());
    const port = this.#node();
    const upstream = connect({ host: '127.0.0.1', port });
    upstream.once('connect', () => {
      this.#track(upstream);
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      for (let i = 0; i < request.rawHeaders.length; i += 2) {
        lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
      }
      upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      upstream.on('close', () => socket.destroy());
      socket.on('close', () => upstream.destroy());
      socket.pipe(upstream).pipe(socket);
    });
    upstream.once('error', (error: NodeJS.ErrnoException) => {
      this.#noteRefusal(port, error);
      if (tries < this.#ports.length) this.#onUpgrade(request, socket, head, tries + 1);
      else socket.destroy();
    });
  }
}
