import { toBase64Url } from '../keys/bytes.ts';
import type { Fingerprints } from '../peer-link/handshake.ts';
import type { Wire, WireChannel, WireEvents } from '../peer-link/wire.ts';
import type { RelayKind } from './relay-port.ts';
import {
  frameParameters,
  readHeader,
  SEALED_HEADER_BYTES,
  WIRE_TAG_BYTES,
  writeHeader,
} from './sealed-frames.ts';
import type { ConnectionSecrets } from './wire-keys.ts';

export interface RelayWireOptions extends Omit<WireEvents, 'onOpen' | 'onDrain'> {
  readonly localPublicKey: Uint8Array;
  readonly remotePublicKey: Uint8Array;
  readonly secrets: ConnectionSecrets;
  /** Hands a sealed frame to the cell; false when it is not reached. */
  readonly send: (kind: RelayKind, bytes: Uint8Array<ArrayBuffer>) => boolean;
  /** Bytes that wait on the way to the cell. */
  readonly bufferedBytes: () => number;
}

/**
 * A wire through the cell, which sees sealed frames only. The two ends' connection keys stand where
 * DTLS has certificate fingerprints: the proofs of the link above sign them, so a cell that put
 * itself between two ends could not produce valid ones.
 *
 * Bulk frames must arrive without a gap. Fast ones may be missing, since the cell leaves them out
 * for slow readers, but never come twice or late.
 */
export class RelayWire implements Wire {
  readonly fingerprints: Fingerprints;
  readonly #options: RelayWireOptions;
  readonly #localTag: Uint8Array;
  readonly #remoteTag: Uint8Array;
  readonly #sendingKey: Promise<CryptoKey>;
  readonly #receivingKey: Promise<CryptoKey>;
  readonly #sent: Record<WireChannel, bigint> = { bulk: 0n, fast: 0n };
  readonly #expected: Record<WireChannel, bigint> = { bulk: 0n, fast: 0n };
  readonly #sealing: Record<WireChannel, number> = { bulk: 0, fast: 0 };
  #outgoing: Promise<void> = Promise.resolve();
  #incoming: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: RelayWireOptions) {
    this.#options = options;
    const { localPublicKey, remotePublicKey, secrets } = options;
    this.fingerprints = {
      local: `relay ${toBase64Url(localPublicKey)}`,
      remote: `relay ${toBase64Url(remotePublicKey)}`,
    };
    this.#localTag = localPublicKey.slice(0, WIRE_TAG_BYTES);
    this.#remoteTag = remotePublicKey.slice(0, WIRE_TAG_BYTES);
    this.#sendingKey = importKey(secrets.sending, 'encrypt');
    this.#receivingKey = importKey(secrets.receiving, 'decrypt');
  }

  send(channel: WireChannel, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#closed) return;
    const counter = this.#sent[channel]++;
    this.#sealing[channel] += bytes.length;
    this.#outgoing = this.#outgoing
      .then(async () => {
        const header = writeHeader({ tag: this.#remoteTag, channel, counter });
        const key = await this.#sendingKey;
        const sealed = await crypto.subtle.encrypt(frameParameters(header), key, bytes);
        this.#sealing[channel] -= bytes.length;
        if (this.#closed && channel === 'bulk') return;
        const frame = new Uint8Array(header.length + sealed.byteLength);
        frame.set(header);
        frame.set(new Uint8Array(sealed), header.length);
        const kind = channel === 'bulk' ? 'document' : 'live';
        if (!this.#options.send(kind, frame)) this.#end('the cell is not reached');
      })
      .catch((error: unknown) => this.#end(`not sealed: ${String(error)}`));
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
    return this.#sealing[channel] + this.#options.bufferedBytes();
  }

  /** Nothing to do: the connection to the cell looks for its own way, for all wires at once. */
  recover(): void {}

  close(): void {
    this.#end('closed here');
  }

  async #open(frame: Uint8Array<ArrayBuffer>): Promise<void> {
    const header = readHeader(frame);
    if (!header || this.#closed) return;
    const { channel, counter } = header;
    const expected = this.#expected[channel];
    if (counter < expected) return; // delivered again
    if (channel === 'bulk' && counter !== expected) {
      this.#end('a frame is missing');
      return;
    }
    const headerBytes = frame.slice(0, SEALED_HEADER_BYTES);
    const content = frame.subarray(SEALED_HEADER_BYTES);
    let plain: ArrayBuffer;
    try {
      const key = await this.#receivingKey;
      plain = await crypto.subtle.decrypt(frameParameters(headerBytes), key, content);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.#end('a frame was changed on its way');
      return;
    }
    if (this.#closed) return;
    this.#expected[channel] = counter + 1n;
    this.#options.onMessage(channel, new Uint8Array(plain));
  }

  #end(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.onClose(reason);
  }
}

const importKey = (bytes: Uint8Array<ArrayBuffer>, usage: KeyUsage): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [usage]);
