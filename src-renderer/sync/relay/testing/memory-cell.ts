import { deriveBoardKeys, newSigningKeyPair } from '../../keys/board-keys.ts';
import { randomBytes } from '../../keys/bytes.ts';
import type { LinkIdentity } from '../../peer-link/handshake.ts';
import type { LinkEnd, PeerLink } from '../../peer-link/peer-link.ts';
import { OpeningSealer } from '../opening.ts';
import { RelayMember } from '../relay-member.ts';

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);

export const editor = (): LinkIdentity => ({
  roomId: keys.roomId,
  edit: keys.edit,
  editPublicKey: keys.edit.publicKey,
  device: newSigningKeyPair(),
});

type Bytes = Uint8Array<ArrayBuffer>;

/** One side of a relayed connection in memory, with what a hostile cell could do to it. */
export class RelayEnd {
  readonly member: RelayMember;
  readonly links: PeerLink[] = [];
  readonly ends: LinkEnd[] = [];
  /** Everything that this end handed to the cell. */
  readonly sent: Bytes[] = [];
  other: RelayEnd | null = null;
  reached = true;
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

  #send(bytes: Bytes): boolean {
    if (!this.reached) return false;
    this.sent.push(bytes);
    for (const out of this.tamper(bytes)) {
      queueMicrotask(() => this.other?.member.receive(out.slice()));
    }
    return true;
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
