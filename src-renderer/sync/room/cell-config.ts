import {
  CELL_PROTOCOL_VERSION,
  type CellConfig,
  CONFIG_PATH,
  cellConfigSchema,
  SIGNAL_PATH,
} from '../../../signaling/protocol.ts';
import type { CellProblemCode } from '../status.ts';

export const CELL_CONFIG_TIMEOUT_MS = 5_000;
/** A configuration is a few hundred bytes; whatever is longer is not one. */
const CELL_CONFIG_MAX_LENGTH = 64 * 1024;

export type CellConfigResult =
  | { readonly ok: true; readonly config: CellConfig }
  | { readonly ok: false; readonly code: CellProblemCode; readonly message: string };

/** Where the cell of an http(s) origin takes signaling. */
export const signalUrl = (origin: string): string => origin.replace(/^http/, 'ws') + SIGNAL_PATH;

/** Whether a page of `pageProtocol` may talk to `origin`: https pages may not use plain http. */
export function isMixedContent(origin: string, pageProtocol: string): boolean {
  if (pageProtocol !== 'https:') return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** Asks a cell for its configuration: which ICE servers it offers, and whether it is a cell at all. */
export async function fetchCellConfig(
  origin: string,
  fetchFunction: typeof fetch = fetch,
  signal: AbortSignal = AbortSignal.timeout(CELL_CONFIG_TIMEOUT_MS),
): Promise<CellConfigResult> {
  let response: Response;
  let text: string;
  try {
    response = await fetchFunction(origin + CONFIG_PATH, {
      signal,
      cache: 'no-store',
      credentials: 'omit',
    });
    text = await response.text();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, code: 'unreachable', message: error.message };
  }
  if (response.status >= 500) {
    return { ok: false, code: 'refused', message: `HTTP ${response.status}` };
  }
  const json = text.length > CELL_CONFIG_MAX_LENGTH ? undefined : parse(text);
  const product = typeof json === 'object' && json !== null && 'product' in json;
  if (!response.ok || !product) {
    return { ok: false, code: 'not-a-cell', message: `HTTP ${response.status}` };
  }
  const config = cellConfigSchema.safeParse(json);
  if (!config.success) {
    return { ok: false, code: 'bad-answer', message: config.error.issues[0]?.message ?? '' };
  }
  if (config.data.protocol > CELL_PROTOCOL_VERSION) {
    return { ok: false, code: 'newer-protocol', message: String(config.data.protocol) };
  }
  return { ok: true, config: config.data };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
