import { RELAY_MESSAGE } from './opening.ts';

/**
 * One frame of an open wire:
 *
 *     byte 0        2
 *     bytes 1..8    first bytes of the receiver's connection key, to tell old wires from new
 *     byte 9        channel: 0 bulk, 1 fast, 2 acknowledgements of bulk
 *     bytes 10..17  counter, big-endian, of this direction and channel, from 0
 *     bytes 18..    AES-256-GCM of the content, with the bytes before as authenticated data
 *
 * The nonce is the channel byte and the counter, so it never comes twice under one key, and a frame
 * that is delivered again or out of order is known by its counter.
 */
export const SEALED_HEADER_BYTES = 18;
export const WIRE_TAG_BYTES = 8;
const CHANNELS = ['bulk', 'fast', 'ack'] as const;
export type SealedChannel = (typeof CHANNELS)[number];
const NONCE_BYTES = 12;

export interface SealedHeader {
  readonly tag: Uint8Array;
  readonly channel: SealedChannel;
  readonly counter: bigint;
}

export function writeHeader(header: SealedHeader): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(SEALED_HEADER_BYTES);
  out[0] = RELAY_MESSAGE.frame;
  out.set(header.tag, 1);
  out[9] = CHANNELS.indexOf(header.channel);
  new DataView(out.buffer).setBigUint64(10, header.counter);
  return out;
}

/** @returns null when the bytes are no frame. */
export function readHeader(bytes: Uint8Array): SealedHeader | null {
  if (bytes.length < SEALED_HEADER_BYTES || bytes[0] !== RELAY_MESSAGE.frame) return null;
  const channel = CHANNELS[bytes[9] ?? CHANNELS.length];
  if (!channel) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { tag: bytes.subarray(1, 1 + WIRE_TAG_BYTES), channel, counter: view.getBigUint64(10) };
}

/** AES-GCM parameters of the frame with this header. */
export function frameParameters(headerBytes: Uint8Array<ArrayBuffer>): AesGcmParams {
  const iv = new Uint8Array(NONCE_BYTES);
  iv.set(headerBytes.subarray(9, SEALED_HEADER_BYTES), NONCE_BYTES - 9);
  return { name: 'AES-GCM', iv, additionalData: headerBytes };
}
