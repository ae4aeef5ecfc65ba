import type { StoredItem } from '../protocol.ts';

const TIME_BYTES = 8;

/** A record as it is kept: when it was stored, then its bytes. */
export function joinStored(storedAtMs: number, bytes: Buffer): Buffer {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(storedAtMs));
  return Buffer.concat([time, bytes]);
}

export const splitStored = (sequence: number, value: Buffer): StoredItem => ({
  sequence,
  storedAtMs: Number(value.readBigUInt64BE(0)),
  bytes: value.subarray(TIME_BYTES),
});
