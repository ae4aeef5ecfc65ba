import {
  RELAY_FRAME_MAX_BYTES,
  type SessionServerMessage,
  sessionServerMessageSchema,
} from '../../../signaling/protocol.ts';

/** Longest JSON message that a cell may send: the members of a full room take about 200 KB. */
const MESSAGE_MAX_LENGTH = 512 * 1024;

/** @returns null when the text is no message of the protocol; never throws */
export function parseServerMessage(text: string): SessionServerMessage | null {
  if (text.length > MESSAGE_MAX_LENGTH) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parsed = sessionServerMessageSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}

export const isFrameSize = (frame: Uint8Array): boolean => frame.length <= RELAY_FRAME_MAX_BYTES;
