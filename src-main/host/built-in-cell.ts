import { type CellListener, type CellRoute, startCell } from '../../signaling/cell.ts';
import { CellStartError } from '../../signaling/cell-start-error.ts';
import type { Logger } from '../../signaling/log.ts';
import type { ShareOnNetworkResult } from '../desktop-api.ts';
import { lanAddresses } from './lan-addresses.ts';

/**
 * Port of the built-in cell, always the same one: browsers keep boards by origin, port included,
 * and links name it.
 */
export const BUILT_IN_CELL_PORT = 47_600;
const LOOPBACK = '127.0.0.1';
const ALL_INTERFACES = '0.0.0.0';
/** How many ports are tried for the network: some systems refuse the one that loopback has. */
const NETWORK_PORT_TRIES = 10;
const MAX_PORT = 65_535;

export interface NetworkState {
  readonly shared: boolean;
  /** http origins of this computer, likeliest first; empty unless shared. */
  readonly origins: readonly string[];
}

export interface BuiltInCell {
  /** Origin on this computer, `http://127.0.0.1:47600`. */
  readonly origin: string;
  readonly port: number;
  network(): NetworkState;
  /** Listens on the networks too, until the cell stops. May be called again. */
  shareOnNetwork(): Promise<ShareOnNetworkResult>;
  stop(): Promise<void>;
}

export interface BuiltInCellOptions {
  /** Default BUILT_IN_CELL_PORT; 0 = any. */
  readonly port?: number;
  /** Folder of the built web client. */
  readonly webRoot?: string;
  readonly log?: Logger;
  /** Routes that need the cell they are part of. */
  readonly routes?: (cell: () => BuiltInCell) => readonly CellRoute[];
  /** This computer's addresses; for tests. */
  readonly addresses?: () => readonly string[];
}

/**
 * Starts the cell that comes with the app, for this computer only.
 *
 * @throws CellStartError, code `port-in-use` among others
 */
export async function startBuiltInCell({
  port = BUILT_IN_CELL_PORT,
  webRoot,
  log,
  routes = () => [],
  addresses = lanAddresses,
}: BuiltInCellOptions = {}): Promise<BuiltInCell> {
  let self: BuiltInCell | undefined;
  const cell = await startCell({
    host: LOOPBACK,
    port,
    routes: routes(() => {
      if (self === undefined) throw new Error('a route was asked before the cell had started');
      return self;
    }),
    ...(webRoot === undefined ? {} : { webRoot }),
    ...(log === undefined ? {} : { log }),
  });
  let network: Promise<CellListener> | undefined;
  let networkPort: number | undefined;

  async function listenOnNetwork(): Promise<CellListener> {
    let refusal: unknown;
    for (let offset = 0; offset < NETWORK_PORT_TRIES; offset += 1) {
      const candidate = cell.port + offset;
      if (candidate > MAX_PORT) break;
      try {
        return await cell.listen({ host: ALL_INTERFACES, port: candidate });
      } catch (error) {
        if (!(error instanceof CellStartError) || error.code !== 'port-in-use') throw error;
        refusal = error;
      }
    }
    throw refusal;
  }

  const origins = (): string[] =>
    networkPort === undefined
      ? []
      : addresses().map((address) => `http://${address}:${networkPort}`);

  self = {
    origin: cell.url,
    port: cell.port,
    network: () => ({ shared: networkPort !== undefined, origins: origins() }),
    async shareOnNetwork() {
      if (addresses().length === 0) {
        return { ok: false, code: 'no-network', message: 'This computer is on no network.' };
      }
      try {
        network ??= listenOnNetwork();
        networkPort = (await network).port;
        return { ok: true, origins: origins() };
      } catch (error) {
        network = undefined;
        return {
          ok: false,
          code: 'failed',
          message: error instanceof Error ? error.message : String(error),
        };
      }
    },
    stop: () => cell.stop(),
  };
  return self;
}
