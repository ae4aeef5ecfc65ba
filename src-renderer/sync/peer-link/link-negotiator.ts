import { ObservableV2 } from 'lib0/observable';
import type { LinkIdentity } from './handshake.ts';
import { SETUP_TIMEOUT_MS } from './limits.ts';
import { readYjsMessage } from './messages.ts';
import { type LinkEnd, PeerLink } from './peer-link.ts';
import { RtcWire } from './rtc-wire.ts';
import { type Signal, signalSchema } from './signals.ts';

/** What the session gives to every link that y-webrtc makes (through its `peerOpts`). */
export interface LinkEnvironment {
  readonly identity: LinkIdentity;
  /** Those that the cell's configuration names, never a public default. */
  iceServers(): RTCIceServer[];
  /** A link to be: reported before anything else, so that the session can follow it. */
  created(negotiator: LinkNegotiator): void;
  /** How long to wait before the next attempt after `end`; 0 = at once. */
  retryDelayMs(negotiator: LinkNegotiator, end: LinkEnd): number;
}

interface LinkNegotiatorEvents {
  signal: (signal: Signal) => void;
  /** y-webrtc's cue to send its state request. Comes again when the link was made anew in place. */
  connect: () => void;
  data: (message: Uint8Array) => void;
  error: (error: Error) => void;
  /** y-webrtc forgets the link and announces itself again. */
  close: () => void;
  link: (link: PeerLink, wire: RtcWire) => void;
  linkEnd: (end: LinkEnd) => void;
}

const EARLY_CANDIDATES_MAX = 64;

/**
 * What y-webrtc believes to be simple-peer: makes the connection to one peer and keeps it. When both
 * sides offer at once, the greater session name wins and the other discards its own connection for a
 * fresh one that answers (an SDP rollback would keep half-open transports). An offer from a new
 * session of the same peer replaces the connection in place, since y-webrtc would lose it otherwise.
 */
export class LinkNegotiator extends ObservableV2<LinkNegotiatorEvents> {
  readonly environment: LinkEnvironment;
  destroyed = false;
  #wire: RtcWire;
  #link: PeerLink | null = null;
  #setupTimer: ReturnType<typeof setTimeout> | undefined;
  #closeTimer: ReturnType<typeof setTimeout> | undefined;
  #early: Extract<Signal, { type: 'candidate' }>[] = [];
  readonly startedAtMs = performance.now();

  constructor(options: { initiator: boolean; environment: LinkEnvironment }) {
    super();
    this.environment = options.environment;
    this.#wire = this.#freshWire();
    this.environment.created(this);
    // y-webrtc adds its listeners right after construction.
    if (options.initiator) queueMicrotask(() => this.destroyed || this.#wire.offer());
  }

  /** The open link, if there is one. */
  get link(): PeerLink | null {
    return this.#link?.isOpen ? this.#link : null;
  }

  get wire(): RtcWire {
    return this.#wire;
  }

  /** Takes what the peer sent through the cell. */
  signal(data: unknown): void {
    const parsed = signalSchema.safeParse(data);
    if (this.destroyed || !parsed.success) return;
    const signal = parsed.data;
    if (signal.type === 'candidate') this.#receiveCandidate(signal);
    else if (signal.description.type === 'offer') this.#receiveOffer(signal);
    else if (signal.inReplyTo === this.#wire.session) {
      this.#wire.accept(signal.session, signal.description.sdp);
      this.#deliverEarly(signal.session);
    }
  }

  /**
   * y-webrtc's messages. Its state request goes out; the changes that it broadcasts do not: the
   * session sends each change once, by its maker, where y-webrtc has everybody repeat it to everybody.
   */
  send(message: Uint8Array): void {
    if (readYjsMessage(message)?.kind === 'state-request') this.#link?.sendYjs(message);
  }

  /**
   * Leaves: y-webrtc calls it when the room is left. `close` is not emitted, since y-webrtc would
   * answer it by announcing this peer again, and those who stay would wait for one who is gone.
   */
  override destroy(): void {
    if (this.destroyed) return;
    this.#stop();
    super.destroy();
  }

  /** Has y-webrtc forget this attempt and announce itself for the next one. */
  #giveUp(): void {
    if (this.destroyed) return;
    this.#stop();
    this.emit('close', []);
    super.destroy();
  }

  #stop(): void {
    this.destroyed = true;
    clearTimeout(this.#closeTimer);
    clearTimeout(this.#setupTimer);
    this.#link?.leave();
    this.#wire.close();
  }

  #freshWire(): RtcWire {
    clearTimeout(this.#setupTimer);
    clearTimeout(this.#closeTimer);
    let link: PeerLink | null = null;
    const wire = new RtcWire({
      iceServers: this.environment.iceServers(),
      onSignal: (signal) => this.emit('signal', [signal]),
      onOpen: () => {
        link = this.#openLink(wire);
      },
      onMessage: (channel, bytes) => link?.receive(channel, bytes),
      onDrain: () => link?.drained(),
      onClose: (reason) => {
        if (link) link.end({ code: 'lost', detail: reason });
        else if (wire === this.#wire) this.#ended({ code: 'lost', detail: reason });
      },
    });
    this.#setupTimer = setTimeout(() => {
      if (!wire.isOpen) wire.close();
    }, SETUP_TIMEOUT_MS);
    return wire;
  }

  #openLink(wire: RtcWire): PeerLink {
    const link = new PeerLink(wire, this.environment.identity);
    this.#link = link;
    link.on('open', () => {
      this.emit('link', [link, wire]);
      this.emit('connect', []);
    });
    link.on('change', (message) => this.emit('data', [message]));
    link.on('end', (end) => {
      if (this.#link !== link) return;
      this.#link = null;
      this.emit('linkEnd', [end]);
      this.#ended(end);
    });
    return link;
  }

  #ended(end: LinkEnd): void {
    if (this.destroyed) return;
    const delayMs = this.environment.retryDelayMs(this, end);
    // Until then y-webrtc keeps us and ignores announcements, but an offer still gets through.
    this.#closeTimer = setTimeout(() => this.#giveUp(), delayMs);
  }

  #receiveOffer(signal: Extract<Signal, { type: 'description' }>): void {
    if (signal.session === this.#wire.remoteSession) {
      const yields = this.#wire.session < signal.session;
      if (signal.restart) this.#wire.answerRecovery(signal.description.sdp, yields);
      return;
    }
    const glare = this.#wire.offering && !this.#wire.isOpen;
    if (glare && this.#wire.session > signal.session) return;
    const old = this.#wire;
    const link = this.#link;
    this.#wire = this.#freshWire();
    this.#link = null;
    if (link?.peer) this.emit('linkEnd', [{ code: 'lost', detail: 'replaced by a new one' }]);
    link?.end({ code: 'closed', detail: 'replaced by a new one' });
    old.close();
    this.#wire.answer(signal.session, signal.description.sdp);
    this.#deliverEarly(signal.session);
  }

  #receiveCandidate(signal: Extract<Signal, { type: 'candidate' }>): void {
    if (signal.session === this.#wire.remoteSession) this.#wire.addCandidate(signal.candidate);
    else if (this.#early.length < EARLY_CANDIDATES_MAX) this.#early.push(signal);
  }

  #deliverEarly(session: string): void {
    const waiting = this.#early;
    this.#early = [];
    for (const signal of waiting) {
      if (signal.session === session) this.#wire.addCandidate(signal.candidate);
    }
  }
}
