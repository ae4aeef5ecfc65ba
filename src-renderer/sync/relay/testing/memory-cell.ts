import { deriveBoardKeys, newSigningKeyPair } from '../../keys/board-keys.ts';
import { randomBytes } from '../../keys/bytes.ts';
import type { LinkIdentity } from '../../peer-link/handshake.ts';
import type { LinkEnd, PeerLink } from '../../peer-link/peer-link.ts';
import { OpeningSealer } from '../opening.ts';
import { RelayMember } from '../relay-member.ts';
import type { MemberFrame, RelayPort, RoomMemberInfo, Unsubscribe } from '../relay-port.ts';

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);

export const editor = (): LinkIdentity => ({
  roomId: keys.roomId,
  edit: keys.edit,
  editPublicKey: keys.edit.publicKey,
  device: newSigningKeyPair(),
});

export const { contentKey } = keys;

type Bytes = Uint8Array<ArrayBuffer>;

/** One side of a relayed connection in memory, with what a hostile cell could do to it. */
export class RelayEnd {
  readonly member: RelayMember;
  readonly links: PeerLink[] = [];
  readonly ends: LinkEnd[] = [];
  /** Everything that this end handed to the cell. */
  readonly sent: Bytes[] = [];
  other: RelayEnd | null = null;
  /** What the cell makes of a message on its way: several, none, or another one. */
  tamper: (bytes: Bytes) => readonly Bytes[] = (bytes) => [bytes];

  constructor(identity: LinkIdentity = editor(), contentKey: Uint8Array = keys.contentKey) {
    this.member = new RelayMember({
      identity,
      contentKey,
      sealer: new OpeningSealer(identity.roomId, contentKey),
      send: (_kind, bytes) => this.#send(bytes),
      bufferedBytes: () => 0,
      onLink: (link) => this.links.push(link),
      onLinkEnd: (end) => this.ends.push(end),
    });
  }

  #send(bytes: Bytes): void {
    this.sent.push(bytes);
    for (const out of this.tamper(bytes)) {
      queueMicrotask(() => this.other?.member.receive(out.slice()));
    }
  }
}

/** Two members of one room that reach each other through a cell in memory. */
export function relayPair(
  a: RelayEnd = new RelayEnd(),
  b: RelayEnd = new RelayEnd(),
): readonly [RelayEnd, RelayEnd] {
  a.other = b;
  b.other = a;
  return [a, b];
}

/** One member's view of a {@link MemoryRoom}; session and y-webrtc id are both its name. */
export class MemoryPort implements RelayPort {
  readonly reached = true;
  readonly name: string;
  readonly frameListeners = new Set<(frame: MemberFrame) => void>();
  readonly memberListeners = new Set<() => void>();
  readonly #room: MemoryRoom;

  constructor(room: MemoryRoom, name: string) {
    this.#room = room;
    this.name = name;
  }

  get members(): ReadonlyMap<string, RoomMemberInfo> {
    const others = [...this.#room.ports.keys()].filter((name) => name !== this.name);
    return new Map(
      others.map((name) => [name, { session: name, peerId: name, connected: true }] as const),
    );
  }

  send(to: string, _kind: string, bytes: Bytes): void {
    const receiver = this.#room.ports.get(to);
    if (this.#room.ports.get(this.name) !== this || !receiver) return;
    this.#room.sent.push(bytes);
    queueMicrotask(() => {
      for (const listener of receiver.frameListeners) listener({ from: this.name, bytes });
    });
  }

  bufferedBytes(): number {
    return 0;
  }

  onFrame(listener: (frame: MemberFrame) => void): Unsubscribe {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  onMembers(listener: () => void): Unsubscribe {
    this.memberListeners.add(listener);
    return () => this.memberListeners.delete(listener);
  }
}

/** A room of a cell in memory. */
export class MemoryRoom {
  readonly ports = new Map<string, MemoryPort>();
  /** Everything that members sent. */
  readonly sent: Bytes[] = [];

  join(name: string): MemoryPort {
    const port = new MemoryPort(this, name);
    this.ports.set(name, port);
    this.#tell();
    return port;
  }

  leave(name: string): void {
    this.ports.delete(name);
    this.#tell();
  }

  #tell(): void {
    for (const port of this.ports.values()) {
      for (const listener of port.memberListeners) listener();
    }
  }
}
