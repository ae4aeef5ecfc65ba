import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';

const NOISE_BYTES = 5_000;

/** What it says on a socket: each by itself would break a client that takes a cell at its word. */
const SAID: readonly (string | Uint8Array)[] = [
  'this is no JSON',
  '{"type":"connected","protocol":"two"}',
  '{"type":"publish","topic":7,"data":null}',
  '[]',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  Uint8Array.from({ length: NOISE_BYTES }, (_, i) => (i * 197 + 31) % 256),
];

/** Stands before a cell on loopback: serves its pages, and answers rubbish for it while told to. */
export interface RubbishCell {
  readonly url: string;
  /** Whether it answers rubbish; otherwise it passes everything on. */
  isBroken: boolean;
  /** How many requests and sockets it has answered with rubbish. */
  readonly answered: number;
  close(): Promise<void>;
}

export async function startRubbishCell(port: number): Promise<RubbishCell> {
  let isBroken = true;
  let answered = 0;
  const sockets = new WebSocketServer({ noServer: true });
  sockets.on('connection', (socket) => {
    for (const message of SAID) socket.send(message);
  });
  const passOn = (incoming: IncomingMessage, answer: ServerResponse): void => {
    const { method, url, headers } = incoming;
    const upstream = request({ port, host: '127.0.0.1', method, path: url, headers }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    upstream.on('error', () => answer.destroy());
    answer.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  };
  const server = createServer((incoming, answer) => {
    if (!isBroken || !incoming.url?.startsWith('/v1/')) {
      passOn(incoming, answer);
      return;
    }
    answered += 1;
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.end('<!doctype html><title>Sign in to the hotel</title>');
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isBroken) {
      answered += 1;
      sockets.handleUpgrade(incoming, socket, head, (client) => {
        sockets.emit('connection', client, incoming);
      });
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
      upstream.write(`GET ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    for (const end of [socket, upstream]) {
      end.on('error', () => end.destroy());
      end.on('close', () => {
        socket.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    get isBroken() {
      return isBroken;
    },
    set isBroken(value) {
      isBroken = value;
    },
    get answered() {
      return answered;
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
