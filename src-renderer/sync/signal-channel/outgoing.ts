import type { BatchItem } from '../../../signaling/protocol.ts';
import type { Rung } from './rungs/rung.ts';

/** More than this is not kept for a cell that does not answer. */
export const OUTGOING_MAX_MESSAGES = 4_000;
export const OUTGOING_MAX_BYTES = 64 * 1024 * 1024;

const encoder = new TextEncoder();
const sizeOf = (item: BatchItem): number =>
  typeof item === 'string' ? encoder.encode(item).length : item.length;

/**
 * Numbered messages to the cell, kept until it has them, and written again to the next way when the
 * one they went over ends.
 */
export class Outgoing {
  #items: { readonly item: BatchItem; readonly bytes: number }[] = [];
  /** Number of `#items[0]`. */
  #first = 1;
  /** Number of the last one written to the current way. */
  #written = 0;
  #pendingBytes = 0;
  #keptBytes = 0;
  #rung: Rung | null = null;

  /** Bytes that no way has taken yet. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  get #last(): number {
    return this.#first + this.#items.length - 1;
  }

  /** @returns false when more waits than is kept: the session cannot be gone on with */
  push(item: BatchItem): boolean {
    const bytes = sizeOf(item);
    this.#items.push({ item, bytes });
    this.#pendingBytes += bytes;
    this.#keptBytes += bytes;
    this.pump();
    return this.#items.length <= OUTGOING_MAX_MESSAGES && this.#keptBytes <= OUTGOING_MAX_BYTES;
  }

  /** A message that is not numbered: written now or never. */
  pushNow(item: BatchItem): boolean {
    if (!this.#rung?.hasRoom || this.#written < this.#last) return false;
    this.#rung.write(item, 0);
    return true;
  }

  /** Goes on over this way; the cell has the messages up to `received`. */
  attach(rung: Rung, received: number): void {
    this.detach();
    this.#rung = rung;
    this.acknowledge(received);
    this.pump();
  }

  detach(): void {
    this.#rung = null;
    this.#written = this.#first - 1;
    this.#pendingBytes = this.#keptBytes;
  }

  /** The cell has the messages up to this number. */
  acknowledge(received: number): void {
    while (this.#first <= received) {
      const item = this.#items.shift();
      if (!item) break;
      this.#keptBytes -= item.bytes;
      if (this.#first > this.#written) {
        this.#written = this.#first;
        this.#pendingBytes -= item.bytes;
      }
      this.#first += 1;
    }
  }

  /** Writes what waits, as long as the way has room. */
  pump(): void {
    const rung = this.#rung;
    while (rung?.hasRoom && this.#written < this.#last) {
      const next = this.#items[this.#written + 1 - this.#first];
      if (!next) return;
      this.#written += 1;
      this.#pendingBytes -= next.bytes;
      rung.write(next.item, this.#written);
    }
  }

  /** Begins anew, for a new session. */
  reset(): void {
    this.#items = [];
    this.#first = 1;
    this.#written = 0;
    this.#pendingBytes = 0;
    this.#keptBytes = 0;
    this.#rung = null;
  }
}
