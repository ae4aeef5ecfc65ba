import type { Fingerprints } from './handshake.ts';

/** `bulk` is for what may be large, `fast` for what must not wait; both ordered and reliable. */
export type WireChannel = 'bulk' | 'fast';

export interface WireEvents {
  readonly onOpen: () => void;
  readonly onMessage: (channel: WireChannel, bytes: Uint8Array) => void;
  /** Room in the bulk channel again. */
  readonly onDrain: () => void;
  /** Once, whatever the reason. */
  readonly onClose: (reason: string) => void;
}

/**
 * One connection to one peer, of whatever kind, below framing, heartbeat and proof. A wire is used
 * once: when it is lost, another is made.
 */
export interface Wire {
  /** Known once open. They differ between any two connections. */
  readonly fingerprints: Fingerprints | null;
  /** Largest bulk message. */
  readonly frameMaxBytes: number;
  send(channel: WireChannel, bytes: Uint8Array<ArrayBuffer>): void;
  /** Bytes handed over and not yet sent. */
  bufferedBytes(channel: WireChannel): number;
  /** Looks for another way to the same peer: nothing has been heard, or the network changed. */
  recover(): void;
  close(): void;
}
