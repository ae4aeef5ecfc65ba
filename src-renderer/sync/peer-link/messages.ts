import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** First byte of every message on a link, on either channel (docs/protocol.md, "Messages"). */
export const MESSAGE = {
  hello: 1,
  proof: 2,
  /** A message of y-webrtc: `[0 sync, 0|1|2, payload]`; other kinds of it are not used. */
  yjs: 3,
  /** What the sender's copy holds: changed entries of its state vector. */
  holdings: 4,
  /** The sender's presence, JSON. */
  presence: 5,
  /** A gesture in progress, JSON. */
  gesture: 6,
  /** The sender is leaving on purpose. */
  bye: 7,
  heartbeat: 8,
  /** A digest of the sender's copy, when all is quiet. */
  digest: 9,
  /** A number, which the receiver sends back as `pong`. */
  ping: 10,
  pong: 11,
  /** Which part of which picture the sender lacks. */
  pictureAsk: 12,
  /** A part of a picture, or that the sender does not have it. */
  picturePart: 13,
} as const;
export type MessageKind = (typeof MESSAGE)[keyof typeof MESSAGE];

/** Puts the kind in front. */
export function withKind(kind: MessageKind, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(payload.length + 1);
  out[0] = kind;
  out.set(payload, 1);
  return out;
}

// y-webrtc's and y-protocols' numbers (y-webrtc.js `messageSync`; y-protocols/sync.js).
const Y_WEBRTC_SYNC = 0;
const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;

export type YjsMessage =
  /** "Send me what this state vector lacks." Anybody may ask. */
  | { readonly kind: 'state-request'; readonly stateVector: Uint8Array }
  /** Changes to the document: only from those who may edit. `answer` ends a state request. */
  | { readonly kind: 'change'; readonly update: Uint8Array; readonly answer: boolean }
  /** Presence of y-protocols and BroadcastChannel bookkeeping: not used on links. */
  | { readonly kind: 'unused' };

/** @returns null when the bytes are no message of y-webrtc. */
export function readYjsMessage(bytes: Uint8Array): YjsMessage | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== Y_WEBRTC_SYNC) return { kind: 'unused' };
    const step = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (step === SYNC_STEP_1) return { kind: 'state-request', stateVector: payload };
    if (step !== SYNC_STEP_2 && step !== SYNC_UPDATE) return null;
    return { kind: 'change', update: payload, answer: step === SYNC_STEP_2 };
  } catch (error) {
    // lib0 throws where the bytes end too early or a number is too large.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** A request for what a copy with this state vector lacks (sync-step-1), in y-webrtc's framing. */
export function writeStateRequest(stateVector: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, Y_WEBRTC_SYNC);
  encoding.writeVarUint(encoder, SYNC_STEP_1);
  encoding.writeVarUint8Array(encoder, stateVector);
  return encoding.toUint8Array(encoder);
}

/** A document change in y-webrtc's framing; `answer` makes it a sync-step-2. */
export function writeChange(update: Uint8Array, answer: boolean): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, Y_WEBRTC_SYNC);
  encoding.writeVarUint(encoder, answer ? SYNC_STEP_2 : SYNC_UPDATE);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** Whether the bytes are a state vector (V1). */
export function isReadableStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
