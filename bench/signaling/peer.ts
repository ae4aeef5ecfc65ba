import WebSocket, { type RawData } from 'ws';
import { isNumbered, sessionServerMessageSchema } from '../../signaling/protocol.ts';
import { newPersonId, type TestBoard } from '../../signaling/testing/board.ts';

/** Acknowledgements count as messages; a thousand messages are kept until then. */
const ACKNOWLEDGE_EACH = 128;

export interface PeerEvents {
  readonly onText?: (text: string) => void;
  readonly onFrame?: (frame: Buffer) => void;
}

/** A version 2 client that does as little as it can: it counts, acknowledges, and hands on. */
export class Peer {
  readonly socket: WebSocket;
  session = '';
  /** How the connection ended. */
  closedWith: number | undefined;
  #received = 0;
  readonly #events: PeerEvents;
  readonly #connected: Promise<void>;

  private constructor(signalUrl: string, events: PeerEvents) {
    this.#events = events;
    this.socket = new WebSocket(signalUrl, ['drawbridge.v2'], { perMessageDeflate: false });
    this.socket.once('open', () => this.socket.send('{"type":"hello"}'));
    this.socket.once('close', (code) => {
      this.closedWith = code;
    });
    this.#connected = new Promise((resolve, reject) => {
      this.socket.once('error', reject);
      this.socket.once('message', (data: RawData) => {
        const message = sessionServerMessageSchema.parse(JSON.parse(data.toString()));
        if (message.type === 'connected') this.session = message.session;
        this.socket.off('error', reject);
        this.socket.on('error', () => undefined);
        this.socket.on('message', (next, isBinary) => this.#onMessage(next, isBinary));
        resolve();
      });
    });
  }

  static async connect(signalUrl: string, events: PeerEvents = {}): Promise<Peer> {
    const peer = new Peer(signalUrl, events);
    await peer.#connected;
    return peer;
  }

  enter({ room, proof }: TestBoard): void {
    this.socket.send(JSON.stringify({ type: 'subscribe', topics: [room] }));
    this.socket.send(JSON.stringify({ type: 'enter', room, person: newPersonId(), proof }));
  }

  async leave(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    await new Promise((resolve) => {
      this.socket.once('close', resolve);
      this.socket.close();
    });
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    if (!Buffer.isBuffer(data)) return;
    if (isBinary) {
      this.#count();
      this.#events.onFrame?.(data);
      return;
    }
    const text = data.toString();
    const type = /^\{"type":"([a-z-]+)"/.exec(text)?.[1] ?? '';
    if (isNumbered(type)) this.#count();
    this.#events.onText?.(text);
  }

  #count(): void {
    this.#received += 1;
    if (this.#received % ACKNOWLEDGE_EACH > 0) return;
    this.socket.send(JSON.stringify({ type: 'ack', received: this.#received }));
  }
}

/** Waits for a state, however long the bench may run. */
export async function until(isReached: () => boolean, stepMs = 5): Promise<void> {
  while (!isReached()) await new Promise((resolve) => setTimeout(resolve, stepMs));
}
