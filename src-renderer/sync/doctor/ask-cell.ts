import type { IceServer } from '../../../signaling/protocol.ts';
import { type CellConfigResult, fetchCellConfig } from '../room/cell-config.ts';
import { type FailureCode, fails, type Outcome, WORKS } from './probe.ts';

type Problem = Extract<CellConfigResult, { ok: false }>['code'];

const FAILURES: Readonly<Record<Problem, FailureCode>> = {
  unreachable: 'unreachable',
  refused: 'refused',
  'bad-answer': 'rubbish',
  'not-a-cell': 'not-a-cell',
  'newer-protocol': 'newer-protocol',
  'insecure-address': 'unreachable',
};

/**
 * Asks the cell for its configuration.
 * @param onServers is told the STUN and TURN servers that it names
 */
export async function askCell(
  origin: string,
  fetchFunction: typeof fetch,
  onServers: (servers: readonly IceServer[]) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  const result = await fetchCellConfig(origin, fetchFunction, signal);
  if (!result.ok) return fails(FAILURES[result.code]);
  onServers(result.config.iceServers);
  return WORKS;
}
