import { z } from 'zod';
import { CELL_PRODUCT, CONFIG_PATH } from '../../signaling/protocol.ts';

/** What answers on a port of this computer that is taken. */
export type PortHolder =
  | { readonly kind: 'ours' }
  /** `answer` completes "it …": what it answered, for a person to recognise it by. */
  | { readonly kind: 'foreign'; readonly answer: string };

const ASK_TIMEOUT_MS = 2_000;
const ANSWER_MAX_LENGTH = 60;

const ours = z.object({ product: z.literal(CELL_PRODUCT) });

/** Visible characters only, and not many: what a stranger sends ends up in a terminal. */
function readable(text: string): string {
  const clean = text.replace(/[^\x20-\x7e]+/g, ' ').trim();
  return clean.length > ANSWER_MAX_LENGTH ? `${clean.slice(0, ANSWER_MAX_LENGTH)}…` : clean;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Asks whoever listens on `origin` whether it is Drawbridge. */
export async function whoIsThere(origin: string): Promise<PortHolder> {
  try {
    const response = await fetch(`${origin}${CONFIG_PATH}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
    });
    if (response.ok && ours.safeParse(await readJson(response)).success) return { kind: 'ours' };
    const server = response.headers.get('server');
    const name = server === null ? 'no server name' : `"${readable(server)}"`;
    return { kind: 'foreign', answer: `answers HTTP ${response.status} with ${name}` };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'foreign', answer: timedOut ? 'does not answer' : 'does not speak HTTP' };
  }
}
