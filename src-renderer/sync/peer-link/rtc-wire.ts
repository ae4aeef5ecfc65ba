import { nanoid } from 'nanoid';
import type { Fingerprints } from './handshake.ts';
import { FRAME_MAX_BYTES, RECOVER_INTERVAL_MS, SEND_LOW_WATER_BYTES } from './limits.ts';
import { type RtcRoute, routeOfStats } from './route-of-stats.ts';
import type { Signal } from './signals.ts';
import { DIRECT_TIMING, type Wire, type WireChannel, type WireEvents } from './wire.ts';

export interface RtcWireOptions extends WireEvents {
  readonly iceServers: RTCIceServer[];
  readonly onSignal: (signal: Signal) => void;
}

/**
 * A native RTCPeerConnection with two negotiated data channels. Makes an offer or answers one; who
 * does which, and what becomes of a wire whose offer loses, is decided above (link-negotiator.ts).
 */
export class RtcWire implements Wire {
  /** Names this connection in signals, so that those of an earlier one are told apart. */
  readonly session = nanoid(12);
  readonly timing = DIRECT_TIMING;
  readonly frameMaxBytes = FRAME_MAX_BYTES;
  readonly #connection: RTCPeerConnection;
  readonly #channels: Record<WireChannel, RTCDataChannel>;
  readonly #options: RtcWireOptions;
  #fingerprints: Fingerprints | null = null;
  #early: RTCIceCandidateInit[] = [];
  #open = false;
  #closed = false;
  #work: Promise<void> = Promise.resolve();
  #remoteSession: string | undefined;
  #recoveredMs = Number.NEGATIVE_INFINITY;

  constructor(options: RtcWireOptions) {
    this.#options = options;
    const connection = new RTCPeerConnection({ iceServers: options.iceServers });
    this.#connection = connection;
    const channel = (label: WireChannel, id: number): RTCDataChannel => {
      const made = connection.createDataChannel(label, { negotiated: true, id });
      made.binaryType = 'arraybuffer';
      made.onopen = () => this.#channelOpened();
      made.onclose = () => this.#end('channel closed');
      made.onmessage = (event: MessageEvent<unknown>) => this.#received(label, event.data);
      return made;
    };
    this.#channels = { bulk: channel('bulk', 0), fast: channel('fast', 1) };
    this.#channels.bulk.bufferedAmountLowThreshold = SEND_LOW_WATER_BYTES;
    this.#channels.bulk.onbufferedamountlow = () => options.onDrain();
    connection.onicecandidate = ({ candidate }) => {
      if (!candidate || this.#closed) return;
      options.onSignal({
        type: 'candidate',
        session: this.session,
        candidate: candidateFields(candidate),
      });
    };
    connection.onconnectionstatechange = () => {
      if (connection.connectionState === 'failed') this.#end('ICE failed');
    };
  }

  get fingerprints(): Fingerprints | null {
    return this.#fingerprints;
  }

  /** Whether our offer is out and unanswered. */
  get offering(): boolean {
    return this.#connection.signalingState === 'have-local-offer';
  }

  get isOpen(): boolean {
    return this.#open && !this.#closed;
  }

  get remoteSession(): string | undefined {
    return this.#remoteSession;
  }

  offer(): void {
    this.#queue(async () => {
      await this.#connection.setLocalDescription();
      this.#describe();
    });
  }

  /** Takes an offer on a fresh wire and answers it. */
  answer(remoteSession: string, sdp: string): void {
    this.#remoteSession = remoteSession;
    this.#queue(async () => {
      await this.#connection.setRemoteDescription({ type: 'offer', sdp });
      await this.#addEarlyCandidates();
      await this.#connection.setLocalDescription();
      this.#describe();
    });
  }

  /** Takes the answer to our offer; a second one is ignored. */
  accept(remoteSession: string, sdp: string): void {
    this.#remoteSession = remoteSession;
    this.#queue(async () => {
      if (!this.offering || !this.#sameCertificate(sdp)) return;
      await this.#connection.setRemoteDescription({ type: 'answer', sdp });
      await this.#addEarlyCandidates();
    });
  }

  /**
   * Looks for a new route under the open connection (ICE restart, RFC 8445 section 9): certificates,
   * channels and what waits in them stay. Not more often than {@link RECOVER_INTERVAL_MS}.
   */
  recover(): void {
    const nowMs = performance.now();
    if (!this.isOpen || nowMs - this.#recoveredMs < RECOVER_INTERVAL_MS) return;
    this.#recoveredMs = nowMs;
    this.#queue(async () => {
      if (this.#connection.signalingState !== 'stable') return;
      this.#connection.restartIce();
      await this.#connection.setLocalDescription();
      this.#describe(true);
    });
  }

  /**
   * Takes the other side's search for a new route.
   * @param yields whether ours gives way when both look at once
   */
  answerRecovery(sdp: string, yields: boolean): void {
    this.#queue(async () => {
      if (!this.isOpen || (this.offering && !yields) || !this.#sameCertificate(sdp)) return;
      await this.#connection.setRemoteDescription({ type: 'offer', sdp });
      await this.#connection.setLocalDescription();
      this.#describe(true);
    });
  }

  addCandidate(candidate: RTCIceCandidateInit): void {
    this.#queue(async () => {
      if (this.#connection.remoteDescription) await this.#tryCandidate(candidate);
      else this.#early.push(candidate);
    });
  }

  send(channel: WireChannel, bytes: Uint8Array<ArrayBuffer>): void {
    const target = this.#channels[channel];
    if (target.readyState === 'open') target.send(bytes);
  }

  bufferedBytes(channel: WireChannel): number {
    return this.#channels[channel].bufferedAmount;
  }

  close(): void {
    this.#end('closed here');
  }

  /** How the open connection runs; null while that is not known. */
  async route(): Promise<RtcRoute | null> {
    return routeOfStats((await this.#connection.getStats()) as ReadonlyMap<string, unknown>);
  }

  #queue(task: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#closed ? undefined : task()))
      .catch((error: unknown) => this.#end(`negotiation failed: ${String(error)}`));
  }

  async #addEarlyCandidates(): Promise<void> {
    for (const candidate of this.#early.splice(0)) await this.#tryCandidate(candidate);
  }

  async #tryCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch (error) {
      // One unusable candidate (an address family that this machine lacks, say) is not the end:
      // the others may work, and if none does the setup timeout says so.
      console.debug('candidate not usable', error);
    }
  }

  /** The proofs of the link were made for one pair of certificates: another one ends it. */
  #sameCertificate(sdp: string): boolean {
    const known = this.#fingerprints?.remote;
    if (known === undefined || fingerprintOf(sdp) === known) return true;
    this.#end('another certificate in an open connection');
    return false;
  }

  #describe(restart = false): void {
    const description = this.#connection.localDescription;
    if (!description || this.#closed) return;
    if (description.type !== 'offer' && description.type !== 'answer') return;
    this.#options.onSignal({
      type: 'description',
      session: this.session,
      description: { type: description.type, sdp: description.sdp },
      ...(this.#remoteSession === undefined ? {} : { inReplyTo: this.#remoteSession }),
      ...(restart ? { restart } : {}),
    });
  }

  #channelOpened(): void {
    const bothOpen = Object.values(this.#channels).every(({ readyState }) => readyState === 'open');
    if (this.#open || this.#closed || !bothOpen) return;
    const local = fingerprintOf(this.#connection.localDescription?.sdp);
    const remote = fingerprintOf(this.#connection.remoteDescription?.sdp);
    if (!local || !remote) {
      this.#end('no single certificate fingerprint');
      return;
    }
    this.#fingerprints = { local, remote };
    this.#open = true;
    this.#options.onOpen();
  }

  #received(channel: WireChannel, data: unknown): void {
    if (this.#closed) return;
    // Text is nothing that a peer may send. The link above, which knows garbage, gets its bytes.
    const bytes = data instanceof ArrayBuffer ? data : new TextEncoder().encode(String(data));
    this.#options.onMessage(channel, new Uint8Array(bytes));
  }

  #end(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.close();
    this.#options.onClose(reason);
  }
}

/** The one SHA-256 fingerprint of a description; null when there is none or they differ. */
export function fingerprintOf(sdp: string | undefined): string | null {
  const found = new Set(
    [...(sdp ?? '').matchAll(/^a=fingerprint:sha-256 ([0-9A-Fa-f:]+)\r?$/gm)].map((match) =>
      (match[1] ?? '').toUpperCase(),
    ),
  );
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

const candidateFields = (
  candidate: RTCIceCandidate,
): Extract<Signal, { type: 'candidate' }>['candidate'] => ({
  candidate: candidate.candidate,
  sdpMid: candidate.sdpMid,
  sdpMLineIndex: candidate.sdpMLineIndex,
  usernameFragment: candidate.usernameFragment,
});
