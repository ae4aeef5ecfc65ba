import { ObservableV2 } from 'lib0/observable';
import type { MailboxPort } from '../../../src-renderer/sync/mailbox/mailbox-port.ts';
import type { LinkIdentity } from '../../../src-renderer/sync/peer-link/handshake.ts';
import { PeerLink } from '../../../src-renderer/sync/peer-link/peer-link.ts';
import { exchangeDocument } from '../../../src-renderer/sync/relay/document-exchange.ts';
import { RelayRoom } from '../../../src-renderer/sync/relay/relay-room.ts';
import type {
  BoardRoomEvents,
  BoardRoomOptions,
  Room,
} from '../../../src-renderer/sync/room/board-room.ts';
import type { CellSession } from './cell.ts';
import type { DirectWire } from './direct-wire.ts';

export interface SimulatedRoomOptions extends BoardRoomOptions {
  readonly peerId: string;
  readonly session: CellSession;
  readonly hasMailbox: boolean;
  readonly mayEdit: boolean;
}

/** A board's room as BoardRoom makes it, with simulated wires and a simulated cell below. */
export class SimulatedRoom extends ObservableV2<BoardRoomEvents> implements Room {
  readonly mailbox: MailboxPort | null;
  readonly peerId: string;
  readonly #doc: BoardRoomOptions['doc'];
  readonly #identity: LinkIdentity;
  readonly #relay: RelayRoom;
  readonly #direct = new Map<string, PeerLink>();

  constructor(options: SimulatedRoomOptions) {
    super();
    const { doc, keys, device, peerId, session, hasMailbox, mayEdit } = options;
    this.#doc = doc;
    this.#identity = {
      roomId: keys.roomId,
      edit: mayEdit ? keys.edit : null,
      editPublicKey: keys.edit.publicKey,
      device,
    };
    this.#relay = new RelayRoom({
      port: session,
      identity: this.#identity,
      contentKey: keys.contentKey,
      hasDirectLink: (other) => this.#direct.get(other)?.isOpen === true,
    });
    this.#relay.on('link', (link) => {
      exchangeDocument(link, doc);
      this.emit('link', [link, () => Promise.resolve('relay')]);
    });
    this.#relay.on('linkEnd', (link, end) => this.emit('linkEnd', [link, end]));
    this.mailbox = hasMailbox ? session.mailboxPort : null;
    if (this.mailbox) queueMicrotask(() => this.emit('mailbox', [session.mailboxPort]));
    this.peerId = peerId;
  }

  get channelState() {
    return { kind: 'open', rung: 'websocket' } as const;
  }

  /** Whether there is a direct link to this one, opened or being opened. */
  knows(peerId: string): boolean {
    return this.#direct.has(peerId);
  }

  /** A direct connection to somebody has been made; one that there was before is replaced. */
  connected(peerId: string, wire: DirectWire): void {
    const replaced = this.#direct.get(peerId);
    const link = new PeerLink(wire, this.#identity);
    wire.link = link;
    this.#direct.set(peerId, link);
    replaced?.end({ code: 'closed', detail: 'replaced by a new one' });
    let opened = false;
    link.on('open', () => {
      opened = true;
      this.emit('link', [link, () => Promise.resolve('direct')]);
      exchangeDocument(link, this.#doc);
      this.#relay.update();
    });
    link.on('end', (end) => {
      if (this.#direct.get(peerId) === link) this.#direct.delete(peerId);
      if (opened) this.emit('linkEnd', [link, end]);
    });
  }

  pendingForMs(): number[] {
    return [];
  }

  apartNames(): string[] {
    return [];
  }

  setAbout(): void {
    // Nobody is told before a link is open.
  }

  retryNow(): void {
    // The simulation decides when.
  }

  recover(): void {
    // The simulation decides when.
  }

  override destroy(): void {
    for (const link of this.#direct.values()) link.leave();
    this.#relay.destroy();
    super.destroy();
  }
}
