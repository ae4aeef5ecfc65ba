import type { Fingerprints, LinkIdentity } from '../handshake.ts';
import { FRAME_MAX_BYTES } from '../limits.ts';
import { PeerLink } from '../peer-link.ts';
import { DIRECT_TIMING, type Wire, type WireChannel } from '../wire.ts';

/**
 * Two ends of an in-memory connection, for tests: ordered, reliable, delivering in microtasks, with
 * a hook to change or swallow what passes.
 */
export class MemoryWire implements Wire {
  readonly fingerprints: Fingerprints;
  readonly timing = DIRECT_TIMING;
  readonly frameMaxBytes = FRAME_MAX_BYTES;
  peer: MemoryWire | null = null;
  link: PeerLink | null = null;
  closed = false;
  /** Bytes that the fast and bulk channels pretend to hold. */
  readonly backlog: Record<WireChannel, number> = { bulk: 0, fast: 0 };
  /** What leaves this end, after the hook. */
  readonly sent: { channel: WireChannel; bytes: Uint8Array }[] = [];
  hook: (channel: WireChannel, bytes: Uint8Array) => Uint8Array | null = (_channel, bytes) => bytes;

  constructor(fingerprints: Fingerprints) {
    this.fingerprints = fingerprints;
  }

  send(channel: WireChannel, bytes: Uint8Array): void {
    if (this.closed) return;
    const out = this.hook(channel, bytes);
    if (!out) return;
    this.sent.push({ channel, bytes: out });
    queueMicrotask(() => this.peer?.link?.receive(channel, out));
  }

  /** As if the peer had sent it, whoever the peer is. */
  inject(channel: WireChannel, bytes: Uint8Array): void {
    this.link?.receive(channel, bytes);
  }

  /** How often the link asked for another way. */
  recoveries = 0;
  recover(): void {
    this.recoveries += 1;
  }

  bufferedBytes(channel: WireChannel): number {
    return this.backlog[channel];
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    queueMicrotask(() => this.peer?.link?.end({ code: 'lost', detail: 'wire closed' }));
  }
}

export interface LinkPair {
  readonly a: PeerLink;
  readonly b: PeerLink;
  readonly wireA: MemoryWire;
  readonly wireB: MemoryWire;
}

/** Two links over one connection, handshake under way. */
export function linkPair(
  alice: LinkIdentity,
  bob: LinkIdentity,
  prepare: (wireA: MemoryWire, wireB: MemoryWire) => void = () => undefined,
): LinkPair {
  const wireA = new MemoryWire({ local: 'AA', remote: 'BB' });
  const wireB = new MemoryWire({ local: 'BB', remote: 'AA' });
  wireA.peer = wireB;
  wireB.peer = wireA;
  prepare(wireA, wireB);
  const a = new PeerLink(wireA, alice);
  wireA.link = a;
  const b = new PeerLink(wireB, bob);
  wireB.link = b;
  return { a, b, wireA, wireB };
}

/** Resolves when everything that is under way in microtasks has happened. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
