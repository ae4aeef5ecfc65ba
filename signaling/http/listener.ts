import { createServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { CellStartError } from '../cell-start-error.ts';
import type { CellLimits } from '../limits.ts';
import { type Logger, messageOf } from '../log.ts';
import type { RequestHandler } from './request-handler.ts';
import type { UpgradeHandler } from './upgrade-handler.ts';

const IDLE_CHECK_MS = 50;

/** PEM texts. */
export interface TlsFiles {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

export interface ListenerOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly tls: TlsFiles | undefined;
  readonly limits: CellLimits;
  readonly log: Logger;
  readonly onRequest: RequestHandler;
  readonly onUpgrade: UpgradeHandler;
}

function createHttpServer(options: ListenerOptions): Server {
  const { limits, tls } = options;
  const timeouts: ServerOptions = {
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
  };
  if (!tls) return createServer(timeouts);
  try {
    return createTlsServer({
      ...timeouts,
      cert: tls.cert,
      key: tls.key,
      minVersion: 'TLSv1.2',
      handshakeTimeout: limits.headersTimeoutMs,
    });
  } catch (error) {
    throw new CellStartError(
      'bad-certificate',
      `The certificate and its key cannot be used: ${messageOf(error)}.`,
    );
  }
}

/** An address that one can open on this machine: "all addresses" is none. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** One listening address. */
export class Listener {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly #server: Server;
  readonly #sockets: ReadonlySet<Socket>;
  #closed: Promise<void> | undefined;

  private constructor(server: Server, sockets: ReadonlySet<Socket>, options: ListenerOptions) {
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new CellStartError('bad-address', 'The server has no network address.');
    }
    this.#server = server;
    this.#sockets = sockets;
    this.host = options.host;
    this.port = address.port;
    this.url = `${options.tls ? 'https' : 'http'}://${reachableHost(options.host)}:${address.port}`;
  }

  /** Open TCP connections, the WebSockets among them. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** @throws CellStartError */
  static async open(options: ListenerOptions): Promise<Listener> {
    const { limits, log } = options;
    const server = createHttpServer(options);
    server.timeout = limits.idleTimeoutMs;
    server.maxConnections = limits.maxSockets + limits.maxHttpConnections;
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    server.on('clientError', (error: Error & { code?: string }, socket) => {
      const status =
        error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
      if (!socket.writable) {
        socket.destroy();
        return;
      }
      socket.once('finish', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        reject(CellStartError.ofListenError(error, options.host, options.port));
      });
      server.listen(options.port, options.host, resolve);
    });
    server.removeAllListeners('error');
    server.on('error', (error) => log.error('server failed', { error: messageOf(error) }));
    const listener = new Listener(server, sockets, options);
    server.on('request', (request, response) => options.onRequest(request, response, listener));
    server.on('upgrade', (request, socket, head) => {
      options.onUpgrade(request, socket, head, listener);
    });
    return listener;
  }

  /** Takes no new connection, lets running requests end, and cuts what is left after `timeoutMs`. */
  close(timeoutMs: number): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      const cut = setTimeout(() => {
        for (const socket of this.#sockets) socket.destroy();
      }, timeoutMs);
      // Again and again: a connection whose request ends later is idle later.
      const idle = setInterval(() => this.#closeIdle(), IDLE_CHECK_MS);
      this.#server.close(() => {
        clearTimeout(cut);
        clearInterval(idle);
        resolve();
      });
      this.#closeIdle();
    });
    return this.#closed;
  }

  #closeIdle(): void {
    this.#server.closeIdleConnections();
    // Node counts those as busy that never asked anything, such as browsers open in advance.
    for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy();
  }
}
