import { PICTURE_MAX_BYTES } from '../../pictures/picture-limits.ts';
import type { PeerLink } from '../peer-link/peer-link.ts';
import { PICTURE_PART_BYTES, type PicturePart, writePictureAsk } from './picture-messages.ts';

/** Parts that are asked for and have not come: enough for a slow way, little beside the rest. */
export const PARTS_UNDER_WAY = 8;
/** A peer that sends nothing for so long is given up. */
const PATIENCE_MS = 10_000;
/** The same where messages travel with polls. */
const PATIENCE_HEARTBEATS = 4;

export interface PictureFetchEvents {
  readonly onComplete: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Nothing will come of it: the peer does not have it, or is silent, or sends something else. */
  readonly onFailure: () => void;
}

/** One picture from one peer: asks for one part after the other, a few ahead. */
export class PictureFetch {
  readonly hash: string;
  readonly link: PeerLink;
  readonly #events: PictureFetchEvents;
  readonly #parts: Uint8Array[] = [];
  #received = 0;
  #asked = 0;
  #total: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(hash: string, link: PeerLink, events: PictureFetchEvents) {
    this.hash = hash;
    this.link = link;
    this.#events = events;
    // How large it is comes with the first part.
    this.#askForMore(1);
    this.#wait();
  }

  receive({ offset, total, bytes }: PicturePart): void {
    if (this.#isOver) return;
    const isSound =
      total > 0 &&
      total <= PICTURE_MAX_BYTES &&
      offset === this.#received &&
      total === (this.#total ?? total);
    if (!isSound) {
      this.#fail();
      return;
    }
    this.#total = total;
    // Its own bytes: the message may be a view of a larger buffer.
    this.#parts.push(bytes.slice());
    this.#received += bytes.length;
    if (this.#received === total) {
      this.stop();
      this.#events.onComplete(joined(this.#parts, total));
      return;
    }
    this.#askForMore(PARTS_UNDER_WAY);
    this.#wait();
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #askForMore(underWay: number): void {
    const end = this.#total ?? PICTURE_PART_BYTES;
    while (this.#asked < Math.min(end, this.#received + underWay * PICTURE_PART_BYTES)) {
      this.link.sendPictureAsk(writePictureAsk({ hash: this.hash, offset: this.#asked }));
      this.#asked += PICTURE_PART_BYTES;
    }
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const patienceMs = Math.max(PATIENCE_MS, PATIENCE_HEARTBEATS * this.link.heartbeatMs);
    this.#timer = setTimeout(() => this.#fail(), patienceMs);
  }

  #fail(): void {
    this.stop();
    this.#events.onFailure();
  }
}

function joined(parts: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
