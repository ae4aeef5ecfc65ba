import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { SIGNAL_MESSAGE_MAX_BYTES, SIGNAL_PATH } from '../protocol.ts';
import type { SessionRegistry } from '../sessions/session-registry.ts';
import { splitTarget } from './request-handler.ts';

/** A message of 64 KiB needs few fragments; many tiny ones cost memory only. */
const MAX_FRAGMENTS = 256;

export interface UpgradeHandlerOptions {
  readonly sessions: SessionRegistry;
  readonly isReady: () => boolean;
  readonly retryAfterSeconds: number;
}

/** @param origin the address that the request came through */
export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  origin: object,
) => void;

function refuse(socket: Duplex, status: string, headers: readonly string[] = []): void {
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  const lines = [`HTTP/1.1 ${status}`, 'connection: close', 'content-length: 0', ...headers];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
}

/** Turns requests to the signaling path into sessions, and refuses all others. */
export function createUpgradeHandler(options: UpgradeHandlerOptions): UpgradeHandler {
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: SIGNAL_MESSAGE_MAX_BYTES,
    maxFragments: MAX_FRAGMENTS,
  });
  return (request, socket, head, origin) => {
    if (splitTarget(request.url)?.path !== SIGNAL_PATH) {
      refuse(socket, '404 Not Found');
    } else if (!options.isReady() || options.sessions.isFull) {
      refuse(socket, '503 Service Unavailable', [`retry-after: ${options.retryAfterSeconds}`]);
    } else {
      webSockets.handleUpgrade(request, socket, head, (webSocket) =>
        options.sessions.open(webSocket, origin),
      );
    }
  };
}
