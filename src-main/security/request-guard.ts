import {
  type RequestAnswers,
  type RequestArguments,
  type RequestName,
  requestSchemas,
} from '../desktop-api.ts';
import { isAppUrl } from './app-scheme.ts';

/** The frame that sent a request, as Electron describes it; null once it is gone. */
export interface SenderFrame {
  readonly url: string;
  /** Null for the page itself. */
  readonly parent: unknown;
}

/** Why a request from a renderer was refused. Its text reaches the renderer as a rejection. */
export class RequestRefusedError extends Error {
  override readonly name = 'RequestRefusedError';
  readonly code: 'untrusted-sender' | 'invalid-arguments';

  constructor(code: RequestRefusedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export type RequestHandlers = {
  readonly [Name in RequestName]: (
    ...args: RequestArguments[Name]
  ) => RequestAnswers[Name] | Promise<RequestAnswers[Name]>;
};

/** Only the app's own page may ask, never a frame within it. */
export function isTrustedSender(frame: SenderFrame | null | undefined): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && isAppUrl(frame.url);
}

/**
 * Wraps a handler so that it runs for our own page and with valid arguments only.
 *
 * @returns a function of the sender's frame and the raw arguments, which rejects with RequestRefusedError
 */
export function guardRequest<Name extends RequestName>(
  name: Name,
  handler: RequestHandlers[Name],
): (
  frame: SenderFrame | null | undefined,
  raw: readonly unknown[],
) => Promise<RequestAnswers[Name]> {
  return async (frame, raw) => {
    if (!isTrustedSender(frame)) {
      throw new RequestRefusedError('untrusted-sender', `${name}: refused to this page`);
    }
    const args = requestSchemas[name].safeParse(raw);
    if (!args.success) {
      const [issue] = args.error.issues;
      throw new RequestRefusedError(
        'invalid-arguments',
        `${name}: argument ${issue?.path.join('.')}: ${issue?.message}`,
      );
    }
    return handler(...args.data);
  };
}
