import {
  type ClientMessage,
  clientMessageSchema,
  SIGNAL_CLOSE_CODES,
  SIGNAL_MESSAGE_MAX_DEPTH,
  type SignalCloseCode,
  type SignalErrorCode,
} from '../protocol.ts';
import { isDeeperThan } from './json-depth.ts';
import { hasUnsafeKey } from './unsafe-keys.ts';

export type ClientFrameResult =
  | { readonly ok: true; readonly message: ClientMessage }
  | { readonly ok: false; readonly code: SignalErrorCode; readonly closeCode: SignalCloseCode };

const refuse = (code: SignalErrorCode, closeCode: SignalCloseCode): ClientFrameResult => ({
  ok: false,
  code,
  closeCode,
});

/**
 * Reads one frame of a client. Its size was checked before, while it was received.
 * @returns the message, or the code to close its sender with; never throws
 */
export function readClientFrame(text: string): ClientFrameResult {
  if (isDeeperThan(text, SIGNAL_MESSAGE_MAX_DEPTH)) {
    return refuse('too-deep', SIGNAL_CLOSE_CODES.policyViolation);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('invalid-json', SIGNAL_CLOSE_CODES.invalidPayload);
  }
  const parsed = clientMessageSchema.safeParse(value);
  if (!parsed.success || hasUnsafeKey(value)) {
    return refuse('invalid-message', SIGNAL_CLOSE_CODES.policyViolation);
  }
  return { ok: true, message: parsed.data };
}
