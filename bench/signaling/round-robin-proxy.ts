import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A load balancer as simple as one can be: the next node that answers gets the next connection. */
export class RoundRobinProxy {
  /** When each connection came, ms. */
  readonly openedMs: number[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(ports: readonly number[]): Promise<RoundRobinProxy> {
    let next = 0;
    const server = createServer({ pauseOnConnect: true }, (socket) => {
      proxy.openedMs.push(performance.now());
      proxy.#sockets.add(socket);
      socket.once('close', () => proxy.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      const tryNode = (left: number): void => {
        const upstream = connect({ host: '127.0.0.1', port: ports[next % ports.length] ?? 0 });
        next += 1;
        upstream.once('connect', () => {
          upstream.on('close', () => socket.destroy());
          socket.on('close', () => upstream.destroy());
          socket.pipe(upstream).pipe(socket);
        });
        upstream.once('error', () => {
          upstream.destroy();
          if (upstream.connecting || left === 0) socket.destroy();
          else tryNode(left - 1);
        });
      };
      tryNode(ports.length - 1);
    });
    const proxy = new RoundRobinProxy(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
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
}
