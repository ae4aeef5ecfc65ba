import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { type Cell, type CellOptions, startCell } from '../../signaling/cell.ts';
import type { SessionServerMessage } from '../../signaling/protocol.ts';
import { CellConnection } from '../../src-renderer/sync/signal-channel/cell-connection.ts';
import type {
  RungEnvironment,
  RungName,
} from '../../src-renderer/sync/signal-channel/rungs/rung.ts';

const DEADLINE_MS = 30_000;

/** Browsers' WebSocket, which Node 20 has not. */
const environment: Partial<RungEnvironment> = {
  openSocket: (url, protocols) => {
    const socket = new WebSocket(url, protocols);
    // Browsers say `error` to nobody who does not listen; ws throws then. `close` follows either way.
    socket.on('error', () => undefined);
    return socket as Partial<globalThis.WebSocket> as globalThis.WebSocket;
  },
};

/** A cell on a free port that stops with its test. */
export async function testCell(options: CellOptions = {}): Promise<Cell> {
  const cell = await startCell({ port: 0, ...options });
  onTestFinished(() => cell.stop());
  return cell;
}

/** The app's own connection, with everything it was told. */
export class Client {
  readonly connection: CellConnection;
  readonly messages: SessionServerMessage[] = [];
  readonly frames: Uint8Array[] = [];
  readonly sessions: string[] = [];
  /** Every way that was used, in order. */
  readonly rungs: RungName[] = [];

  private constructor(origin: string, rungs: readonly RungName[] | undefined) {
    this.connection = new CellConnection({ origin, environment, ...(rungs ? { rungs } : {}) });
    onTestFinished(() => this.connection.destroy());
    this.connection.onMessage((message) => this.messages.push(message));
    this.connection.onFrame((frame) => this.frames.push(frame));
    this.connection.onConnected(() => this.sessions.push(this.connection.session ?? ''));
    this.connection.on('state', (state) => {
      if (state.kind === 'open') this.rungs.push(state.rung);
    });
  }

  static async connect(origin: string, rungs?: readonly RungName[]): Promise<Client> {
    const client = new Client(origin, rungs);
    await client.until(() => client.connection.session !== null);
    return client;
  }

  /** Like connect, without waiting. */
  static begin(origin: string, rungs?: readonly RungName[]): Client {
    return new Client(origin, rungs);
  }

  get published(): unknown[] {
    return this.messages.flatMap((message) => (message.type === 'publish' ? [message.data] : []));
  }

  publish(topic: string, data: string): void {
    this.connection.send({ type: 'publish', topic, data });
  }

  /** Waits for a state; says what it was instead. */
  async until(isReached: () => boolean, deadlineMs = DEADLINE_MS): Promise<void> {
    const endMs = performance.now() + deadlineMs;
    while (!isReached()) {
      if (performance.now() > endMs) {
        const state = JSON.stringify(this.connection.state);
        throw new Error(`${isReached.toString()} in ${deadlineMs} ms; ${state} ${this.rungs}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
