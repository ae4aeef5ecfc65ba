import { ObservableV2 } from 'lib0/observable';
import {
  type ClientMessage,
  type PublishedMessage,
  type SessionServerMessage,
  SIGNAL_PATH,
} from '../../../signaling/protocol.ts';
import { CellConnection } from './cell-connection.ts';
import type { CellConnectionState } from './connection-states.ts';

export type SignalChannelState = CellConnectionState;

interface SignalChannelEvents {
  connect: () => void;
  disconnect: () => void;
  message: (message: SessionServerMessage) => void;
  state: (state: SignalChannelState) => void;
  /** The cell sent something that its protocol does not allow. */
  garbage: () => void;
}

/**
 * Decides whether a published message may go on to y-webrtc; given by the session, since only it has
 * the room's key. Messages keep their order while it decides.
 */
export type PublishFilter = (message: PublishedMessage) => Promise<boolean>;

/**
 * Stands where y-webrtc expects lib0's WebsocketClient, whose waits neither double nor jitter and
 * which knows no way but the WebSocket (see docs/decisions). What y-webrtc says goes over the same
 * session as everything else that passes between this page and the cell.
 */
export class SignalChannel extends ObservableV2<SignalChannelEvents> {
  readonly url: string;
  /** The session at the cell. */
  readonly line: CellConnection;
  connected = false;
  filter: PublishFilter = async () => true;
  #delivery: Promise<void> = Promise.resolve();

  /** @param url of the cell's WebSocket, by which y-webrtc names a cell */
  constructor(url: string, line: CellConnection = new CellConnection({ origin: originOf(url) })) {
    super();
    this.url = url;
    this.line = line;
    line.on('state', (state) => this.emit('state', [state]));
    line.on('garbage', () => this.emit('garbage', []));
    line.on('message', (message) => this.#received(message));
    line.on('connected', () => {
      this.connected = true;
      this.emit('connect', []);
    });
    line.on('disconnected', () => {
      this.connected = false;
      this.emit('disconnect', []);
    });
  }

  get state(): SignalChannelState {
    return this.line.state;
  }

  /** Ends the current wait, if there is one: a click, the network came back, the lid was opened. */
  readonly retryNow = (): void => {
    this.line.retryNow();
  };

  /** See {@link CellConnection.probe}. */
  probe(): void {
    this.line.probe();
  }

  /** Sends when connected; otherwise nothing is owed: y-webrtc announces again on `connect`. */
  send(message: ClientMessage): void {
    if (this.connected) this.line.send(message);
  }

  override destroy(): void {
    this.line.destroy();
    super.destroy();
  }

  #received(message: SessionServerMessage): void {
    if (message.type !== 'publish') {
      this.emit('message', [message]);
      return;
    }
    this.#delivery = this.#delivery
      .then(async () => {
        if (await this.filter(message)) this.emit('message', [message]);
      })
      .catch((error: unknown) => {
        // Of a browser that makes no more connections, say: what comes next must get through all the same.
        console.warn('A message that came through the cell could not be used:', error);
      });
  }
}

/** The http(s) origin of a cell from the address of its WebSocket. */
function originOf(url: string): string {
  return url.replace(/^ws/, 'http').replace(SIGNAL_PATH, '');
}
