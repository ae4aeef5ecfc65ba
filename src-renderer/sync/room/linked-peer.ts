import * as Y from 'yjs';
import {
  CLIENTS_MAX,
  covers,
  decodeEntries,
  encodeChangedEntries,
  type StateVector,
} from '../holdings/state-vectors.ts';
import { personIdOf } from '../keys/board-keys.ts';
import type { LinkRole } from '../peer-link/handshake.ts';
import { writeStateRequest } from '../peer-link/messages.ts';
import type { HeartbeatLoad, LinkPeer, PeerLink } from '../peer-link/peer-link.ts';
import {
  decodeGesture,
  encodeGesture,
  GestureReceiver,
  GestureSender,
  isLiftMessage,
  type LiveGesture,
} from '../presence/gestures.ts';
import { LiftReceiver, LiftSender, type ReceivedLift } from '../presence/lifts.ts';
import type { LiveLift } from '../presence/live-lift.ts';
import { decodePresence, encodePresence, type Presence } from '../presence/presence.ts';
import type { LinkRoute } from '../status.ts';

/** How long a peer's copy may lack something, with nothing under way, before it is sent again. */
export const ANTI_ENTROPY_AFTER_MS = 1_500;

/** Holdings that need not be told at once wait for a heartbeat if it comes within this time. */
const PATIENCE_MS = 1_000;
/** Larger ones go in a message of their own, so that no heartbeat is too large to be sent. */
const HEARTBEAT_LOAD_MAX_BYTES = 16 * 1024;

export interface LinkedPeerEvents {
  /** What this peer holds or shows of itself has changed. */
  readonly onChange: () => void;
  readonly onGesture: (gesture: LiveGesture, ended: false | 'end' | 'cancel') => void;
  readonly onLift: (lift: ReceivedLift) => void;
  readonly onDigest: (payload: Uint8Array) => void;
  readonly onGarbage: (detail: string) => void;
}

/** Everything known about the person at the other end of one open link. Gone with the link. */
export class LinkedPeer {
  readonly personId: string;
  readonly admitted: LinkRole;
  /** Whether it knows what a digest is. */
  readonly takesDigests: boolean;
  readonly #askForRoute: () => Promise<LinkRoute | null>;
  #route: LinkRoute | null = null;
  readonly link: PeerLink;
  readonly #doc: Y.Doc;
  readonly #events: LinkedPeerEvents;
  readonly #holds = new Map<number, number>();
  #told: StateVector = new Map();
  /** What our copy holds, to be told with the next heartbeat. */
  #toTell: StateVector = new Map();
  #presence: Presence | null = null;
  readonly #gestureSender = new GestureSender();
  readonly #gestureReceiver = new GestureReceiver();
  readonly #liftSender = new LiftSender();
  readonly #liftReceiver = new LiftReceiver();
  #lastProgressAtMs = performance.now();
  /** Since when it has been seen to lack something; what has just come here comes to it as well. */
  #lacksSinceMs: number | null = null;
  /** State vector of the last request whose answer has not begun. */
  #requested: Uint8Array | null = null;

  /** @param route tells how the link runs now */
  constructor(
    link: PeerLink,
    peer: LinkPeer,
    doc: Y.Doc,
    route: () => Promise<LinkRoute | null>,
    events: LinkedPeerEvents,
  ) {
    this.link = link;
    this.#askForRoute = route;
    this.#doc = doc;
    this.#events = events;
    this.personId = personIdOf(peer.device);
    this.admitted = peer.admitted;
    this.takesDigests = peer.capabilities.includes('digests');
    link.on('stateRequest', (stateVector) => this.#answer(stateVector));
    link.on('holdings', (payload) => this.#receiveHoldings(payload));
    link.on('digest', (payload) => events.onDigest(payload));
    link.on('presence', (payload) => this.#receivePresence(payload));
    link.loadHeartbeats(this.#heartbeatLoad());
    link.on('gesture', (payload) => this.#receiveGesture(payload));
  }

  /** How the link runs, as last asked; null until that is known. */
  get route(): LinkRoute | null {
    return this.#route;
  }

  /** Asks how the link runs: an open connection may find another way. */
  async askRoute(): Promise<void> {
    try {
      const route = await this.#askForRoute();
      if (route === null || route === this.#route) return;
      this.#route = route;
      this.#events.onChange();
    } catch (error) {
      console.debug('no statistics of the connection', error);
    }
  }

  /** The last presence received; null until one came. */
  get presence(): Presence | null {
    return this.#presence;
  }

  /** What this peer has acknowledged to hold. */
  get holds(): StateVector {
    return this.#holds;
  }

  /**
   * Tells the peer what our copy holds, as far as it has changed.
   * @param patient whether the next heartbeat is soon enough; it costs no message of its own
   */
  tellHoldings(now: StateVector, patient: boolean): void {
    this.#toTell = now;
    if (patient && this.link.heartbeatMs <= PATIENCE_MS) return;
    const entries = encodeChangedEntries(now, this.#told);
    if (!entries) return;
    this.link.sendHoldings(entries);
    this.#told = new Map(now);
  }

  /** Who we are, once: a peer that never learned it could not list us. */
  introduce(presence: Presence): void {
    this.link.sendFirstPresence(encodePresence(presence));
  }

  tellPresence(presence: Presence): boolean {
    return this.link.sendPresence(encodePresence(presence));
  }

  tellGesture(gesture: LiveGesture | null, landed: boolean): void {
    for (const message of this.#gestureSender.messages(gesture, landed)) {
      this.link.sendGesture(encodeGesture(message));
    }
  }

  tellLift(lift: LiveLift | null, landed: boolean): void {
    for (const message of this.#liftSender.messages(lift, landed)) {
      this.link.sendGesture(encodeGesture(message));
    }
  }

  /**
   * Anti-entropy: sends what this peer's copy lacks when it has long had no reason to lack it. This
   * also carries changes on where not everybody has a link to everybody.
   * @param afterMs what "long" is, at least {@link ANTI_ENTROPY_AFTER_MS}
   */
  fillGaps(now: StateVector, afterMs: number): void {
    const nowMs = performance.now();
    if (covers(this.#holds, now)) {
      this.#lacksSinceMs = null;
      return;
    }
    this.#lacksSinceMs ??= nowMs;
    const waitedMs = nowMs - Math.max(this.#lacksSinceMs, this.#lastProgressAtMs);
    if (waitedMs < afterMs || !this.link.idle) return;
    this.#lastProgressAtMs = nowMs;
    this.link.sendState(this.#doc, Y.encodeStateVector(new Map(this.#holds)));
  }

  /** Asks for what a copy with this state vector lacks, deletions included. */
  requestState(stateVector: Uint8Array): void {
    this.link.sendYjs(writeStateRequest(stateVector));
  }

  /** A change was sent, so a gap is no surprise for a while. */
  sentChange(): void {
    this.#lastProgressAtMs = performance.now();
  }

  /** However often somebody asks, one answer waits for its turn, and it is made when that comes. */
  #answer(stateVector: Uint8Array): void {
    const waits = this.#requested !== null;
    this.#requested = stateVector;
    if (waits) return;
    this.link.sendAnswer(this.#doc, () => {
      const known = this.#requested ?? stateVector;
      this.#requested = null;
      return known;
    });
  }

  #receiveHoldings(payload: Uint8Array): void {
    const entries = decodeEntries(payload);
    if (!entries) {
      this.#events.onGarbage('unreadable holdings');
      return;
    }
    this.#lastProgressAtMs = performance.now();
    for (const [client, clock] of entries) this.#holds.set(client, clock);
    if (this.#holds.size > CLIENTS_MAX) this.#events.onGarbage('more clients than there can be');
    else this.#events.onChange();
  }

  #heartbeatLoad(): HeartbeatLoad {
    let read: StateVector = new Map();
    return {
      read: () => {
        read = this.#toTell;
        const entries = encodeChangedEntries(read, this.#told);
        if (!entries || entries.length <= HEARTBEAT_LOAD_MAX_BYTES) return entries;
        this.tellHoldings(read, false);
        return null;
      },
      sent: () => {
        this.#told = new Map(read);
      },
    };
  }

  #receivePresence(payload: Uint8Array): void {
    const presence = decodePresence(payload);
    if (!presence) {
      this.#events.onGarbage('unreadable presence');
      return;
    }
    this.#presence = presence;
    this.#events.onChange();
  }

  #receiveGesture(payload: Uint8Array): void {
    const message = decodeGesture(payload);
    if (!message) {
      this.#events.onGarbage('unreadable gesture');
      return;
    }
    if (isLiftMessage(message)) {
      const lift = this.#liftReceiver.receive(message);
      if (lift) this.#events.onLift(lift);
      return;
    }
    const before = this.#gestureReceiver.current;
    const result = this.#gestureReceiver.receive(message);
    // Its end was lost, or never sent: nobody draws two things at once.
    if (before && message.kind === 'start' && message.id !== before.id) {
      this.#events.onGesture(before, 'cancel');
    }
    if (result) this.#events.onGesture(result.gesture, result.ended);
  }
}
