import { ObservableV2 } from 'lib0/observable';
import type * as Y from 'yjs';
import { isReadableUpdate } from '../../board/readable-update.ts';
import { Echo } from './echo.ts';
import { FrameReader } from './frames.ts';
import { Handshake, type HandshakeError, type LinkIdentity, type LinkRole } from './handshake.ts';
import { Heartbeat } from './heartbeat.ts';
import { Inbox } from './inbox.ts';
import {
  FAST_BACKLOG_MAX_BYTES,
  FAST_MESSAGE_MAX_BYTES,
  MESSAGE_MAX_BYTES,
  UNPROVEN_MESSAGE_MAX_BYTES,
} from './limits.ts';
import {
  isReadableStateVector,
  MESSAGE,
  type MessageKind,
  readYjsMessage,
  withKind,
  writeChange,
} from './messages.ts';
import { SendQueue } from './send-queue.ts';
import { sliceState, sliceUpdate } from './update-slices.ts';
import type { Wire, WireChannel } from './wire.ts';

/** Why a link ended. `left`: the other side said goodbye. `garbage`: it broke the protocol. */
export type LinkEnd =
  | { readonly code: 'closed' | 'left' | 'lost' | 'garbage'; readonly detail: string }
  | { readonly code: 'refused'; readonly detail: HandshakeError };

/** Who is at the other end, once hello and proof have been exchanged. */
export interface LinkPeer {
  /** Ed25519 public key of the other profile; its possession is proven. */
  readonly device: Uint8Array;
  /** What the other side may do here: `editor` only with a valid proof. */
  readonly admitted: LinkRole;
  readonly capabilities: readonly string[];
}

/** What goes along with heartbeats, which are sent anyway. */
export interface HeartbeatLoad {
  /** @returns null when there is nothing to say */
  read(): Uint8Array | null;
  /** What was read last is on its way. */
  sent(): void;
}

const NOTHING = new Uint8Array(0);

interface PeerLinkEvents {
  open: (peer: LinkPeer) => void;
  stateRequest: (stateVector: Uint8Array) => void;
  /** A document change from an editor, readable and framed as y-webrtc expects it. */
  change: (yjsMessage: Uint8Array) => void;
  holdings: (payload: Uint8Array) => void;
  digest: (payload: Uint8Array) => void;
  presence: (payload: Uint8Array) => void;
  gesture: (payload: Uint8Array) => void;
  pictureAsk: (payload: Uint8Array) => void;
  picturePart: (payload: Uint8Array) => void;
  /** Something was dropped undecoded since its sender may only look. */
  dropped: (kind: 'change' | 'gesture') => void;
  /** Nothing has been heard for a while; it may be the network. */
  quiet: () => void;
  end: (end: LinkEnd) => void;
}

/** Kept of what overtakes the proof; each is {@link FAST_MESSAGE_MAX_BYTES} at most. */
const EARLY_MESSAGES_MAX = 16;

/**
 * A link to one peer over one wire: chunking with backpressure, heartbeat, hello and proof, and the
 * gate that decides what an unproven peer may send. The document, presence and status know links,
 * never wires.
 */
export class PeerLink extends ObservableV2<PeerLinkEvents> {
  readonly #wire: Wire;
  readonly #handshake: Handshake;
  readonly #queue: SendQueue;
  readonly #reader = new FrameReader();
  readonly #inbox = new Inbox({ deal: (message) => this.#dispatch('bulk', message) });
  /** Fast messages that overtook the proof on the other channel. */
  #early: Uint8Array[] = [];
  readonly #heartbeat: Heartbeat;
  readonly #echo = new Echo((kind, payload) => this.#sendFast(kind, payload));
  readonly #handshakeTimer: ReturnType<typeof setTimeout>;
  #peer: LinkPeer | null = null;
  #heartbeatLoad: HeartbeatLoad | null = null;
  #ended = false;

  /** @param wire open, with its fingerprints known */
  constructor(wire: Wire, identity: LinkIdentity) {
    super();
    if (!wire.fingerprints) throw new Error('a link needs an open wire');
    this.#wire = wire;
    this.#handshake = new Handshake(identity, wire.fingerprints);
    this.#queue = new SendQueue(wire);
    this.#heartbeat = new Heartbeat({
      timing: wire.timing,
      now: () => performance.now(),
      beat: () => this.#beat(),
      onQuiet: () => {
        this.#wire.recover();
        this.emit('quiet', []);
      },
      onDead: () => this.end({ code: 'lost', detail: 'no heartbeat' }),
    });
    this.#handshakeTimer = setTimeout(
      () => this.end({ code: 'lost', detail: 'no proof in time' }),
      wire.timing.handshakeMs,
    );
    this.#sendBulk(MESSAGE.hello, this.#handshake.hello());
  }

  /** Null until the link is open. */
  get peer(): LinkPeer | null {
    return this.#peer;
  }

  get isOpen(): boolean {
    return this.#peer !== null && !this.#ended;
  }

  /** Whether nothing waits to be sent. */
  get idle(): boolean {
    return this.#queue.idle;
  }

  /** How much of a large message has come, for progress; null between two. */
  get receiving(): { received: number; total: number } | null {
    return this.#reader.progress;
  }

  /** A message in y-webrtc's framing. */
  sendYjs(message: Uint8Array): void {
    if (this.isOpen) this.#sendBulk(MESSAGE.yjs, message);
  }

  /** Sends a change, in slices when it is large. */
  sendChange(update: Uint8Array): void {
    if (this.isOpen) this.#queue.push(changeMessages(sliceUpdate(update), false));
  }

  /** Sends what a copy with this state vector lacks, in slices made as the channel has room. */
  sendState(doc: Y.Doc, stateVector: Uint8Array): void {
    if (this.isOpen) this.#queue.push(changeMessages(sliceState(doc, stateVector), false));
  }

  /**
   * The same as the answer to a state request.
   * @param known gives the asker's state vector when the answer's turn has come
   */
  sendAnswer(doc: Y.Doc, known: () => Uint8Array): void {
    if (this.isOpen) this.#queue.push(answerMessages(doc, known));
  }

  sendHoldings(payload: Uint8Array): void {
    if (this.isOpen) this.#sendBulk(MESSAGE.holdings, payload);
  }

  /** How long holdings wait at most that go along with heartbeats. */
  get heartbeatMs(): number {
    return this.#wire.timing.heartbeatMs;
  }

  /** Holdings to go along with heartbeats from now on. */
  loadHeartbeats(load: HeartbeatLoad): void {
    this.#heartbeatLoad = load;
  }

  sendDigest(payload: Uint8Array): void {
    if (this.isOpen) this.#sendBulk(MESSAGE.digest, payload);
  }

  /** @returns false when it was dropped because the channel is behind; a later one replaces it. */
  sendPresence(payload: Uint8Array): boolean {
    return this.isOpen && this.#sendFast(MESSAGE.presence, payload);
  }

  /** Presence that must not be lost, as a fast message may be: behind what the bulk channel still has to send. */
  sendFirstPresence(payload: Uint8Array): void {
    if (this.isOpen) this.#sendBulk(MESSAGE.presence, payload);
  }

  sendGesture(payload: Uint8Array): boolean {
    return this.isOpen && this.#sendFast(MESSAGE.gesture, payload);
  }

  sendPictureAsk(payload: Uint8Array): void {
    if (this.isOpen) this.#sendBulk(MESSAGE.pictureAsk, payload);
  }

  /** Behind everything else that there is to send. */
  sendPicturePart(payload: Uint8Array): void {
    if (this.isOpen) this.#queue.pushPatiently(withKind(MESSAGE.picturePart, payload));
  }

  /** Asks for an answer. @returns true once it has come; false when the link has ended */
  ping(): Promise<boolean> {
    return this.isOpen ? this.#echo.ask() : Promise.resolve(false);
  }

  /** The wire has room again. */
  drained(): void {
    if (!this.#ended) this.#queue.pump();
  }

  receive(channel: WireChannel, bytes: Uint8Array): void {
    if (this.#ended) return;
    this.#heartbeat.heard();
    if (channel === 'fast') {
      if (bytes.length > FAST_MESSAGE_MAX_BYTES) this.#garbage('fast message too large');
      else this.#dispatch(channel, bytes);
      return;
    }
    const maxBytes =
      this.#peer?.admitted === 'editor' ? MESSAGE_MAX_BYTES : UNPROVEN_MESSAGE_MAX_BYTES;
    const frame = this.#reader.push(bytes, maxBytes);
    if (!frame.ok) this.#garbage(frame.code);
    else if (frame.message && this.#peer) this.#inbox.push(frame.message);
    else if (frame.message) this.#dispatch(channel, frame.message);
  }

  /** Says goodbye and ends; the other side need not wait for a timeout. */
  leave(): void {
    if (this.#ended) return;
    this.#sendFast(MESSAGE.bye, NOTHING);
    this.end({ code: 'closed', detail: 'left here' });
  }

  end(end: LinkEnd): void {
    if (this.#ended) return;
    // What the other side had sent before it went counts.
    if (end.code === 'left' || end.code === 'lost') this.#inbox.flush();
    if (this.#ended) return; // by what was left
    this.#ended = true;
    this.#inbox.stop();
    clearTimeout(this.#handshakeTimer);
    this.#heartbeat.stop();
    this.#echo.stop();
    this.emit('end', [end]);
    this.#wire.close();
    this.destroy();
  }

  #beat(): void {
    const load = this.#heartbeatLoad?.read() ?? NOTHING;
    if (this.#sendFast(MESSAGE.heartbeat, load) && load.length > 0) this.#heartbeatLoad?.sent();
  }

  #garbage(detail: string): void {
    this.end({ code: 'garbage', detail });
  }

  #sendBulk(kind: MessageKind, payload: Uint8Array): void {
    this.#queue.push([withKind(kind, payload)]);
  }

  #sendFast(kind: MessageKind, payload: Uint8Array): boolean {
    if (payload.length >= FAST_MESSAGE_MAX_BYTES) return false;
    if (this.#wire.bufferedBytes('fast') > FAST_BACKLOG_MAX_BYTES) return false;
    this.#wire.send('fast', withKind(kind, payload));
    return true;
  }

  #dispatch(channel: WireChannel, message: Uint8Array): void {
    const kind = message[0];
    const payload = message.subarray(1);
    if (kind === MESSAGE.heartbeat) {
      if (payload.length > 0 && this.#peer) this.emit('holdings', [payload]);
      return;
    }
    if (kind === MESSAGE.bye) {
      this.end({ code: 'left', detail: 'the other side left' });
      return;
    }
    if (!this.#peer) {
      this.#open(channel, message);
      return;
    }
    switch (kind) {
      case MESSAGE.yjs:
        this.#receiveYjs(payload, this.#peer.admitted);
        return;
      case MESSAGE.holdings:
        this.emit('holdings', [payload]);
        return;
      case MESSAGE.digest:
        this.emit('digest', [payload]);
        return;
      case MESSAGE.presence:
        this.emit('presence', [payload]);
        return;
      case MESSAGE.gesture:
        if (this.#peer.admitted === 'editor') this.emit('gesture', [payload]);
        else this.emit('dropped', ['gesture']);
        return;
      case MESSAGE.pictureAsk:
        this.emit('pictureAsk', [payload]);
        return;
      case MESSAGE.picturePart:
        this.emit('picturePart', [payload]);
        return;
      case MESSAGE.ping:
      case MESSAGE.pong:
        if (!this.#echo.receive(kind, payload)) this.#garbage('unreadable ping');
        return;
      case MESSAGE.hello:
      case MESSAGE.proof:
        this.#garbage('a second handshake');
        return;
      default:
        // A later minor version may send kinds that we do not know; its capabilities said so.
        return;
    }
  }

  #open(channel: WireChannel, message: Uint8Array): void {
    if (channel === 'fast') {
      // The newest ones: a first presence is not sent again soon.
      this.#early = [...this.#early, message].slice(-EARLY_MESSAGES_MAX);
      return;
    }
    const kind = message[0];
    const payload = message.subarray(1);
    if (kind === MESSAGE.hello) {
      const answer = this.#handshake.receiveHello(payload);
      if (answer.ok) this.#sendBulk(MESSAGE.proof, answer.proof);
      else this.end({ code: 'refused', detail: answer.code });
      return;
    }
    if (kind !== MESSAGE.proof) {
      this.#garbage('a message before the proof');
      return;
    }
    const result = this.#handshake.receiveProof(payload);
    const hello = this.#handshake.remote;
    if (!result.ok || !hello) {
      this.end({ code: 'refused', detail: result.ok ? 'bad-hello' : result.code });
      return;
    }
    clearTimeout(this.#handshakeTimer);
    this.#peer = {
      device: hello.device,
      admitted: result.admitted,
      capabilities: hello.capabilities,
    };
    this.emit('open', [this.#peer]);
    for (const early of this.#early.splice(0)) if (!this.#ended) this.#dispatch('fast', early);
  }

  #receiveYjs(payload: Uint8Array, admitted: LinkRole): void {
    const message = readYjsMessage(payload);
    if (!message) {
      this.#garbage('unreadable sync message');
    } else if (message.kind === 'state-request') {
      if (isReadableStateVector(message.stateVector)) {
        this.emit('stateRequest', [message.stateVector]);
      } else this.#garbage('unreadable state vector');
    } else if (message.kind === 'change') {
      // Load-bearing: a viewer's change is dropped before it is decoded, whatever bytes its numbers
      // are written in; what it is was read by the very code that y-webrtc reads it with.
      if (admitted !== 'editor') this.emit('dropped', ['change']);
      else if (isReadableUpdate(message.update)) this.emit('change', [payload]);
      else this.#garbage('unreadable update');
    }
  }
}

function* changeMessages(slices: Iterable<Uint8Array>, answer: boolean): Generator<Uint8Array> {
  let last: Uint8Array | null = null;
  for (const slice of slices) {
    if (last) yield withKind(MESSAGE.yjs, writeChange(last, false));
    last = slice;
  }
  if (last) yield withKind(MESSAGE.yjs, writeChange(last, answer));
}

function* answerMessages(doc: Y.Doc, known: () => Uint8Array): Generator<Uint8Array> {
  yield* changeMessages(sliceState(doc, known()), true);
}
