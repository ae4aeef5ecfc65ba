import { RELAY_CONTROL_MAX_BYTES } from '../../../signaling/protocol.ts';
import { toBase64Url } from '../keys/bytes.ts';
import type { Fingerprints } from '../peer-link/handshake.ts';
import { FRAME_MAX_BYTES, SEND_LOW_WATER_BYTES } from '../peer-link/limits.ts';
import { RELAYED_TIMING, type Wire, type WireChannel, type WireEvents } from '../peer-link/wire.ts';
import type { MemberFrameKind } from './relay-port.ts';
import {
  frameParameters,
  readHeader,
  SEALED_HEADER_BYTES,
  type SealedChannel,
  WIRE_TAG_BYTES,
  writeHeader,
} from './sealed-frames.ts';
import type { ConnectionSecrets } from './wire-keys.ts';

/** Bulk bytes received until they are acknowledged at once. */
export const ACK_AFTER_BYTES = 48 * 1024;
/** How long fewer may wait for more to come. */
export const ACK_AFTER_MS = 40;
const SEAL_BYTES = 16;

export interface RelayWireOptions extends Omit<WireEvents, 'onOpen'> {
  readonly localPublicKey: Uint8Array;
  readonly remotePublicKey: Uint8Array;
  readonly secrets: ConnectionSecrets;
  /** Whether this side may send document frames: it can sign for the cell as an editor. */
  readonly mayWrite: boolean;
  readonly send: (kind: MemberFrameKind, bytes: Uint8Array<ArrayBuffer>) => void;
  /** Bytes that wait on the way to the cell. */
  readonly bufferedBytes: () => number;
}

/**
 * A wire through the cell, which sees sealed frames only. The two ends' connection keys stand where
 * DTLS has certificate fingerprints: the proofs of the link above sign them, so a cell that put
 * itself between two ends could not produce valid ones.
 *
 * Bulk frames must arrive without a gap. Fast ones may be missing, since the cell leaves them out
 * for slow readers, but never come twice or late. The receiver acknowledges bulk bytes, and those
 * not yet acknowledged count as buffered: the cell never holds much of a board on its way.
 */
export class RelayWire implements Wire {
  readonly fingerprints: Fingerprints;
  readonly timing = RELAYED_TIMING;
  readonly frameMaxBytes: number;
  readonly #options: RelayWireOptions;
  readonly #localTag: Uint8Array;
  readonly #remoteTag: Uint8Array;
  readonly #sendingKey: Promise<CryptoKey>;
  readonly #receivingKey: Promise<CryptoKey>;
  readonly #sent: Record<SealedChannel, bigint> = { bulk: 0n, fast: 0n, ack: 0n };
  readonly #expected: Record<SealedChannel, bigint> = { bulk: 0n, fast: 0n, ack: 0n };
  #sealingFastBytes = 0;
  #bulkBytesSent = 0;
  #bulkBytesAcked = 0;
  #bulkBytesReceived = 0;
  #bulkBytesAckSent = 0;
  #ackTimer: ReturnType<typeof setTimeout> | undefined;
  #outgoing: Promise<void> = Promise.resolve();
  #incoming: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: RelayWireOptions) {
    this.#options = options;
    const { localPublicKey, remotePublicKey, secrets, mayWrite } = options;
    this.fingerprints = {
      local: `relay ${toBase64Url(localPublicKey)}`,
      remote: `relay ${toBase64Url(remotePublicKey)}`,
    };
    this.frameMaxBytes = mayWrite
      ? FRAME_MAX_BYTES
      : RELAY_CONTROL_MAX_BYTES - SEALED_HEADER_BYTES - SEAL_BYTES;
    this.#localTag = localPublicKey.slice(0, WIRE_TAG_BYTES);
    this.#remoteTag = remotePublicKey.slice(0, WIRE_TAG_BYTES);
    this.#sendingKey = importKey(secrets.sending, 'encrypt');
    this.#receivingKey = importKey(secrets.receiving, 'decrypt');
  }

  send(channel: WireChannel, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#closed) return;
    if (channel === 'bulk') this.#bulkBytesSent += bytes.length;
    else this.#sealingFastBytes += bytes.length;
    this.#seal(channel, bytes, () => {
      if (channel === 'fast') this.#sealingFastBytes -= bytes.length;
    });
  }

  /** Whether a message from the cell is one of this wire. */
  owns(frame: Uint8Array): boolean {
    const header = readHeader(frame);
    return header?.tag.every((byte, i) => byte === this.#localTag[i]) ?? false;
  }

  /** Takes a frame for which {@link owns} holds. */
  receive(frame: Uint8Array<ArrayBuffer>): void {
    this.#incoming = this.#incoming
      .then(() => this.#open(frame))
      .catch((error: unknown) => this.#end(`not opened: ${String(error)}`));
  }

  bufferedBytes(channel: WireChannel): number {
    return channel === 'bulk'
      ? this.#bulkBytesSent - this.#bulkBytesAcked
      : this.#sealingFastBytes + this.#options.bufferedBytes();
  }

  recover(): void {
    // The connection to the cell looks for its own way, for all wires at once.
  }

  close(): void {
    this.#end('closed here');
  }

  #seal(channel: SealedChannel, bytes: Uint8Array<ArrayBuffer>, sealed: () => void): void {
    const counter = this.#sent[channel]++;
    this.#outgoing = this.#outgoing
      .then(async () => {
        const header = writeHeader({ tag: this.#remoteTag, channel, counter });
        const key = await this.#sendingKey;
        const content = await crypto.subtle.encrypt(frameParameters(header), key, bytes);
        sealed();
        // A goodbye is the last thing said, and a fast one: that still goes out.
        if (this.#closed && channel !== 'fast') return;
        const frame = new Uint8Array(header.length + content.byteLength);
        frame.set(header);
        frame.set(new Uint8Array(content), header.length);
        this.#options.send(this.#kindOf(channel), frame);
      })
      .catch((error: unknown) => this.#end(`not sealed: ${String(error)}`));
  }

  #kindOf(channel: SealedChannel): MemberFrameKind {
    if (channel === 'fast') return 'live';
    return channel === 'bulk' && this.#options.mayWrite ? 'document' : 'control';
  }

  async #open(frame: Uint8Array<ArrayBuffer>): Promise<void> {
    const header = readHeader(frame);
    if (!header || this.#closed) return;
    const { channel, counter } = header;
    const expected = this.#expected[channel];
    if (counter < expected) return; // delivered again
    if (channel !== 'fast' && counter !== expected) {
      this.#end('a frame is missing');
      return;
    }
    const headerBytes = frame.slice(0, SEALED_HEADER_BYTES);
    const content = frame.subarray(SEALED_HEADER_BYTES);
    let plain: Uint8Array<ArrayBuffer>;
    try {
      const key = await this.#receivingKey;
      plain = new Uint8Array(
        await crypto.subtle.decrypt(frameParameters(headerBytes), key, content),
      );
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.#end('a frame was changed on its way');
      return;
    }
    if (this.#closed) return;
    this.#expected[channel] = counter + 1n;
    if (channel === 'ack') {
      this.#acknowledged(plain);
      return;
    }
    if (channel === 'bulk') this.#acknowledge(plain.length);
    this.#options.onMessage(channel, plain);
  }

  /** Lets the sender know what has come: soon, or at once when it is much. */
  #acknowledge(receivedBytes: number): void {
    this.#bulkBytesReceived += receivedBytes;
    clearTimeout(this.#ackTimer);
    if (this.#bulkBytesReceived - this.#bulkBytesAckSent >= ACK_AFTER_BYTES) this.#sendAck();
    else this.#ackTimer = setTimeout(() => this.#sendAck(), ACK_AFTER_MS);
  }

  #sendAck(): void {
    if (this.#closed) return;
    this.#bulkBytesAckSent = this.#bulkBytesReceived;
    const count = new Uint8Array(8);
    new DataView(count.buffer).setBigUint64(0, BigInt(this.#bulkBytesReceived));
    this.#seal('ack', count, () => undefined);
  }

  #acknowledged(content: Uint8Array<ArrayBuffer>): void {
    const count = content.length === 8 ? Number(new DataView(content.buffer).getBigUint64(0)) : -1;
    if (count < this.#bulkBytesAcked || count > this.#bulkBytesSent) {
      this.#end('an impossible acknowledgement');
      return;
    }
    this.#bulkBytesAcked = count;
    if (this.bufferedBytes('bulk') <= SEND_LOW_WATER_BYTES) this.#options.onDrain();
  }

  #end(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#ackTimer);
    this.#options.onClose(reason);
  }
}

const importKey = (bytes: Uint8Array<ArrayBuffer>, usage: KeyUsage): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [usage]);
