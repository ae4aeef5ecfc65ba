import { hostname } from 'node:os';
import { isLoopbackAddress } from './access/client-address.ts';
import type { RedisTarget } from './bus/redis-target.ts';
import { type AccessOptions, CellServices } from './cell-services.ts';
import { CellStartError } from './cell-start-error.ts';
import type { CellRoute } from './http/cell-route.ts';
import { Listener, type TlsFiles } from './http/listener.ts';
import { createRequestHandler } from './http/request-handler.ts';
import { Rungs } from './http/rungs/rungs.ts';
import { createUpgradeHandler } from './http/upgrade-handler.ts';
import { type CellLimits, DEFAULT_LIMITS } from './limits.ts';
import { type Logger, limitedLogger, silentLogger } from './log.ts';
import type { OrderedStore } from './mailbox/ordered-store.ts';
import { type IceServer, iceServersSchema, SIGNAL_CLOSE_CODES } from './protocol.ts';
import type { TurnOptions } from './turn/turn-credentials.ts';

export { CellStartError, type CellStartErrorCode } from './cell-start-error.ts';
export type { Answer } from './http/answer.ts';
export type { CellRequest, CellRoute } from './http/cell-route.ts';
export type { TlsFiles } from './http/listener.ts';
export type { CellLimits } from './limits.ts';
export type { LogFields, Logger } from './log.ts';

export interface CellAddress {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 4444; 0 = any free one. */
  readonly port?: number;
}

export interface CellOptions extends CellAddress, AccessOptions {
  /** Serves https and wss; without it http and ws. */
  readonly tls?: TlsFiles;
  /** Folder of the built web client. Without it `/` says how to build one. */
  readonly webRoot?: string;
  /** Given to clients by `GET /v1/config`. Default: none. */
  readonly iceServers?: readonly IceServer[];
  /** TURN servers for which `GET /v1/config` makes credentials. */
  readonly turn?: TurnOptions;
  readonly log?: Logger;
  /** Further HTTP routes of the host that embeds the cell. */
  readonly routes?: readonly CellRoute[];
  readonly limits?: Partial<CellLimits>;
  /** Where mailboxes are kept; closed with the cell. Default: in memory. */
  readonly mailboxStore?: OrderedStore;
  /** One of several nodes that share rooms and mailboxes, which are kept there. */
  readonly redis?: RedisTarget;
  /** Where the other nodes reach this one. Default: this computer's name and the port. */
  readonly nodeUrl?: string;
}

export interface CellStats {
  /** Signaling WebSockets. */
  readonly sockets: number;
  /** Sessions, those that may still come back among them. */
  readonly sessions: number;
  /** Rooms with at least one session. */
  readonly rooms: number;
  /** TCP connections, over all addresses, the WebSockets among them. */
  readonly connections: number;
}

/** A further listening address of a cell. */
export interface CellListener {
  readonly url: string;
  readonly port: number;
  /** Closes this address and the sockets that came through it. May be called again. */
  close(): Promise<void>;
}

/** A running signaling server. */
export interface Cell {
  /** Origin that opens on this machine, for example `http://127.0.0.1:4444`. */
  readonly url: string;
  readonly port: number;
  readonly address: { readonly host: string; readonly port: number };
  /**
   * Listens on a further address, with the same rooms, routes and certificate.
   * @throws CellStartError
   */
  listen(address: { host: string; port: number }): Promise<CellListener>;
  stats(): CellStats;
  /**
   * Where there are other nodes, sends the clients there, spread over `limits.drainMs`; `/readyz`
   * answers 503 and nobody new gets in meanwhile. Else nothing happens. `stop` comes after it.
   */
  drain(): Promise<void>;
  /**
   * Graceful stop within `limits.stopTimeoutMs`: `/readyz` answers 503 and nobody new gets in,
   * sockets are closed (1001), then the HTTP servers. May be called again.
   */
  stop(): Promise<void>;
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 4444;
const MAX_PORT = 65_535;
/** So that nobody can fill a disk by sending rubbish. */
const LOG_LINES_PER_MINUTE = 600;

/** A name that means this computer means another one on another computer. */
function nodeUrlOf({ url, host, port }: Listener): string {
  if (host === 'localhost' || isLoopbackAddress(host)) return url;
  return `${url.split(':')[0]}://${hostname()}:${port}`;
}

/**
 * Starts a cell.
 * @throws CellStartError when it cannot listen, or an option makes no sense
 */
export async function startCell(options: CellOptions = {}): Promise<Cell> {
  const limits: CellLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = limitedLogger(options.log ?? silentLogger, LOG_LINES_PER_MINUTE);
  const iceServers = iceServersSchema.safeParse(options.iceServers ?? []);
  if (!iceServers.success) {
    const [issue] = iceServers.error.issues;
    throw new CellStartError(
      'bad-ice-servers',
      `The ICE servers are not valid: ${issue?.path.join('.')}: ${issue?.message}.`,
    );
  }

  let first: Listener | undefined;
  const {
    routes = [],
    limits: _limits,
    log: _log,
    iceServers: _iceServers,
    nodeUrl: _url,
    ...rest
  } = options;
  const services = await CellServices.open({
    ...rest,
    limits,
    log,
    iceServers: iceServers.data,
    nodeUrl: () => options.nodeUrl ?? (first ? nodeUrlOf(first) : ''),
    connections: () => connections(),
  });
  const { sessions, gate } = services;
  const listeners = new Set<Listener>();
  let state: 'starting' | 'ready' | 'draining' | 'stopping' = 'starting';
  const isReady = (): boolean => state === 'ready';
  const isStopping = (): boolean => state === 'stopping';
  const stoppedError = () => new CellStartError('stopped', 'The server is stopping.');
  const connections = (): number =>
    [...listeners].reduce((sum, listener) => sum + listener.connections, 0);
  const onRequest = createRequestHandler({
    webRoot: options.webRoot,
    config: (request) => services.config(request.headers),
    routes: [...services.routes, ...routes],
    rungs: new Rungs({ sessions, gate, limits, isReady, cluster: services.cluster }),
    log,
    readiness: () => {
      if (!isReady()) return 'stopping';
      return services.isConnected ? 'ready' : 'redis lost';
    },
  });
  const onUpgrade = createUpgradeHandler({
    sessions,
    gate,
    isReady,
    retryAfterSeconds: limits.retryAfterSeconds,
  });

  const closeHttp = (listener: Listener): Promise<void> =>
    listener.close(Math.max(0, limits.stopTimeoutMs - limits.closeGraceMs)).finally(() => {
      listeners.delete(listener);
    });

  const open = async ({ host = DEFAULT_HOST, port = DEFAULT_PORT }: CellAddress) => {
    if (isStopping()) throw stoppedError();
    if (!Number.isInteger(port) || port < 0 || port > MAX_PORT) {
      throw new CellStartError('bad-port', `A port is a number from 0 to ${MAX_PORT}.`);
    }
    const { tls } = options;
    const listener = await Listener.open({ host, port, tls, limits, log, onRequest, onUpgrade });
    listeners.add(listener);
    if (isStopping()) {
      await closeHttp(listener);
      throw stoppedError();
    }
    return listener;
  };

  const stopAll = async (): Promise<void> => {
    state = 'stopping';
    await sessions.closeAll(SIGNAL_CLOSE_CODES.goingAway, 'server-stopping');
    await Promise.all([...listeners].map(closeHttp));
    await services.end();
  };

  try {
    first = await open(options);
  } catch (error) {
    await services.end();
    throw error;
  }
  state = 'ready';
  let stopped: Promise<void> | undefined;

  return {
    url: first.url,
    port: first.port,
    address: { host: first.host, port: first.port },
    async listen(address) {
      const listener = await open(address);
      return {
        url: listener.url,
        port: listener.port,
        async close() {
          // In this order nobody new comes in while the others go.
          const closed = closeHttp(listener);
          await sessions.closeAll(SIGNAL_CLOSE_CODES.goingAway, 'server-stopping', listener);
          await closed;
        },
      };
    },
    stats: () => ({
      sockets: sessions.sockets,
      sessions: sessions.size,
      rooms: services.rooms,
      connections: connections(),
    }),
    async drain() {
      const isAlone = (services.cluster?.nodes ?? 1) === 1 || !services.isConnected;
      if (state !== 'ready' || isAlone) return;
      state = 'draining';
      await sessions.drain(limits.drainMs);
    },
    stop() {
      stopped ??= stopAll();
      return stopped;
    },
  };
}
