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

/** How patient a link over a wire is. */
export interface WireTiming {
  /** A sign of life is sent this often. */
  readonly heartbeatMs: number;
  /** Silence after which another way to the other side is looked for. */
  readonly quietAfterMs: number;
  /** Silence after which the other side counts as gone. */
  readonly deadAfterMs: number;
  /** How long an opened wire waits for the other side's hello and proof before it is given up. */
  readonly handshakeMs: number;
}

/** Between two computers directly: an answer takes milliseconds. */
export const DIRECT_TIMING: WireTiming = {
  heartbeatMs: 800,
  quietAfterMs: 1_700,
  deadAfterMs: 3_600,
  handshakeMs: 5_000,
};

/**
 * Through the cell, where either side may have nothing but polls that come every few seconds. That a
 * member has gone the cell says by itself, and sooner.
 */
export const RELAYED_TIMING: WireTiming = {
  heartbeatMs: 5_000,
  quietAfterMs: 12_000,
  deadAfterMs: 25_000,
  handshakeMs: 25_000,
};

/**
 * One connection to one peer, of whatever kind, below framing, heartbeat and proof. A wire is used
 * once: when it is lost, another is made.
 */
export interface Wire {
  /** Known once open. They differ between any two connections. */
  readonly fingerprints: Fingerprints | null;
  readonly timing: WireTiming;
  /** Largest bulk message. */
  readonly frameMaxBytes: number;
  send(channel: WireChannel, bytes: Uint8Array<ArrayBuffer>): void;
  /** Bytes handed over and not yet sent. */
  bufferedBytes(channel: WireChannel): number;
  /** Looks for another way to the same peer: nothing has been heard, or the network changed. */
  recover(): void;
  close(): void;
}
