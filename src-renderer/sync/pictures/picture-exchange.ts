import { pictureHashOf } from '../../pictures/picture-hash.ts';
import type { PeerLink } from '../peer-link/peer-link.ts';
import { PictureFetch } from './picture-fetch.ts';
import {
  PICTURE_PART_BYTES,
  type PicturePart,
  readPictureAsk,
  readPicturePart,
  writePicturePart,
} from './picture-messages.ts';

/** What this computer has of the board's pictures. */
export interface PictureShelf {
  /** Whether an element on the board shows it: others are given nothing else. */
  isOnBoard(hash: string): boolean;
  blob(hash: string): Promise<Blob | null>;
  /**
   * Takes a picture that has come whole and is what its hash names.
   * @returns false when boards have no such pictures: it is not asked for again
   */
  receive(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

/** When nobody has a picture, everybody is asked again: first after this, then less and less often. */
const FIRST_ROUND_MS = 2_000;
const LAST_ROUND_MS = 60_000;
/** More asks of one peer than this are not kept: nobody has so many under way. */
const ASKS_MAX = 32;

interface Peer {
  /** Answers go one after the other, so that parts arrive in order. */
  answers: Promise<void>;
  waiting: number;
  /** Pictures of which something else came from it than their names say. */
  readonly lied: Set<string>;
}

/**
 * Gets pictures that the board shows and this computer lacks from whoever has them, one at a time, and
 * gives those it has. Pictures travel behind everything else on a link.
 */
export class PictureExchange {
  readonly #shelf: PictureShelf;
  readonly #peers = new Map<PeerLink, Peer>();
  readonly #wanted = new Set<string>();
  /** Who was asked in vain, in this round. */
  readonly #askedInVain = new Map<string, Set<PeerLink>>();
  #fetch: PictureFetch | null = null;
  /** The one that has come is being looked at. */
  #isChecking = false;
  #roundMs = FIRST_ROUND_MS;
  #roundTimer: ReturnType<typeof setTimeout> | undefined;
  #isDestroyed = false;

  constructor(shelf: PictureShelf) {
    this.#shelf = shelf;
  }

  want(hash: string): void {
    if (this.#wanted.has(hash)) return;
    this.#wanted.add(hash);
    this.#roundMs = FIRST_ROUND_MS;
    this.#next();
  }

  /** The board does not show it any more. */
  forget(hash: string): void {
    this.#wanted.delete(hash);
    this.#askedInVain.delete(hash);
    if (this.#fetch?.hash === hash) this.#end();
  }

  linked(link: PeerLink): void {
    if (!link.peer?.capabilities.includes('pictures')) return;
    this.#peers.set(link, { answers: Promise.resolve(), waiting: 0, lied: new Set() });
    link.on('pictureAsk', (payload) => this.#answer(link, payload));
    link.on('picturePart', (payload) => this.#receive(link, payload));
    this.#roundMs = FIRST_ROUND_MS;
    this.#next();
  }

  unlinked(link: PeerLink): void {
    this.#peers.delete(link);
    for (const asked of this.#askedInVain.values()) asked.delete(link);
    if (this.#fetch?.link === link) this.#end();
  }

  destroy(): void {
    this.#isDestroyed = true;
    clearTimeout(this.#roundTimer);
    this.#fetch?.stop();
    this.#fetch = null;
  }

  #next(): void {
    if (this.#fetch || this.#isChecking || this.#isDestroyed) return;
    for (const hash of this.#wanted) {
      const link = this.#whomToAsk(hash);
      if (!link) continue;
      this.#fetch = new PictureFetch(hash, link, {
        onComplete: (bytes) => void this.#check(hash, link, bytes),
        onFailure: () => {
          this.#inVain(hash, link);
          this.#end();
        },
      });
      return;
    }
    if (this.#wanted.size > 0 && this.#peers.size > 0) this.#waitForNextRound();
  }

  /** Anybody who may have it, so that not everybody asks the same one. */
  #whomToAsk(hash: string): PeerLink | undefined {
    const inVain = this.#askedInVain.get(hash);
    const left = [...this.#peers].filter(
      ([link, { lied }]) => !inVain?.has(link) && !lied.has(hash),
    );
    return left[Math.floor(Math.random() * left.length)]?.[0];
  }

  #inVain(hash: string, link: PeerLink): void {
    const asked = this.#askedInVain.get(hash) ?? new Set();
    this.#askedInVain.set(hash, asked.add(link));
  }

  #end(): void {
    this.#fetch?.stop();
    this.#fetch = null;
    this.#next();
  }

  #waitForNextRound(): void {
    clearTimeout(this.#roundTimer);
    this.#roundTimer = setTimeout(() => {
      this.#askedInVain.clear();
      this.#next();
    }, this.#roundMs);
    this.#roundMs = Math.min(LAST_ROUND_MS, this.#roundMs * 2);
  }

  async #check(hash: string, link: PeerLink, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#fetch = null;
    this.#isChecking = true;
    try {
      if ((await pictureHashOf(bytes)) !== hash) {
        this.#peers.get(link)?.lied.add(hash);
        this.#inVain(hash, link);
      } else if (this.#wanted.has(hash)) {
        this.#wanted.delete(hash);
        const isTaken = await this.#shelf.receive(hash, bytes);
        if (!isTaken) console.warn('What was sent is no picture that boards have:', hash);
      }
    } catch (error) {
      console.warn('A picture that has come cannot be kept:', error);
    } finally {
      this.#isChecking = false;
    }
    this.#next();
  }

  #receive(link: PeerLink, payload: Uint8Array): void {
    const part: PicturePart | null = readPicturePart(payload);
    if (!part) {
      link.end({ code: 'garbage', detail: 'unreadable part of a picture' });
      return;
    }
    // Others may be late: of a picture that is not wanted any more, or of a peer that was given up.
    if (this.#fetch?.link === link && this.#fetch.hash === part.hash) this.#fetch.receive(part);
  }

  #answer(link: PeerLink, payload: Uint8Array): void {
    const ask = readPictureAsk(payload);
    const peer = this.#peers.get(link);
    if (!ask) {
      link.end({ code: 'garbage', detail: 'unreadable ask for a picture' });
      return;
    }
    if (!peer || peer.waiting >= ASKS_MAX) return;
    peer.waiting += 1;
    peer.answers = peer.answers.then(async () => {
      const part = await this.#part(ask.hash, ask.offset);
      peer.waiting -= 1;
      link.sendPicturePart(writePicturePart(part));
    });
  }

  async #part(hash: string, offset: number): Promise<PicturePart> {
    const missing: PicturePart = { hash, offset, total: 0, bytes: new Uint8Array(0) };
    try {
      const blob = this.#shelf.isOnBoard(hash) ? await this.#shelf.blob(hash) : null;
      if (!blob || offset >= blob.size) return missing;
      const part = await blob.slice(offset, offset + PICTURE_PART_BYTES).arrayBuffer();
      return { hash, offset, total: blob.size, bytes: new Uint8Array(part) };
    } catch (error) {
      console.warn('A picture that somebody asked for cannot be read:', error);
      return missing;
    }
  }
}
