import { ObservableV2 } from 'lib0/observable';
import type { LinkIdentity } from '../peer-link/handshake.ts';
import type { LinkEnd, PeerLink } from '../peer-link/peer-link.ts';
import { OpeningSealer } from './opening.ts';
import { RelayMember } from './relay-member.ts';
import type { RelayPort, RoomMemberInfo, Unsubscribe } from './relay-port.ts';

/**
 * How long a direct link is waited for before one through the cell is made. Less than it takes to
 * see that a direct one is impossible: both are tried at once, and the better one stays.
 */
export const RELAY_AFTER_MS = 3_000;
/** A member whose connection to the cell broke may come back within this time and is not gone. */
export const LOST_GRACE_MS = 5_000;
const TICK_MS = 250;

export interface RelayRoomOptions {
  readonly port: RelayPort;
  readonly identity: LinkIdentity;
  readonly contentKey: Uint8Array;
  /** Whether a direct link is open to the page with this y-webrtc id. */
  readonly hasDirectLink: (peerId: string) => boolean;
  /** Default {@link RELAY_AFTER_MS}. */
  readonly relayAfterMs?: number;
}

interface RelayRoomEvents {
  link: (link: PeerLink, peerId: string) => void;
  linkEnd: (link: PeerLink, end: LinkEnd) => void;
}

interface Way {
  readonly relay: RelayMember;
  peerId: string;
  /** Since when this member has had no direct link, ms of performance.now(). */
  apartSinceMs: number;
  /** Since when the cell has not had a connection to this member; null while it has one. */
  lostSinceMs: number | null;
}

/**
 * Links through the cell to those members of the room to whom no direct one is open: made when a
 * direct one does not come in time, left once it has come (make before break).
 */
export class RelayRoom extends ObservableV2<RelayRoomEvents> {
  readonly #options: RelayRoomOptions;
  readonly #sealer: OpeningSealer;
  readonly #ways = new Map<string, Way>();
  readonly #stops: Unsubscribe[];
  readonly #timer: ReturnType<typeof setInterval>;
  #destroyed = false;

  constructor(options: RelayRoomOptions) {
    super();
    this.#options = options;
    const { port, identity, contentKey } = options;
    this.#sealer = new OpeningSealer(identity.roomId, contentKey);
    this.#stops = [
      port.onMembers(() => this.update()),
      port.onFrame(({ from, bytes }) => this.#ways.get(from)?.relay.receive(bytes)),
    ];
    this.#timer = setInterval(() => this.update(), TICK_MS);
    this.update();
  }

  /** Looks again at who is there and who has a direct link. */
  update(): void {
    const { members } = this.#options.port;
    for (const [session, way] of this.#ways) {
      if (members.has(session)) continue;
      this.#ways.delete(session);
      way.relay.stop({ code: 'lost', detail: 'not in the room any more' });
    }
    for (const member of members.values()) this.#look(member);
  }

  override destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    clearInterval(this.#timer);
    for (const stop of this.#stops) stop();
    for (const { relay } of this.#ways.values()) relay.leave();
    this.#ways.clear();
    super.destroy();
  }

  #look(member: RoomMemberInfo): void {
    // Nobody of this board wrote what it says about itself: there is nothing to talk about.
    if (member.peerId === null) return;
    const nowMs = performance.now();
    const way = this.#ways.get(member.session) ?? this.#meet(member.session, member.peerId, nowMs);
    way.peerId = member.peerId;
    const direct = this.#options.hasDirectLink(member.peerId);
    if (direct) way.apartSinceMs = nowMs;
    way.lostSinceMs = member.connected ? null : (way.lostSinceMs ?? nowMs);
    if (way.lostSinceMs !== null && nowMs - way.lostSinceMs >= LOST_GRACE_MS) {
      way.relay.drop({ code: 'lost', detail: 'its connection to the cell is lost' });
      return;
    }
    const late = nowMs - way.apartSinceMs >= (this.#options.relayAfterMs ?? RELAY_AFTER_MS);
    const possible = way.relay.link !== null || (member.connected && this.#options.port.reached);
    way.relay.setWanted(!direct && late && possible);
  }

  #meet(session: string, peerId: string, nowMs: number): Way {
    const { port, identity, contentKey } = this.#options;
    let open: PeerLink | null = null;
    const relay = new RelayMember({
      identity,
      contentKey,
      sealer: this.#sealer,
      send: (kind, bytes) => port.send(session, kind, bytes),
      bufferedBytes: () => port.bufferedBytes(),
      onLink: (link) => {
        open = link;
        this.emit('link', [link, way.peerId]);
      },
      onLinkEnd: (end) => {
        const link = open;
        open = null;
        if (link) this.emit('linkEnd', [link, end]);
      },
    });
    const way: Way = { relay, peerId, apartSinceMs: nowMs, lostSinceMs: null };
    this.#ways.set(session, way);
    return way;
  }
}
