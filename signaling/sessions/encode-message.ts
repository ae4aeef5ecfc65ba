import type { SessionServerMessage } from '../protocol.ts';

/** The bytes of a message as they go over the wire. */
export const encodeMessage = (message: SessionServerMessage): Buffer =>
  Buffer.from(JSON.stringify(message));
