import { ObservableV2 } from 'lib0/observable';
import type * as Y from 'yjs';
import type { IceServer } from '../../../signaling/protocol.ts';
import type { BoardKeys, SigningKeyPair } from '../keys/board-keys.ts';
import type { MailboxPort } from '../mailbox/mailbox-port.ts';
import type { LinkIdentity } from '../peer-link/handshake.ts';
import type { LinkEnd, PeerLink } from '../peer-link/peer-link.ts';
import { exchangeDocument } from '../relay/document-exchange.ts';
import { RelayRoom } from '../relay/relay-room.ts';
import type { SignalChannelState } from '../signal-channel/signal-channel.ts';
import type { LinkRoute } from '../status.ts';
import type { About } from './about.ts';
import { CellMailbox } from './cell-mailbox.ts';
import { CellRoom } from './cell-room.ts';
import { WebrtcRoom } from './webrtc-room.ts';

/**
 * While links run through the cell, it is asked this often for a sign of life: who is cut off from it
 * must not be told that others are there (CM-08: within 5 s).
 */
export const RELAY_PROBE_INTERVAL_MS = 2_500;

export interface BoardRoomOptions {
  readonly doc: Y.Doc;
  readonly keys: BoardKeys;
  readonly device: SigningKeyPair;
  readonly signalUrl: string;
  readonly iceServers: () => readonly IceServer[];
  /** What the others are told before a link is open. */
  readonly about: Omit<About, 'peerId'>;
}

export interface BoardRoomEvents {
  channel: (state: SignalChannelState) => void;
  /** `route` tells how the link runs now; null while that is not known. */
  link: (link: PeerLink, route: () => Promise<LinkRoute | null>) => void;
  linkEnd: (link: PeerLink, end: LinkEnd) => void;
  /** Who is in the room, or who of them lacks a link, has changed. */
  others: () => void;
  refused: (end: Extract<LinkEnd, { code: 'refused' }>) => void;
  wrongSecret: () => void;
  cellGarbage: () => void;
  /** The mailbox can be used from now on. */
  mailbox: (mailbox: MailboxPort) => void;
}

/** A board's room as its session sees it. */
export interface Room extends ObservableV2<BoardRoomEvents> {
  readonly channelState: SignalChannelState;
  /** Null until the room was entered. */
  readonly mailbox: MailboxPort | null;
  /** For each member to whom no link is open: how long that has been so, ms. */
  pendingForMs(): number[];
  /** Their names, empty where they have told none. */
  apartNames(): string[];
  /** What the others are told before a link is open. */
  setAbout(about: Omit<About, 'peerId'>): void;
  /** Tries at once what is waiting for its time. */
  retryNow(): void;
  /** The network changed: open links look for a better way, closed ones are tried at once. */
  recover(): void;
}

/**
 * Everything that a board's room at a cell gives: links to its other members by the best way there
 * is, directly or through the cell, who is there without a link, and the mailbox.
 */
export class BoardRoom extends ObservableV2<BoardRoomEvents> implements Room {
  readonly #webrtc: WebrtcRoom;
  readonly #identity: LinkIdentity;
  readonly #options: BoardRoomOptions;
  readonly #direct = new Set<string>();
  readonly #relayed = new Map<PeerLink, string>();
  /** Since when each member has had no link, ms of performance.now(). */
  readonly #apartSinceMs = new Map<string, number>();
  #cellRoom: CellRoom | null = null;
  #relay: RelayRoom | null = null;
  #mailbox: CellMailbox | null = null;
  readonly #prober: ReturnType<typeof setInterval>;
  #about: Omit<About, 'peerId'>;
  #peerId = '';
  #destroyed = false;

  constructor(options: BoardRoomOptions) {
    super();
    this.#options = options;
    this.#about = options.about;
    const { keys, device } = options;
    this.#identity = {
      roomId: keys.roomId,
      edit: keys.edit,
      editPublicKey: keys.edit.publicKey,
      device,
    };
    const webrtc = new WebrtcRoom({ ...options, identity: this.#identity });
    this.#webrtc = webrtc;
    webrtc.on('channel', (state) => this.emit('channel', [state]));
    webrtc.on('announced', () => this.emit('others', []));
    webrtc.on('refused', (end) => this.emit('refused', [end]));
    webrtc.on('wrongSecret', () => this.emit('wrongSecret', []));
    webrtc.on('cellGarbage', () => this.emit('cellGarbage', []));
    webrtc.on('link', (link, wire, peerId) => {
      this.#direct.add(peerId);
      this.emit('link', [link, () => wire.route()]);
      // Behind the new link: the one through the cell is left only when this one is in use.
      this.#relay?.update();
    });
    webrtc.on('linkEnd', (link, end, peerId) => {
      this.#direct.delete(peerId);
      this.emit('linkEnd', [link, end]);
    });
    this.#prober = setInterval(() => {
      if (this.#relayed.size > 0) webrtc.probe();
    }, RELAY_PROBE_INTERVAL_MS);
    void webrtc.peerId.then((peerId) => this.#enter(peerId));
  }

  get channelState(): SignalChannelState {
    return this.#webrtc.channelState;
  }

  get mailbox(): CellMailbox | null {
    return this.#mailbox;
  }

  apartNames(): string[] {
    const members = [...(this.#cellRoom?.members.values() ?? [])];
    const names = new Map(members.map(({ peerId, about }) => [peerId, about?.name ?? '']));
    return [...this.#waitingPeers().keys()].map((peerId) => names.get(peerId) ?? '');
  }

  pendingForMs(): number[] {
    const since = [...this.#waitingPeers().values()];
    const nowMs = performance.now();
    return since.map((sinceMs) => nowMs - sinceMs);
  }

  setAbout(about: Omit<About, 'peerId'>): void {
    this.#about = about;
    this.#cellRoom?.setAbout({ ...about, peerId: this.#peerId });
  }

  retryNow(): void {
    this.#webrtc.retryNow();
  }

  recover(): void {
    this.#webrtc.recover();
  }

  override destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    clearInterval(this.#prober);
    this.#relay?.destroy();
    this.#mailbox?.destroy();
    this.#cellRoom?.destroy();
    this.#webrtc.destroy();
    super.destroy();
  }

  /** Since when each member has waited for a link, ms of performance.now(), by peer id. */
  #waitingPeers(): ReadonlyMap<string, number> {
    const nowMs = performance.now();
    const waiting = new Map<string, number>();
    for (const { peerId, sinceMs } of this.#webrtc.pendingPeers()) waiting.set(peerId, sinceMs);
    const members = [...(this.#cellRoom?.members.values() ?? [])];
    const relayed = new Set(this.#relayed.values());
    for (const { peerId, connected } of members) {
      if (peerId === null) continue;
      if (!connected || this.#direct.has(peerId) || relayed.has(peerId)) {
        waiting.delete(peerId);
        this.#apartSinceMs.delete(peerId);
        continue;
      }
      const sinceMs = this.#apartSinceMs.get(peerId) ?? nowMs;
      this.#apartSinceMs.set(peerId, sinceMs);
      waiting.set(peerId, sinceMs);
    }
    return waiting;
  }

  #enter(peerId: string): void {
    if (this.#destroyed) return;
    this.#peerId = peerId;
    const { keys, device } = this.#options;
    const { line } = this.#webrtc;
    const mailbox = new CellMailbox(line, keys.roomId);
    this.#mailbox = mailbox;
    const cellRoom = new CellRoom({ line, keys, device, about: { ...this.#about, peerId } });
    this.#cellRoom = cellRoom;
    const relay = new RelayRoom({
      port: cellRoom,
      identity: this.#identity,
      contentKey: keys.contentKey,
      hasDirectLink: (other) => this.#direct.has(other),
    });
    this.#relay = relay;
    relay.on('link', (link, other) => {
      this.#relayed.set(link, other);
      exchangeDocument(link, this.#options.doc);
      this.emit('link', [link, () => Promise.resolve('relay')]);
    });
    relay.on('linkEnd', (link, end) => {
      this.#relayed.delete(link);
      this.emit('linkEnd', [link, end]);
    });
    cellRoom.on('members', () => this.#membersChanged(cellRoom));
    this.emit('mailbox', [mailbox]);
  }

  #membersChanged(cellRoom: CellRoom): void {
    const here = new Set([...cellRoom.members.values()].map(({ peerId }) => peerId));
    for (const peerId of this.#apartSinceMs.keys()) {
      if (!here.has(peerId)) this.#apartSinceMs.delete(peerId);
    }
    // The cell says who is in the room: somebody it does not name is not announced any more.
    if (cellRoom.listed) this.#webrtc.keepAnnounced(here);
    this.emit('others', []);
  }
}
