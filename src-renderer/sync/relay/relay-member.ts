import { equalBytes } from '../keys/bytes.ts';
import type { LinkIdentity } from '../peer-link/handshake.ts';
import { type LinkEnd, PeerLink } from '../peer-link/peer-link.ts';
import { type Opening, type OpeningSealer, RELAY_MESSAGE } from './opening.ts';
import type { MemberFrameKind } from './relay-port.ts';
import { RelayWire } from './relay-wire.ts';
import { type ConnectionKeyPair, connectionSecrets, newConnectionKeyPair } from './wire-keys.ts';

/** An opening that nobody answered is sent again after this long: with polls, answers take a while. */
export const OPENING_TIMEOUT_MS = 15_000;

export interface RelayMemberOptions {
  readonly identity: LinkIdentity;
  readonly contentKey: Uint8Array;
  readonly sealer: OpeningSealer;
  readonly send: (kind: MemberFrameKind, bytes: Uint8Array<ArrayBuffer>) => void;
  readonly bufferedBytes: () => number;
  readonly onLink: (link: PeerLink) => void;
  readonly onLinkEnd: (end: LinkEnd) => void;
}

/**
 * The way through the cell to one other member of the room: agrees on the keys of a wire, puts a
 * link on it, and does so again when the wire is lost and still wanted.
 *
 * Either side may begin. When both do at once, the one with the greater key goes on and the other
 * answers it; an opening from a member that began anew replaces the wire.
 */
export class RelayMember {
  readonly #options: RelayMemberOptions;
  #begun: ConnectionKeyPair | null = null;
  #wire: RelayWire | null = null;
  #link: PeerLink | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #incoming: Promise<void> = Promise.resolve();
  #wanted = false;
  #stopped = false;

  constructor(options: RelayMemberOptions) {
    this.#options = options;
  }

  /** The open link, if there is one. */
  get link(): PeerLink | null {
    return this.#link?.isOpen ? this.#link : null;
  }

  /**
   * Whether this side wants a link through the cell. One that is not wanted here any more is left;
   * one that the other side wants is answered all the same.
   */
  setWanted(wanted: boolean): void {
    if (this.#stopped || wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) this.#begin();
    else this.#leave();
  }

  receive(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#stopped) return;
    if (bytes[0] === RELAY_MESSAGE.frame) {
      // Behind openings under way: the frames that follow an opening belong to its wire.
      this.#enqueue(() => {
        if (this.#wire?.owns(bytes)) this.#wire.receive(bytes);
      });
      return;
    }
    this.#enqueue(async () => {
      const opening = await this.#options.sealer.open(bytes);
      if (opening) await this.#receiveOpening(opening);
    });
  }

  /** The other side has not been there for a while: what is open ends, and may be made again. */
  drop(end: LinkEnd): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#begun = null;
    this.#link?.end(end);
  }

  /** The member is gone, or we are: what was open has ended. */
  stop(end: LinkEnd): void {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#link?.end(end);
    this.#wire?.close();
  }

  /** Leaves with a goodbye. */
  leave(): void {
    this.#leave();
    this.stop({ code: 'closed', detail: 'left here' });
  }

  #enqueue(task: () => void | Promise<void>): void {
    this.#incoming = this.#incoming
      .then(() => (this.#stopped ? undefined : task()))
      .catch((error: unknown) => console.error('relay message not handled', error));
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#begun = null;
    this.#link?.leave();
  }

  #begin(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#link?.isOpen) return;
    const pair = newConnectionKeyPair();
    this.#begun = pair;
    this.#timer = setTimeout(() => this.#begin(), OPENING_TIMEOUT_MS);
    this.#enqueue(() => this.#sendOpening({ publicKey: pair.publicKey, inReplyTo: null }));
  }

  async #sendOpening(opening: Opening): Promise<void> {
    const sealed = await this.#options.sealer.seal(opening);
    if (!this.#stopped) this.#options.send('control', sealed);
  }

  async #receiveOpening({ publicKey, inReplyTo }: Opening): Promise<void> {
    const begun = this.#begun;
    if (inReplyTo) {
      // An answer to something older than what we began last is of no use.
      if (begun && equalBytes(inReplyTo, begun.publicKey)) this.#establish(begun, publicKey);
      return;
    }
    if (begun && isGreater(begun.publicKey, publicKey)) return;
    const pair = newConnectionKeyPair();
    await this.#sendOpening({ publicKey: pair.publicKey, inReplyTo: publicKey });
    this.#establish(pair, publicKey);
  }

  #establish(pair: ConnectionKeyPair, remotePublicKey: Uint8Array): void {
    const { identity, contentKey, send, bufferedBytes } = this.#options;
    const secrets = connectionSecrets(pair, remotePublicKey, contentKey);
    if (!secrets || this.#stopped) return;
    clearTimeout(this.#timer);
    this.#begun = null;
    const replaced = this.#link;
    let link: PeerLink | null = null;
    const wire = new RelayWire({
      localPublicKey: pair.publicKey,
      remotePublicKey,
      secrets,
      send,
      bufferedBytes,
      mayWrite: identity.edit !== null,
      onMessage: (channel, bytes) => link?.receive(channel, bytes),
      onDrain: () => link?.drained(),
      onClose: (reason) => link?.end({ code: 'lost', detail: reason }),
    });
    this.#wire = wire;
    this.#link = null;
    replaced?.end({ code: 'closed', detail: 'replaced by a new one' });
    link = new PeerLink(wire, identity);
    this.#link = link;
    this.#follow(link);
  }

  #follow(link: PeerLink): void {
    link.on('open', () => this.#options.onLink(link));
    link.on('end', (end) => {
      if (this.#link === link) this.#link = null;
      this.#options.onLinkEnd(end);
      if (this.#link || !this.#wanted || this.#stopped) return;
      clearTimeout(this.#timer);
      // Not at once after a refusal or a breach: it would happen again.
      if (end.code === 'lost') this.#begin();
      else this.#timer = setTimeout(() => this.#begin(), OPENING_TIMEOUT_MS);
    });
  }
}

function isGreater(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
