import { z } from 'zod';
import type { Refusal } from '../../guards/client-frame.ts';
import {
  type BatchItem,
  isNumbered,
  RELAY_FRAME_MAX_BYTES,
  readBatch,
  readRelayHeader,
  SIGNAL_CLOSE_CODES,
  SIGNAL_MESSAGE_MAX_BYTES,
} from '../../protocol.ts';
import type { Session } from '../../sessions/session.ts';

const typedSchema = z.object({ type: z.string() });

export type UploadResult =
  | { readonly kind: 'done' }
  /** Messages before the first one never came. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'limited' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const INVALID: UploadResult = {
  kind: 'refused',
  refusal: { code: 'invalid-message', closeCode: SIGNAL_CLOSE_CODES.policyViolation },
};
const TOO_LARGE: UploadResult = {
  kind: 'refused',
  refusal: { code: 'too-large', closeCode: SIGNAL_CLOSE_CODES.messageTooBig },
};

/**
 * Takes the messages of one body, those left out that came before: a request that was answered into
 * a broken connection is sent again.
 * @param first number of the first numbered message in it
 */
export function receiveUpload(session: Session, first: number, body: Buffer): UploadResult {
  const items = readBatch(body);
  if (!items) return INVALID;
  let textBytes = 0;
  let frameBytes = 0;
  for (const item of items) {
    const bytes = typeof item === 'string' ? Buffer.byteLength(item) : item.length;
    if (typeof item === 'string') textBytes += bytes;
    else frameBytes += bytes;
    if (bytes > (typeof item === 'string' ? SIGNAL_MESSAGE_MAX_BYTES : RELAY_FRAME_MAX_BYTES)) {
      return TOO_LARGE;
    }
  }
  if (first > session.received + 1) return { kind: 'gap' };
  if (!session.takeAllowance(Math.max(1, items.length), textBytes, frameBytes)) {
    return { kind: 'limited' };
  }
  let number = first - 1;
  for (const item of items) {
    if (isNumberedItem(item)) {
      number += 1;
      if (number <= session.received) continue;
    }
    const refusal =
      typeof item === 'string'
        ? session.receiveText(item)
        : session.receiveFrame(Buffer.from(item.buffer, item.byteOffset, item.length));
    if (refusal) return { kind: 'refused', refusal };
  }
  session.touch();
  return { kind: 'done' };
}

function isNumberedItem(item: BatchItem): boolean {
  if (typeof item !== 'string') return readRelayHeader(item)?.kind !== 'live';
  let value: unknown;
  try {
    value = JSON.parse(item);
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
  const typed = typedSchema.safeParse(value);
  // What is no message is refused when it is received.
  return !typed.success || isNumbered(typed.data.type);
}
