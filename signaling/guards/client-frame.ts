import {
  clientMessageSchema,
  type SessionClientMessage,
  SIGNAL_CLOSE_CODES,
  SIGNAL_MESSAGE_MAX_DEPTH,
  type SignalCloseCode,
  type SignalErrorCode,
  sessionClientMessageSchema,
} from '../protocol.ts';
import { isDeeperThan } from './json-depth.ts';
import { hasUnsafeKey } from './unsafe-keys.ts';

/** Why a message was refused: the session that sent it ends with it. */
export interface Refusal {
  readonly code: SignalErrorCode;
  readonly closeCode: SignalCloseCode;
}

export type ClientFrameResult =
  | { readonly ok: true; readonly message: SessionClientMessage }
  | ({ readonly ok: false } & Refusal);

const refuse = (code: SignalErrorCode, closeCode: SignalCloseCode): ClientFrameResult => ({
  ok: false,
  code,
  closeCode,
});

/**
 * Reads one frame of a client. Its size was checked before, while it was received.
 * @param version protocol version of the client
 * @returns the message, or the code to close its sender with; never throws
 */
export function readClientFrame(text: string, version = 1): ClientFrameResult {
  if (isDeeperThan(text, SIGNAL_MESSAGE_MAX_DEPTH)) {
    return refuse('too-deep', SIGNAL_CLOSE_CODES.policyViolation);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('invalid-json', SIGNAL_CLOSE_CODES.invalidPayload);
  }
  const schema = version === 1 ? clientMessageSchema : sessionClientMessageSchema;
  const parsed = schema.safeParse(value);
  if (!parsed.success || hasUnsafeKey(value)) {
    return refuse('invalid-message', SIGNAL_CLOSE_CODES.policyViolation);
  }
  return { ok: true, message: parsed.data };
}
