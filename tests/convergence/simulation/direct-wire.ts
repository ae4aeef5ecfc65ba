import type { Fingerprints } from '../../../src-renderer/sync/peer-link/handshake.ts';
import {
  FRAME_MAX_BYTES,
  SEND_LOW_WATER_BYTES,
} from '../../../src-renderer/sync/peer-link/limits.ts';
import type { PeerLink } from '../../../src-renderer/sync/peer-link/peer-link.ts';
import {
  DIRECT_TIMING,
  type Wire,
  type WireChannel,
} from '../../../src-renderer/sync/peer-link/wire.ts';

/** What a wire must know of the network that it runs over. */
export interface Path {
  /** Whether something sent now arrives; what does not waits until it does. */
  readonly isOpen: () => boolean;
  readonly latencyMs: () => number;
  /** Told of everything that is sent. */
  readonly onSend: (channel: WireChannel, bytes: Uint8Array) => void;
}

interface Waiting {
  readonly channel: WireChannel;
  readonly bytes: Uint8Array;
}

/**
 * One end of a direct connection: ordered and reliable in each channel, as a data channel is, and
 * late. While the path is shut, what was sent waits; when the wire is given up, it is lost.
 */
export class DirectWire implements Wire {
  readonly fingerprints: Fingerprints;
  readonly timing = DIRECT_TIMING;
  readonly frameMaxBytes = FRAME_MAX_BYTES;
  other: DirectWire | null = null;
  link: PeerLink | null = null;
  readonly #path: Path;
  readonly #dueMs: Record<WireChannel, number> = { bulk: 0, fast: 0 };
  readonly #buffered: Record<WireChannel, number> = { bulk: 0, fast: 0 };
  #held: Waiting[] = [];
  closed = false;

  constructor(path: Path, fingerprints: Fingerprints) {
    this.#path = path;
    this.fingerprints = fingerprints;
  }

  send(channel: WireChannel, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.closed) return;
    this.#path.onSend(channel, bytes);
    this.#buffered[channel] += bytes.length;
    if (this.#path.isOpen() && this.#held.length === 0) this.#carry({ channel, bytes });
    else this.#held.push({ channel, bytes });
  }

  bufferedBytes(channel: WireChannel): number {
    return this.#buffered[channel];
  }

  /** The path may have opened. */
  resume(): void {
    if (this.closed || !this.#path.isOpen()) return;
    for (const waiting of this.#held.splice(0)) this.#carry(waiting);
  }

  recover(): void {
    // There is one path only.
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    const { other } = this;
    // Somebody who cannot be reached does not learn of it.
    if (!this.#path.isOpen()) return;
    const lastMs = Math.max(this.#dueMs.bulk, this.#dueMs.fast, performance.now());
    setTimeout(
      () => other?.link?.end({ code: 'lost', detail: 'closed' }),
      lastMs - performance.now() + 1,
    );
  }

  #carry({ channel, bytes }: Waiting): void {
    const nowMs = performance.now();
    const dueMs = Math.max(this.#dueMs[channel], nowMs + this.#path.latencyMs());
    this.#dueMs[channel] = dueMs;
    setTimeout(() => {
      this.#buffered[channel] -= bytes.length;
      this.other?.link?.receive(channel, bytes);
      if (!this.closed && channel === 'bulk' && this.#buffered.bulk <= SEND_LOW_WATER_BYTES) {
        this.link?.drained();
      }
    }, dueMs - nowMs);
  }
}

let connections = 0;

/** The two ends of a new connection. */
export function connectDirectly(path: Path): readonly [DirectWire, DirectWire] {
  connections += 1;
  const [one, two] = [`${connections} one`, `${connections} two`];
  const a = new DirectWire(path, { local: one, remote: two });
  const b = new DirectWire(path, { local: two, remote: one });
  a.other = b;
  b.other = a;
  return [a, b];
}
