import { connect, createServer, type Socket } from 'node:net';

/** What a network between a client and a cell may do to it. */
export interface Faults {
  /** New connections are reset. */
  refuse?: boolean;
  /** Nothing passes any more, and nobody is told. */
  blackhole?: boolean;
  /** Requests whose first bytes match are swallowed: their client waits in vain. */
  swallow?: RegExp;
  /** Requests whose first bytes match are reset. */
  reset?: RegExp;
  /** Answers whose first bytes match are held back while they are not complete, as some proxies do. */
  buffer?: RegExp;
}

export interface FaultProxy {
  readonly url: string;
  readonly faults: Faults;
  /** First lines of all requests so far. */
  readonly requests: readonly string[];
  /** Resets every open connection. */
  cut(): void;
  close(): Promise<void>;
}

const REQUEST_LINE = /^[A-Z]+ \S+ HTTP\/1\.1/;

/** A TCP proxy before a cell on loopback, that can be told to be a bad network. */
export async function startFaultProxy(port: number): Promise<FaultProxy> {
  const faults: Faults = {};
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (faults.refuse) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(port, '127.0.0.1');
    let heldBack = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      const [line] = REQUEST_LINE.exec(text) ?? [];
      if (line !== undefined) {
        requests.push(line);
        heldBack = faults.buffer?.test(text) ?? false;
        if (faults.reset?.test(text)) {
          client.resetAndDestroy();
          return;
        }
        if (faults.swallow?.test(text)) return;
      }
      if (!faults.blackhole) upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!faults.blackhole && !heldBack) client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    faults,
    requests,
    cut,
    async close() {
      cut();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
