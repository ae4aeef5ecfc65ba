import { z } from 'zod';
import { SESSION_HEADERS, SESSION_PROTOCOL_VERSION } from '../../../../signaling/protocol.ts';
import type { RungEnd, SessionTicket } from './rung.ts';

const refusalSchema = z.object({ code: z.string() });
/** A refusal is one small object. */
const REFUSAL_MAX_LENGTH = 4_096;
const DEFAULT_RETRY_MS = 5_000;

/** Headers of every request: secrets stand here, never in the address. */
export const sessionHeaders = (
  ticket: SessionTicket | null,
  token: string | null,
): Record<string, string> => ({
  [SESSION_HEADERS.protocol]: String(SESSION_PROTOCOL_VERSION),
  ...(ticket ? { [SESSION_HEADERS.session]: `${ticket.session}.${ticket.secret}` } : {}),
  ...(token === null ? {} : { authorization: `Bearer ${token}` }),
});

/** What an answer that is not 200 means. */
export async function endOfResponse(response: Response): Promise<RungEnd> {
  const text = await response.text();
  const code = text.length > REFUSAL_MAX_LENGTH ? '' : codeOf(text);
  if (response.status === 410 || code === 'gap') return { kind: 'session-gone' };
  // The cell believes that the session goes on over another way; a new connection tells it better.
  if (code === 'superseded') return { kind: 'lost' };
  if (response.status === 429 || response.status >= 500) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      kind: 'lost',
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : DEFAULT_RETRY_MS,
    };
  }
  // Without a code it was not the cell that answered, but something before it.
  return code === '' ? { kind: 'lost' } : { kind: 'refused', code };
}

function codeOf(text: string): string {
  try {
    const parsed = refusalSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.code : '';
  } catch (error) {
    if (error instanceof SyntaxError) return '';
    throw error;
  }
}

/** Whether a fetch failed by the network or by our own limit, and not by a mistake of ours. */
export const isNetworkError = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name !== 'SyntaxError');
