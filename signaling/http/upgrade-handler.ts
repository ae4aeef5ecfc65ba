import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import {
  RELAY_FRAME_MAX_BYTES,
  SESSION_PROTOCOL_VERSION,
  SIGNAL_MESSAGE_MAX_BYTES,
  SIGNAL_PATH,
  SUBPROTOCOL_PREFIX,
} from '../protocol.ts';
import type { SessionRegistry } from '../sessions/session-registry.ts';
import { splitTarget } from './request-handler.ts';

/** A message of 64 KiB needs few fragments; many tiny ones cost memory only. */
const MAX_FRAGMENTS = 256;
/** Browsers send a frame of 4 MiB in as many fragments as their pipes hold. */
const MAX_FRAME_FRAGMENTS = 2_048;
const SESSION_SUBPROTOCOL = `${SUBPROTOCOL_PREFIX}${SESSION_PROTOCOL_VERSION}`;

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

/** Versions that the client offers as subprotocols; none: it is a version 1 client. */
function offeredVersions(request: IncomingMessage): string[] {
  const offered = request.headers['sec-websocket-protocol'] ?? '';
  return offered
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name.startsWith(SUBPROTOCOL_PREFIX));
}

/** Turns requests to the signaling path into sessions, and refuses all others. */
export function createUpgradeHandler(options: UpgradeHandlerOptions): UpgradeHandler {
  const shared = { noServer: true, clientTracking: false, perMessageDeflate: false } as const;
  const plain = new WebSocketServer({
    ...shared,
    maxPayload: SIGNAL_MESSAGE_MAX_BYTES,
    maxFragments: MAX_FRAGMENTS,
  });
  const withSessions = new WebSocketServer({
    ...shared,
    maxPayload: RELAY_FRAME_MAX_BYTES,
    maxFragments: MAX_FRAME_FRAGMENTS,
    handleProtocols: () => SESSION_SUBPROTOCOL,
  });
  return (request, socket, head, origin) => {
    const offered = offeredVersions(request);
    if (splitTarget(request.url)?.path !== SIGNAL_PATH) {
      refuse(socket, '404 Not Found');
    } else if (!options.isReady() || options.sessions.isFull) {
      refuse(socket, '503 Service Unavailable', [`retry-after: ${options.retryAfterSeconds}`]);
    } else if (offered.length > 0 && !offered.includes(SESSION_SUBPROTOCOL)) {
      refuse(socket, '400 Bad Request');
    } else {
      const hasSession = offered.length > 0;
      const server = hasSession ? withSessions : plain;
      server.handleUpgrade(request, socket, head, (webSocket) =>
        options.sessions.open(webSocket, hasSession ? SESSION_PROTOCOL_VERSION : 1, origin),
      );
    }
  };
}
