import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Gate } from '../access/gate.ts';
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

const STATUS = {
  401: '401 Unauthorized',
  403: '403 Forbidden',
  429: '429 Too Many Requests',
} as const;

export interface UpgradeHandlerOptions {
  readonly sessions: SessionRegistry;
  readonly gate: Gate;
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
      void admit(request, socket, head, origin, offered.length > 0);
    }
  };

  async function admit(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    origin: object,
    hasSession: boolean,
  ): Promise<void> {
    const { gate, sessions, retryAfterSeconds } = options;
    const onError = (): void => {
      socket.destroy();
    };
    socket.on('error', onError);
    const admission = await gate.admit(request);
    if (socket.destroyed) return;
    if (!admission.ok) {
      refuse(socket, STATUS[admission.status]);
      return;
    }
    const { address, rights } = admission;
    const { addresses } = gate;
    if (!addresses.takeSession(address) || !addresses.opened(address)) {
      refuse(socket, STATUS[429], [`retry-after: ${retryAfterSeconds}`]);
      return;
    }
    socket.once('close', () => addresses.closed(address));
    socket.off('error', onError);
    const server = hasSession ? withSessions : plain;
    server.handleUpgrade(request, socket, head, (webSocket) =>
      sessions.open(webSocket, hasSession ? SESSION_PROTOCOL_VERSION : 1, origin, rights),
    );
  }
}
