import { ObservableV2 } from 'lib0/observable';
import { Awareness } from 'y-protocols/awareness';
import { WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';
import type { IceServer, PublishedMessage } from '../../../signaling/protocol.ts';
import type { BoardKeys } from '../keys/board-keys.ts';
import { toBase64Url } from '../keys/bytes.ts';
import type { LinkIdentity } from '../peer-link/handshake.ts';
import type { LinkEnvironment, LinkNegotiator } from '../peer-link/link-negotiator.ts';
import type { LinkEnd, PeerLink } from '../peer-link/peer-link.ts';
import type { RtcWire } from '../peer-link/rtc-wire.ts';
import { SignalChannel, type SignalChannelState } from '../signal-channel/signal-channel.ts';
import { openAnnouncement } from './announcements.ts';
import type { CellLine } from './cell-line.ts';
import { spareLoneWindow } from './other-windows.ts';
import { RetryPolicy } from './retry-policy.ts';

/** The mesh is full at this many links; a larger room needs the relay. */
export const LINKS_MAX = 40;
/** A peer that has been silent this long is no longer counted as announced in the room. */
export const ANNOUNCED_FOR_MS = 45_000;

export interface WebrtcRoomOptions {
  readonly doc: Y.Doc;
  readonly keys: Pick<BoardKeys, 'roomId' | 'signalingPassword'>;
  readonly identity: LinkIdentity;
  readonly signalUrl: string;
  readonly iceServers: () => readonly IceServer[];
}

/** Somebody announced in the room to whom there is no open link. */
export interface PendingPeer {
  readonly peerId: string;
  /** Since when a link has been wanted, ms of performance.now(). */
  readonly sinceMs: number;
}

interface WebrtcRoomEvents {
  channel: (state: SignalChannelState) => void;
  link: (link: PeerLink, wire: RtcWire, peerId: string) => void;
  linkEnd: (link: PeerLink, end: LinkEnd, peerId: string) => void;
  /** Who is announced has changed. */
  announced: () => void;
  /** `refused`: a link ended before it opened; `muted`: this device is not linked any more. */
  refused: (end: Extract<LinkEnd, { code: 'refused' }>) => void;
  garbage: (device: string, muted: boolean) => void;
  wrongSecret: () => void;
  cellGarbage: () => void;
}

/**
 * y-webrtc's room with our links under it: finds the peers through the cell, keeps one link to each,
 * and says truthfully which are open. y-webrtc still matches peers and asks for state; changes,
 * presence and everything else go over the links directly.
 */
export class WebrtcRoom extends ObservableV2<WebrtcRoomEvents> {
  /** y-webrtc's id of this page, known once the room is open. */
  readonly peerId: Promise<string>;
  readonly #options: WebrtcRoomOptions;
  readonly #provider: WebrtcProvider;
  readonly #awareness: Awareness;
  readonly #channel: SignalChannel;
  readonly #retry = new RetryPolicy();
  readonly #devices = new Map<LinkNegotiator, string>();
  /** Peer id → when it was last heard through the cell, and since when it has lacked a link. */
  readonly #announced = new Map<string, { heardMs: number; sinceMs: number }>();
  /** Peers that were reached and not let in: they are no people who cannot be reached. */
  readonly #refused = new Set<string>();
  #ended = false;

  constructor(options: WebrtcRoomOptions) {
    super();
    this.#options = options;
    const { doc, keys, identity } = options;
    // Presence runs over the links, where it is bound to a proven device key; y-webrtc wants an
    // awareness instance all the same and gets one that says nothing.
    // Of a document of its own, since it never takes its listener off the one that it is given;
    // y-webrtc looks it up by the board's client id.
    this.#awareness = new Awareness(Object.assign(new Y.Doc(), { clientID: doc.clientID }));
    this.#awareness.setLocalState(null);
    const environment: LinkEnvironment = {
      identity,
      iceServers: () => options.iceServers().map((server) => ({ ...server })),
      created: (negotiator) => this.#follow(negotiator),
      retryDelayMs: (negotiator, end) => this.#retryDelayMs(negotiator, end),
    };
    this.#provider = new WebrtcProvider(keys.roomId, doc, {
      signaling: [options.signalUrl],
      password: keys.signalingPassword,
      awareness: this.#awareness,
      maxConns: LINKS_MAX,
      peerOpts: { environment },
    });
    // After y-webrtc's own listener, which makes the room and enters it.
    this.peerId = Promise.resolve(this.#provider.key).then(() => {
      const { room } = this.#provider;
      if (room?.bcconnected) spareLoneWindow(room, doc);
      return room?.peerId ?? '';
    });
    const channel: unknown = this.#provider.signalingConns[0];
    if (!(channel instanceof SignalChannel)) throw new Error('y-webrtc does not use our channel');
    this.#channel = channel;
    channel.on('state', (state) => this.emit('channel', [state]));
    channel.on('garbage', () => this.emit('cellGarbage', []));
    channel.filter = (message) => this.#admitAnnouncement(message);
  }

  /** The session at the cell that the room's signals pass over. */
  get line(): CellLine {
    return this.#channel.line;
  }

  get channelState(): SignalChannelState {
    return this.#channel.state;
  }

  /** Those announced in the room within the last while to whom no link is open. */
  pendingPeers(): PendingPeer[] {
    const nowMs = performance.now();
    const room = this.#provider.room;
    const pending: PendingPeer[] = [];
    for (const [peerId, { heardMs, sinceMs }] of this.#announced) {
      if (nowMs - heardMs > ANNOUNCED_FOR_MS) this.#announced.delete(peerId);
      else if (this.#refused.has(peerId)) continue;
      else if (!room?.bcConns.has(peerId) && !this.#negotiator(peerId)?.link) {
        pending.push({ peerId, sinceMs });
      }
    }
    return pending;
  }

  /** Only these are in the room: whoever else was announced has gone. */
  keepAnnounced(peerIds: ReadonlySet<string | null>): void {
    for (const peerId of this.#announced.keys()) {
      if (!peerIds.has(peerId)) this.#announced.delete(peerId);
    }
  }

  retryNow(): void {
    this.#channel.retryNow();
  }

  /** Asks the cell for a sign of life. */
  probe(): void {
    this.#channel.probe();
  }

  /** The network changed: open links look for a better way, closed ones are tried at once. */
  recover(): void {
    this.retryNow();
    this.#channel.probe();
    for (const { peer } of this.#provider.room?.webrtcConns.values() ?? []) {
      (peer as unknown as LinkNegotiator).wire.recover();
    }
  }

  override destroy(): void {
    if (this.#ended) return;
    this.#ended = true;
    // Closes the channel; y-webrtc's own destroy leaves it open.
    this.#provider.disconnect();
    this.#provider.destroy();
    this.#awareness.doc.destroy();
    super.destroy();
  }

  #negotiator(peerId: string): LinkNegotiator | undefined {
    const connection = this.#provider.room?.webrtcConns.get(peerId);
    return connection?.peer as LinkNegotiator | undefined;
  }

  /** y-webrtc's id of the peer that a negotiator is for; it does not tell the peer itself. */
  #peerIdOf(negotiator: LinkNegotiator): string {
    for (const [peerId, connection] of this.#provider.room?.webrtcConns ?? []) {
      if (connection.peer === negotiator) return peerId;
    }
    return '';
  }

  #follow(negotiator: LinkNegotiator): void {
    negotiator.on('link', (link, wire) => {
      const device = link.peer ? toBase64Url(link.peer.device) : '';
      this.#devices.set(negotiator, device);
      if (this.#retry.isMuted(device)) {
        link.end({ code: 'closed', detail: 'muted device' });
        return;
      }
      const peerId = this.#peerIdOf(negotiator);
      this.#retry.opened(peerId);
      this.#refused.delete(peerId);
      link.on('quiet', () => this.#channel.probe());
      // Before the session's own listener, so that the end is told of every link that was told of.
      link.on('end', (end) => {
        this.#forget(peerId);
        this.emit('linkEnd', [link, end, peerId]);
      });
      this.emit('link', [link, wire, peerId]);
    });
    negotiator.on('linkEnd', (end) => {
      if (end.code === 'refused') {
        // Whoever has another version is a person all the same, who cannot be reached.
        if (!end.detail.endsWith('-protocol')) this.#refused.add(this.#peerIdOf(negotiator));
        this.emit('refused', [end]);
      }
      const device = this.#devices.get(negotiator);
      if (end.code === 'garbage' && device !== undefined) {
        this.emit('garbage', [device, this.#retry.strike(device)]);
      }
    });
  }

  #retryDelayMs(negotiator: LinkNegotiator, end: LinkEnd): number {
    const device = this.#devices.get(negotiator);
    const muted = device !== undefined && this.#retry.isMuted(device);
    return this.#retry.delayMs(this.#peerIdOf(negotiator), end, device !== undefined, muted);
  }

  /** Counts again only once it is heard again: one that crashed or left must not linger. */
  #forget(peerId: string): void {
    if (this.#announced.delete(peerId)) this.emit('announced', []);
  }

  async #admitAnnouncement(message: PublishedMessage): Promise<boolean> {
    if (message.topic !== this.#options.keys.roomId) return false;
    const key = await this.#provider.key;
    if (!key || this.#ended) return false;
    const opened = await openAnnouncement(message.data, key);
    if (!opened.ok) {
      if (opened.code === 'wrong-key') this.emit('wrongSecret', []);
      else this.emit('cellGarbage', []);
      return false;
    }
    const { announcement } = opened;
    const forUs =
      announcement.type === 'announce' || announcement.to === this.#provider.room?.peerId;
    if (forUs) this.#heard(announcement.from);
    return forUs;
  }

  #heard(peerId: string): void {
    const heardMs = performance.now();
    const known = this.#announced.get(peerId);
    this.#announced.set(peerId, { heardMs, sinceMs: known?.sinceMs ?? heardMs });
    if (!known) this.emit('announced', []);
  }
}
