import { FRAME_MAX_BYTES } from './limits.ts';

/**
 * Chunking of one message over the bulk channel, which is ordered and reliable:
 *
 *     byte 0      1 = first chunk of a message, 0 = one that follows
 *     bytes 1..4  length of the whole message, big-endian
 *     bytes 5..   this chunk
 */
export const FRAME_HEADER_BYTES = 5;
const FIRST = 1;
const FOLLOWING = 0;

/** Cuts a message into frames of at most `frameBytes`. */
export class FrameWriter {
  readonly #message: Uint8Array;
  readonly #frameBytes: number;
  #at = 0;
  #started = false;

  constructor(message: Uint8Array, frameBytes: number = FRAME_MAX_BYTES) {
    this.#message = message;
    this.#frameBytes = frameBytes;
  }

  get done(): boolean {
    return this.#started && this.#at >= this.#message.length;
  }

  next(): Uint8Array<ArrayBuffer> {
    const length = Math.min(this.#frameBytes - FRAME_HEADER_BYTES, this.#message.length - this.#at);
    const frame = new Uint8Array(length + FRAME_HEADER_BYTES);
    frame[0] = this.#started ? FOLLOWING : FIRST;
    new DataView(frame.buffer).setUint32(1, this.#message.length);
    frame.set(this.#message.subarray(this.#at, this.#at + length), FRAME_HEADER_BYTES);
    this.#at += length;
    this.#started = true;
    return frame;
  }
}

export type FrameError = 'frame-too-short' | 'frame-out-of-order' | 'message-too-large';
export type FrameResult =
  | { readonly ok: true; readonly message: Uint8Array | null }
  | { readonly ok: false; readonly code: FrameError };

/**
 * Puts frames together again. Memory grows with what has really arrived, not with the length that
 * the sender claims, so a false length costs an attacker as much as it costs us.
 */
export class FrameReader {
  #chunks: Uint8Array[] = [];
  #received = 0;
  #total = -1;

  /** Bytes of the unfinished message so far and its whole length, for progress; null between two. */
  get progress(): { received: number; total: number } | null {
    return this.#total < 0 ? null : { received: this.#received, total: this.#total };
  }

  push(frame: Uint8Array, maxBytes: number): FrameResult {
    if (frame.length < FRAME_HEADER_BYTES) return { ok: false, code: 'frame-too-short' };
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
    const kind = view.getUint8(0);
    const total = view.getUint32(1);
    const chunk = frame.subarray(FRAME_HEADER_BYTES);
    const inProgress = this.#total >= 0;
    if (kind > FIRST || (kind === FIRST) === inProgress || (inProgress && total !== this.#total)) {
      return { ok: false, code: 'frame-out-of-order' };
    }
    if (total > maxBytes) return { ok: false, code: 'message-too-large' };
    if (!inProgress) this.#total = total;
    if (chunk.length === 0 && total > 0) return { ok: false, code: 'frame-out-of-order' };
    if (this.#received + chunk.length > total) return { ok: false, code: 'frame-out-of-order' };
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    return { ok: true, message: this.#received === total ? this.#finish() : null };
  }

  #finish(): Uint8Array {
    const only = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    const message = only ?? new Uint8Array(this.#total);
    if (!only) {
      let at = 0;
      for (const chunk of this.#chunks) {
        message.set(chunk, at);
        at += chunk.length;
      }
    }
    this.#chunks = [];
    this.#received = 0;
    this.#total = -1;
    return message;
  }
}
