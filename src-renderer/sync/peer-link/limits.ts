/** One RTCDataChannel message; larger ones are not interoperable (RFC 8831, section 6.6). */
export const FRAME_MAX_BYTES = 64 * 1024;
/** Largest message that a peer may send us in chunks. A 10 MB board is one of 10 MB. */
export const MESSAGE_MAX_BYTES = 256 * 1024 * 1024;
/** What a peer that has not proven the edit key may send: requests and presence only. */
export const UNPROVEN_MESSAGE_MAX_BYTES = 1024 * 1024;
/** Stop handing chunks to the channel above this; small, so that a cursor never waits behind much. */
export const SEND_HIGH_WATER_BYTES = 192 * 1024;
/** Start again below this. */
export const SEND_LOW_WATER_BYTES = 64 * 1024;
/** Messages on the fast channel travel whole. */
export const FAST_MESSAGE_MAX_BYTES = 48 * 1024;
/** Fast messages are dropped, newest kept, while more than this waits in the fast channel. */
export const FAST_BACKLOG_MAX_BYTES = 256 * 1024;

/** A new route is looked for at most this often. */
export const RECOVER_INTERVAL_MS = 2_000;
/** From the first signal to an open, proven link. */
export const SETUP_TIMEOUT_MS = 8_000;
/** Updates above this are sent as several, so that neither side blocks on one. */
export const UPDATE_SLICE_BYTES = 32 * 1024;
